"""The first story: a young family with arrears, closed post and an eviction announced."""

from cases.models import State
from signals.models import Channel, Feedback, Kind, ReporterRole, Triage, Urgency
from workspace.demo.shapes import (
    Move,
    Path,
    Sighting,
    Teller,
    closed,
    consulted,
    joined,
    met,
    missed,
    noted,
    phoned,
    taken_up,
    told,
)

KEY, HOME = "family", "Lichtbaakkade 61"

SIGNALS = (
    Sighting(
        ago=275, clock="10:40", by="ria", where=HOME, urgency=Urgency.SOON, starts=KEY,
        kinds=(Kind.ARREARS,), teller=Teller(ReporterRole.COLLECTION, keep_private=False),
        facts="De huur van drie maanden is niet betaald. Wij stuurden twee brieven en een "
            "aanmaning. Er kwam geen antwoord. De telefoon gaat over, niemand neemt op.",
        since_when="drie maanden",
        steps=(
            taken_up(274, "sanne", Triage.VULNERABLE, "Er ligt ook een klacht over de galerij."),
            told(271, "sanne", "Ik ga zelf langs en neem de post en de betaling mee in het "
                "gesprek. Stuur je nieuwe brieven eerst even aan mij?"),
            closed(233, "sanne"),
        ),
    ),
    Sighting(
        ago=268, clock="08:50", by="karim", where=HOME, urgency=Urgency.CAN_WAIT, starts=KEY,
        kinds=(Kind.NEGLECT, Kind.SMELL),
        facts="Vier vuilniszakken op de galerij, voor de voordeur. Eén zak is open. Je ruikt het "
            "tot bij de lift.",
        since_when="twee weken",
        steps=(
            taken_up(266, "sanne", Triage.VULNERABLE),
            told(262, "sanne", "Ik probeer de bewoners te spreken. Laat de zakken nog even "
                "staan. Ik wil met hen een dag afspreken om samen op te ruimen."),
            closed(227, "sanne", "De galerij is leeg.", clock="16:10"),
        ),
    ),
    Sighting(
        ago=260, clock="09:10", by="karim", where=HOME, urgency=Urgency.SOON, starts=KEY,
        kinds=(Kind.NEGLECT, Kind.SMELL), photo="gallery",
        facts="Nu zeven zakken en een kapot matras op de galerij. Er is nog zestig centimeter "
            "over om langs te lopen. Binnen hoorde ik een kind huilen en een televisie.",
        impression="Volgens mij durven ze de deur niet open te doen.",
        since_when="elke week een paar zakken erbij", talked_about=True,
        steps=(
            told(255, "sanne", "Dit hoort bij je eerdere signaal. Er loopt nu een traject. Je "
                "hoort van mij wanneer we opruimen.", Feedback.Kind.TAKEN_UP),
            told(228, "sanne", "De galerij is leeg. De bewoners en een buurvrouw hebben dat "
                "samen gedaan. Zie je weer een zak staan, bel me dan eerst even."),
            closed(227, "sanne"),
        ),
    ),
    Sighting(
        ago=258, clock="09:35", by="joris", where=HOME, urgency=Urgency.SOON, days_earlier=1,
        kinds=(Kind.NOISE, Kind.WORRYING), starts=KEY, channel=Channel.PHONE,
        teller=Teller(ReporterRole.NEIGHBOUR, "mevrouw T. Lindeboom-Vos", "06 00 00 09 11"),
        facts="Vannacht van één uur tot half drie geschreeuw van een man en een vrouw. Er viel "
            "iets kapot. Daarna was het stil.",
        since_when="de derde keer deze maand",
        steps=(
            told(256, "joris", "Wij hebben uw melding opgepakt. Meer mogen wij niet vertellen. "
                "Hoort u het weer, belt u ons dan. Bij gevaar belt u 112.", Feedback.Kind.TAKEN_UP),
            closed(226, "joris"),
        ),
    ),
    Sighting(
        ago=148, clock="11:05", by="ria", where=HOME, urgency=Urgency.CAN_WAIT,
        kinds=(Kind.ARREARS,), teller=Teller(ReporterRole.COLLECTION, keep_private=False),
        facts="De huur van deze maand staat er niet op. De regeling is de maanden hiervoor "
            "steeds op tijd betaald.",
        since_when="één maand",
        steps=(
            joined(147, "sanne", KEY),
            told(145, "sanne", "Het geld ging naar een wasmachine. Zij betalen de helft nu en de "
                "helft volgende maand. De regeling blijft staan."),
            closed(126, "sanne", "Beide helften zijn betaald."),
        ),
    ),
)  # fmt: skip

PATH = Path(
    key=KEY, home=HOME, coach="sanne", backups=("joris",), started=257, next_contact=11,
    moves=(
        Move(243, State.ANALYSIS, "We mogen binnenkomen. Nu uitzoeken wat er speelt."),
        Move(234, State.PLAN, "De drie vragen zijn met de ouders besproken."),
        Move(229, State.ACTION, "Volgorde afgesproken: post, regeling, opruimen, ritme, cursus, "
            "oma."),
        Move(41, State.SAFETY_NET, "De huur is vier maanden op rij op tijd. De ouders willen "
            "verder op eigen benen, met een lijntje."),
    ),
    journal=(
        missed(255, "10:20", "Gebeld en geklopt. Binnen ging de televisie zachter. Niemand deed "
            "open. Kaartje in de bus: ik kom terug, en niet voor geld.",
            "Ze zijn thuis en durven niet open te doen."),
        met(251, "16:05", "Mevrouw deed open op de ketting. We praatten vijf minuten. Zij zei: "
            "„Jullie komen ons eruit zetten.” Ik zei dat ik daar niet voor kom. Op de mat lag "
            "een stapel dichte enveloppen."),
        met(246, "15:30", "Binnen geweest. Beide ouders waren thuis, de kinderen sliepen. De "
            "ouders zijn moe, zeggen ze: het wordt elke nacht laat. Op tafel lag een brief van "
            "de deurwaarder. Daarin staat een datum voor de ontruiming, over zes weken. Meneer "
            "las hem voor het eerst.",
            "Er is schrik, en ook opluchting dat iemand meekijkt."),
        consulted(245, "09:15", "Gebeld met de deurwaarder en met Ria van incasso. De datum "
            "blijft staan. Ligt er binnen vier weken een regeling, dan vragen zij uitstel."),
        met(241, "13:30", "Samen de post opengemaakt: 41 enveloppen, drie stapels. Betalen, "
            "bellen, weg. Meneer liep halverwege naar buiten en kwam na tien minuten terug. "
            "Mevrouw maakte een lijst. De schuld is 6.840 euro bij vijf partijen."),
        consulted(238, "10:00", "Gebeld met het wijkteam en met schuldhulp. Beide hebben de "
            "aanvraag beloofd. Beide wachten op de ander. Afspraak: schuldhulp doet de aanvraag, "
            "het wijkteam brengt vrijdag de papieren.",
            "Hier lag het stil, niet bij de ouders."),
        met(232, "11:00", "Met de ouders bij schuldhulp. De regeling is rond: de huur en 75 euro "
            "per maand. De deurwaarder geeft uitstel. Mevrouw tekende zelf en vroeg om een kopie.",
                kind="office"),
        met(228, "10:30", "Opruimdag. Een buurvrouw hielp mee, de wijkbeheerder bracht een "
            "container. De galerij is leeg, de gang ook. De kinderkamer heeft weer een vrij bed."),
        phoned(212, "09:40", "Mevrouw belde zelf. De eerste betaling is gelukt. Zij opent de "
            "post nu op dinsdag en vrijdag, met koffie erbij."),
        met(193, "19:15", "Op hun verzoek in de avond gekomen. De televisie ging om half acht "
            "uit. Daarna voorlezen en naar bed. Om half negen was het stil. Er hangt een lijstje "
            "op de koelkast.",
            "Dit is van henzelf. Ik hoefde niets voor te doen."),
        missed(171, "14:00", "Niemand thuis op de afgesproken tijd. Briefje in de bus."),
        met(170, "14:20", "Bericht van mevrouw: afspraak vergeten, sorry. We spraken een nieuwe "
            "dag af. Zij zet het in haar telefoon.", kind="message"),
        met(146, "16:30", "De huur is niet betaald. Het geld ging naar een wasmachine. We belden "
            "samen met incasso. Mevrouw deed het woord. Zij betalen in twee delen.",
            "Een tegenvaller, en nu pakten ze hem zelf aan."),
        met(118, "11:15", "Mevrouw gaat nu vijf weken naar de cursus. Zij liet haar map zien. "
            "Meneer heeft werk voor drie dagen per week."),
        met(88, "15:00", "Gesprek over oma. Zij en mevrouw spraken elkaar een jaar niet, na een "
            "ruzie over geld. Mevrouw wil haar bellen. Zij schreef op wat ze wil zeggen."),
        met(42, "16:00", "Oma was er ook. Zij past op woensdag op. Samen teruggekeken op het "
            "jaar. Mevrouw: „Ik maak nu zelf de brieven open.” Afgesproken: ik bel elke zes "
            "weken. Schuldhulp houdt contact over de regeling. Gaat het mis, dan bellen zij mij, "
            "of mijn collega."),
        noted(40, "09:00", "Waakvlam begonnen. Schuldhulp en het wijkteam weten wie wanneer belt."),
        phoned(12, "13:30", "Het gaat goed, zegt mevrouw. De laatste schuld is over acht maanden "
            "weg. De galerij is leeg, zag ik bij het langslopen.", by="joris"),
    ),
)  # fmt: skip
