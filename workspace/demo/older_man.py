"""The second story: an older man who keeps everyone at the door, and a date in court."""

from cases.models import State
from signals.models import Channel, Feedback, Kind, ReporterRole, Triage, Urgency
from workspace.demo.shapes import (
    Move,
    Path,
    Sighting,
    Teller,
    assessed,
    closed,
    consulted,
    met,
    missed,
    phoned,
    taken_up,
    told,
)

KEY, HOME = "older_man", "Kluivergang 12-A"

SIGNALS = (
    Sighting(
        ago=290, clock="11:20", by="dennis", where=HOME, urgency=Urgency.SOON, starts=KEY,
        kinds=(Kind.REFUSES_REPAIRS, Kind.FIRE_OR_GAS), talked_about=True,
        teller=Teller(ReporterRole.REPAIR, keep_private=False),
        facts="Voor de derde keer aan de deur voor de gaskachel. Meneer deed open op een kier. "
            "Hij zei: „Die kachel doet het al veertig jaar. U komt er niet in.” Het laatste "
            "onderhoud was zes jaar geleden.",
        since_when="drie keer in twee maanden",
        steps=(
            taken_up(288, "sanne", Triage.UNCLEAR, "Eerst weten wie hier al komt."),
            told(286, "sanne", "Ik zoek contact met meneer. Ga niet meer alleen langs. Ik bel je "
                "als de kachel aan de beurt is."),
            told(216, "sanne", "Dank dat je meeging. De kachel is veilig. Volgend jaar bel ik je "
                "weer voor het onderhoud, samen met meneer."),
            closed(215, "sanne", "De kachel is nagekeken."),
        ),
    ),
    Sighting(
        ago=278, clock="14:15", by="karim", where=HOME, urgency=Urgency.SOON, starts=KEY,
        kinds=(Kind.NEGLECT, Kind.FIRE_OR_GAS), photo="window",
        facts="Door het raam gezien: dozen, kranten en losse onderdelen tot het plafond. Er "
            "loopt een smal pad naar achteren. Het gordijn hangt tegen de kachel.",
        impression="Als er brand komt, is hij niet op tijd buiten.",
        since_when="zeker een jaar",
        steps=(
            assessed(276, "sanne", Triage.UNCLEAR),
            told(257, "sanne", "Ik ga elke week langs tot de deur opengaat. Ruim niets op en "
                "stuur geen brief: dat maakt het lastiger."),
            closed(150, "sanne", "De voorkamer is vrij. Het gordijn hangt er niet meer."),
        ),
    ),
    Sighting(
        ago=270, clock="10:05", by="fatma", where=HOME, urgency=Urgency.SOON, starts=KEY,
        kinds=(Kind.FIRE_OR_GAS,), channel=Channel.DESK,
        teller=Teller(ReporterRole.NEIGHBOUR, "de heer E. van Raamsdonk", "06 00 00 09 12"),
        facts="In huis staat alles vol, en er brandt 's avonds een kaars voor het raam. Eén keer "
            "rook het in het trappenhuis naar schroeiend papier.",
        since_when="al maanden",
        steps=(
            told(256, "sanne", "De melder vroeg wat er in huis gebeurt. Dat mogen wij niet "
                "vertellen. Wel gezegd: wij zijn ermee bezig, en bij brand belt u 112.",
                 Feedback.Kind.NOT_ALLOWED),
            closed(214, "sanne"),
        ),
    ),
    Sighting(
        ago=262, clock="09:50", by="sanne", where=HOME, urgency=Urgency.SOON, days_earlier=1,
        kinds=(Kind.AGGRESSION, Kind.WORRYING), starts=KEY, channel=Channel.PARTNER,
        teller=Teller(ReporterRole.POLICE, "wijkagent B. Ruiter", "06 00 00 09 13",
            "wijkagent@veenwaard.example"),
        facts="De politie kwam na geschreeuw in het trappenhuis. Meneer riep tegen twee mannen "
            "dat ze van zijn spullen moesten afblijven. Hij hield de deur dicht met zijn voet. "
            "Niemand is gewond.",
        since_when="één keer",
        steps=(
            told(255, "sanne", "Ik ben vanaf nu de enige die aanbelt. Komt er weer iets, dan "
                "belt de wijkagent mij eerst."),
        ),
    ),
)  # fmt: skip

PATH = Path(
    key=KEY, home=HOME, coach="sanne", backups=("joris",), started=258, next_contact=0,
    moves=(
        Move(228, State.ANALYSIS, "Twee keer koffie op de stoep. Nu begrijpen wat hem tegenhoudt."),
        Move(212, State.PLAN, "De kachel is veilig. Meneer wil praten over de kamers."),
        Move(204, State.ACTION, "Eén kamer per maand, en meneer wijst aan."),
        Move(4, State.SAFETY_NET, "Meneer mag blijven en wil verder met zijn oud-collega en de "
            "wijkverpleegkundige."),
    ),
    journal=(
        missed(256, "10:10", "Aangebeld. Binnen stond de radio aan. Niemand kwam naar de deur."),
        missed(252, "16:40", "Er brandde licht. Na twee keer bellen ging het uit. Kaartje in de "
            "bus met mijn naam en nummer."),
        missed(249, "11:00", "Het gordijn bewoog. De deur bleef dicht. Mijn kaartje was weg uit "
            "de bus.",
            "Hij leest wat ik achterlaat."),
        missed(245, "10:30", "Door de dichte deur riep hij één keer „Nee”. Ik zei dat ik "
            "volgende week koffie meeneem.", "Geen praatje, wel een stem."),
        met(241, "10:30", "Met twee bekers koffie aangebeld. Meneer kwam naar buiten en trok de "
            "deur achter zich dicht. We dronken op de stoep. Hij vertelde over zijn werkplaats "
            "en over de radio's die hij maakt. Na een kwartier ging hij naar binnen.",
            "Hij schaamt zich voor het huis. Over zijn vak is hij trots."),
        missed(236, "10:35", "Niemand deed open. De koffie op de drempel gezet."),
        missed(232, "10:30", "Niemand deed open. De lege beker van vorige week stond omgespoeld "
            "klaar."),
        met(229, "10:30", "Weer koffie op de stoep, nu een half uur. Meneer haalde een brief van "
            "de rechtbank: een zitting over zes weken, voor toegang en ontruimen van de spullen. "
            "„Ze willen alles op een hoop gooien.” Over de huur is hij trots: nooit één dag te "
            "laat. Zijn huis geeft hij een 4 van de 5."),
        consulted(227, "09:10", "Gebeld met onze jurist en met de gemeente. Zij bereiden een "
            "gedwongen opruiming voor. Ik heb meneer beloofd dat er niets weggaat zonder hem. "
            "Dat gaat niet samen.",
            "Wij werken elkaar tegen. Elke nieuwe hulpverlener begint bovendien opnieuw."),
        consulted(222, "14:00", "Overleg met jurist, gemeente en brandweer. Afspraak: de zitting "
            "schuift zes weken op als de kachel binnen drie weken veilig is. Eén persoon aan de "
            "deur, en dat ben ik."),
        met(216, "13:15", "Meneer liet mij en de monteur binnen. Hij schoof zelf de dozen bij de "
            "kachel weg. Slang vervangen, kachel nagekeken, melder opgehangen. Het duurde "
            "anderhalf uur. Hij zette thee."),
        met(204, "10:15", "Samen door het huis gelopen. Vijf ruimtes, elke maand één, de keuken "
            "eerst. Meneer schreef het op een stuk karton en hing dat naast de deur. Niets gaat "
            "weg zonder zijn ja."),
        met(181, "10:20", "De keuken is vrij. Van 34 dozen gingen er 20 naar de loods van een "
            "oud-collega en 14 weg. Bij drie dozen stopte hij. Die bleven staan."),
        consulted(152, "11:30", "De gang en de voorkamer zijn vrij. Onze jurist trekt de zitting "
            "in. De gemeente is op de hoogte."),
        phoned(137, "09:20", "Meneer belde zelf. Hij wil naar de huisarts en vroeg of ik meega. "
            "„U praat niet, u zit erbij.”", "Dit is zijn eigen wens. Ik heb er niet om gevraagd."),
        met(128, "11:10", "Samen naar de huisarts. Ik zat erbij, hij deed het woord. Op de terugweg "
            "kocht hij soep en brood voor de hele week.", kind="office"),
        met(84, "10:10", "Zijn oud-collega zat aan tafel toen ik kwam. Er zijn nu twee stoelen "
            "vrij. Nog één ruimte te gaan: de schuur."),
        met(46, "13:30", "Op dinsdag repareert hij apparaten in het buurthuis. Er stond een rij "
            "van vijf mensen. „Ze weten me te vinden,” zei hij.", kind="office"),
        consulted(9, "15:00", "Met de wijkverpleegkundige en de oud-collega gesproken over de "
            "tijd hierna. Hij komt elke woensdag, zij eens per maand. Meneer vindt het goed. Met "
            "hem nog kiezen wanneer de waakvlam begint."),
        met(4, "10:30", "Samen teruggekeken met zijn kaart van de kamers erbij. Alleen de schuur "
            "nog. „Nu kunnen jullie me wel loslaten, maar niet helemaal.” Vanaf vandaag belt zijn "
            "oud-collega mij na elke woensdag."),
    ),
)  # fmt: skip
