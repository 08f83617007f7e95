"""What else Sanne works on: five trajectories that run, and one that ended well."""

from cases.models import EndReason, State
from signals.models import Channel, Feedback, Kind, ReporterRole, Triage, Urgency
from workspace.demo.shapes import (
    Move,
    Path,
    Sighting,
    Teller,
    assessed,
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

SIGNALS = (
    # Mrs Çelik: keeps the door shut.
    Sighting(
        ago=9, clock="13:40", by="fatma", where="Turfschuitpad 12-2", urgency=Urgency.SOON,
        kinds=(Kind.AVOIDS_CARE, Kind.WORRYING), starts="celik", channel=Channel.PHONE,
        teller=Teller(ReporterRole.CARE_PARTNER, "J. Hoving, wijkteam", "06 00 00 09 21",
            "wijkteam@veenwaard.example", keep_private=False),
        facts="Mevrouw doet sinds drie weken niet open voor de huishoudelijke hulp. De post "
            "steekt uit de bus. 's Avonds brandt er licht in de keuken.",
        since_when="drie weken",
        steps=(assessed(8, "sanne", Triage.VULNERABLE,
            "Karim zag haar gisteren nog op de galerij."),),
    ),
    # Mr de Vries: five signals in half a year at one address.
    Sighting(
        ago=122, clock="08:55", by="yvonne", where="Peilstokhof 7", urgency=Urgency.CAN_WAIT,
        kinds=(Kind.NOISE,), channel=Channel.PHONE, days_earlier=2,
        teller=Teller(ReporterRole.NEIGHBOUR, "mevrouw A. Polderman", "06 00 00 09 22"),
        facts="Harde muziek van elf uur tot twee uur 's nachts. De ramen stonden open.",
        since_when="één keer",
        steps=(
            taken_up(119, "yvonne", Triage.NUISANCE, "Bewoner gebeld. Het was een verjaardag."),
            told(118, "yvonne", "Wij hebben de bewoner gebeld. Hij houdt voortaan de ramen "
                "dicht. Dank voor het doorgeven."),
            closed(108, "yvonne"),
        ),
    ),
    Sighting(
        ago=96, clock="10:25", by="yvonne", where="Peilstokhof 7", urgency=Urgency.CAN_WAIT,
        kinds=(Kind.NOISE,), channel=Channel.MAIL, days_earlier=1,
        teller=Teller(ReporterRole.NEIGHBOUR, "mevrouw A. Polderman", "06 00 00 09 22"),
        facts="Drie nachten achter elkaar gebonk en muziek, tot een uur of drie.",
        since_when="drie nachten", talked_about=True,
        steps=(
            taken_up(93, "yvonne", Triage.SPOILER, "Brief met een waarschuwing gestuurd."),
            told(92, "yvonne", "Wij hebben dit opgepakt en met de bewoner gesproken.",
                Feedback.Kind.TAKEN_UP),
            closed(80, "yvonne"),
        ),
    ),
    Sighting(
        ago=44, clock="09:05", by="sanne", where="Peilstokhof 7", urgency=Urgency.SOON,
        kinds=(Kind.NOISE, Kind.WORRYING), channel=Channel.PHONE, days_earlier=1, starts="de_vries",
        teller=Teller(ReporterRole.NEIGHBOUR, "de heer S. Boermans", "06 00 00 09 23"),
        facts="Om vier uur 's nachts liep meneer door de tuin. Hij praatte hardop, er was "
            "niemand bij. Daarna timmerde hij tot het licht werd.",
        since_when="twee weken, bijna elke nacht",
        steps=(
            taken_up(43, "sanne", Triage.VULNERABLE),
            told(40, "sanne", "Wij gaan langs. Meer mogen wij u niet vertellen. Bij gevaar belt "
                "u 112.", Feedback.Kind.TAKEN_UP),
        ),
    ),
    Sighting(
        ago=36, clock="14:30", by="sanne", where="Peilstokhof 7", urgency=Urgency.SOON,
        kinds=(Kind.QUARREL, Kind.AGGRESSION), channel=Channel.PARTNER,
        teller=Teller(ReporterRole.POLICE, "wijkagent B. Ruiter", "06 00 00 09 13"),
        facts="De politie kwam bij een ruzie over de schutting. Meneer gooide een emmer om. "
            "Niemand is gewond. Na een half uur was het rustig.",
        since_when="één keer",
        steps=(
            joined(35, "sanne", "de_vries"),
            told(33, "sanne", "Ik kom bij deze bewoner. De wijkagent belt mij als er weer iets "
                "is."),
        ),
    ),
    Sighting(
        ago=7, clock="08:45", by="joris", where="Peilstokhof 7", urgency=Urgency.CAN_WAIT,
        kinds=(Kind.NOISE,), channel=Channel.PHONE, days_earlier=1,
        teller=Teller(ReporterRole.NEIGHBOUR, "mevrouw A. Polderman", "06 00 00 09 22"),
        facts="Vannacht weer getimmer, van drie uur tot half vijf.",
        since_when="twee nachten deze week",
        steps=(joined(6, "sanne", "de_vries"),),
    ),
    # Mrs Noël: a house that fills up.
    Sighting(
        ago=76, clock="10:15", by="karim", where="Fokkenmastlaan 23", urgency=Urgency.CAN_WAIT,
        kinds=(Kind.NEGLECT,), starts="noel", talked_about=True,
        facts="De achtertuin staat vol tassen, potten en stoelen. De schuurdeur kan niet meer "
            "dicht. Mevrouw zei: „Dat zoek ik nog uit.”",
        since_when="al een half jaar",
        steps=(
            taken_up(74, "sanne", Triage.VULNERABLE),
            told(70, "sanne", "Ik heb met mevrouw gesproken. We maken samen een plan voor de "
                "tuin. Je hoeft zelf niets te doen."),
        ),
    ),
    # Mr and Mrs Şahinoğlu: arrears after work stopped.
    Sighting(
        ago=132, clock="09:30", by="ria", where="Lichtbaakkade 35", urgency=Urgency.SOON,
        kinds=(Kind.ARREARS,), starts="sahinoglu", talked_about=True,
        teller=Teller(ReporterRole.COLLECTION, keep_private=False),
        facts="Twee maanden huur open. Meneer nam de telefoon op. Zijn bedrijf is gestopt, zei "
            "hij. Hij wil betalen en weet niet waarvan.",
        since_when="twee maanden",
        steps=(
            taken_up(131, "sanne", Triage.VULNERABLE),
            told(128, "sanne", "Ik ga langs en neem de papieren van schuldhulp mee. De aanmaning "
                "kan even wachten."),
            closed(60, "sanne", "De regeling loopt."),
        ),
    ),
    Sighting(
        ago=127, clock="15:10", by="sanne", where="Lichtbaakkade 35", urgency=Urgency.CAN_WAIT,
        kinds=(Kind.ARREARS, Kind.OTHER), starts="sahinoglu", channel=Channel.PARTNER,
        teller=Teller(ReporterRole.MUNICIPALITY, "loket geldzaken", "06 00 00 09 24",
            "geldzaken@veenwaard.example", keep_private=False),
        facts="De gemeente kreeg een bericht over een achterstand bij energie en water, op dit "
            "adres.",
        since_when="drie maanden",
        steps=(told(122, "sanne", "Wij zijn in gesprek met dit gezin. De aanvraag voor "
            "schuldhulp komt deze week naar jullie toe."),),
    ),
    # Mrs van der Meulen: a pan on the fire.
    Sighting(
        ago=152, clock="10:50", by="joris", where="Botterbeunplein 4", urgency=Urgency.DANGER,
        kinds=(Kind.FIRE_OR_GAS, Kind.WORRYING), starts="van_der_meulen", channel=Channel.PHONE,
        teller=Teller(ReporterRole.FAMILY, "nicht van mevrouw, H. Terpstra-Mol", "06 00 00 09 25",
            keep_private=False),
        facts="De pan stond op het vuur en mevrouw was naar buiten. De brandweer kwam. Het "
            "keukenkastje is zwart. Twee weken eerder gebeurde bijna hetzelfde.",
        since_when="twee keer in twee weken",
        steps=(
            taken_up(152, "sanne", Triage.ACUTE, "Brandweer was al geweest. Vandaag langs.",
                clock="11:30"),
            told(150, "sanne", "Dank voor het bellen. Ik ben bij uw tante geweest. Er komt een "
                "plaat die zichzelf uitzet. Ik bel u elke maand."),
            closed(128, "sanne"),
        ),
    ),
    # Mrs Łukasik: ended, the home was kept.
    Sighting(
        ago=245, clock="11:45", by="sanne", where="Lichtbaakkade 39", urgency=Urgency.SOON,
        kinds=(Kind.ARREARS, Kind.WORRYING), starts="lukasik", channel=Channel.DESK,
        teller=Teller(ReporterRole.TENANT, "", keep_private=False),
        facts="Mevrouw kwam zelf aan de balie met een tas vol dichte post. Ze zei: „Ik durf er "
            "niet meer aan te beginnen.”",
        since_when="een half jaar", talked_about=True,
        steps=(
            told(243, "sanne", "Ik kom donderdag bij u thuis. We maken samen de tas open."),
            closed(200, "sanne"),
        ),
    ),
)  # fmt: skip

PATHS = (
    Path(
        key="celik", home="Turfschuitpad 12-2", coach="sanne", started=7, next_contact=0,
        journal=(
            missed(6, "10:40", "Gebeld en geklopt. Ik hoorde voetstappen. De deur bleef dicht. "
                "Kaartje in de bus, ook in het Turks."),
            missed(4, "15:20", "Weer niet open. De post is uit de bus gehaald.", "Ze is thuis en "
                "in beweging. Dat is goed nieuws."),
            phoned(2, "11:10", "Mevrouw nam de telefoon op. Ze zei: „Er kwam elke week een "
                "ander. Ik doe het liever zelf.” Ik mag langskomen als ik alleen kom."),
        ),
    ),
    Path(
        key="de_vries", home="Peilstokhof 7", coach="sanne", started=41, next_contact=-3,
        moves=(Move(20, State.ANALYSIS, "Drie gesprekken gehad. Nu met de partners naar de "
            "oorzaken kijken."),),
        journal=(
            met(38, "16:15", "Meneer deed meteen open. Hij slaapt overdag, zei hij. In de schuur "
                "bouwt hij een boot. Daar klinkt het getimmer vandaan."),
            met(31, "16:00", "De boot gezien. Meneer verloor vorig jaar zijn baan en zijn dag. "
                "„'s Nachts belt er niemand.”", "De "
                "nacht is voor hem de enige rustige tijd."),
            consulted(24, "09:30", "Gebeld met het wijkteam. Zij kennen meneer van twee jaar "
                "geleden. Toen hielp een vaste dag op de werkplaats."),
            met(19, "15:45", "Afgesproken: na elf uur geen hamer. Meneer schreef het op de deur "
                "van de schuur."),
            missed(8, "16:00", "Niemand thuis. In de tuin lag de hamer."),
        ),
    ),
    Path(
        key="noel", home="Fokkenmastlaan 23", coach="sanne", started=72, next_contact=2,
        moves=(
            Move(55, State.ANALYSIS),
            Move(21, State.PLAN, "Mevrouw koos zelf waar ze wil beginnen: de schuur."),
        ),
        journal=(
            met(70, "10:30", "Mevrouw liet de tuin zien. Bij elk ding hoort een verhaal. Binnen "
                "is één stoel vrij. We stonden in de gang."),
            met(58, "10:30", "Aan de keukentafel gezeten. Mevrouw wil niet dat haar zoon dit "
                "ziet. Hij komt daarom niet meer langs."),
            consulted(49, "13:45", "Gebeld met de kringloop. Zij halen gratis op, één keer per "
                "maand, alleen wat klaarstaat."),
            met(33, "10:45", "Eerste doos voor de kringloop. Mevrouw schreef op de doos wat erin "
                "zat. Dat hielp, zei ze."),
            met(20, "10:30", "Samen een lijst gemaakt: schuur, tuin, achterkamer. Mevrouw hangt "
                "hem op de kast. Ik kom om de week."),
            phoned(9, "09:50", "Mevrouw belde de afspraak een week op. Ze had slecht geslapen."),
        ),
    ),
    Path(
        key="sahinoglu", home="Lichtbaakkade 35", coach="sanne", started=126, next_contact=9,
        moves=(
            Move(112, State.ANALYSIS),
            Move(95, State.PLAN),
            Move(84, State.ACTION, "De regeling is getekend. Nu volhouden en werk zoeken."),
        ),
        journal=(
            met(124, "19:00", "Beide ouders aan tafel. Zij legden alle rekeningen open neer. Het "
                "gaat om 4.120 euro bij vier partijen."),
            consulted(110, "10:20", "Schuldhulp heeft alle papieren. Het loket geldzaken houdt "
                "de energie aan zolang de aanvraag loopt."),
            met(86, "19:10", "De regeling getekend: 110 euro per maand. Mevrouw houdt het bij in "
                "een schrift."),
            phoned(52, "12:30", "Derde betaling gelukt. Meneer rijdt nu drie dagen voor een "
                "bakker."),
            met(10, "19:00", "Zes betalingen op tijd. Meneer vraagt wanneer ik niet meer kom. We "
                "spraken af: nog twee keer.", "Goed "
                "moment om naar de waakvlam te gaan."),
        ),
    ),
    Path(
        key="van_der_meulen", home="Botterbeunplein 4", coach="sanne", started=151,
            backups=("yvonne",),
        clock="14:10",
        moves=(
            Move(140, State.ANALYSIS),
            Move(131, State.PLAN),
            Move(118, State.ACTION, "De kookplaat is vervangen. Nu de rest van de dag."),
        ),
        journal=(
            met(150, "10:00", "Mevrouw liet het zwarte kastje zien. „Ik liep even naar de "
                "overkant.” Ze vroeg drie keer wie ik was. We dronken thee."),
            consulted(144, "09:15", "Gebeld met haar nicht en met de thuiszorg. De nicht komt op "
                "zondag. De thuiszorg komt elke ochtend."),
            met(119, "10:10", "De nieuwe plaat zet zichzelf na tien minuten uit. Mevrouw vindt "
                "hem „een bazig ding” en gebruikt hem."),
            phoned(83, "13:20", "De nicht belde. Het eten gaat goed. 's Avonds loopt haar tante "
                "soms zonder jas naar buiten."),
            met(34, "10:00", "Mevrouw kende mijn naam. Er hangt een bord bij de deur: jas, "
                "sleutel, telefoon.", by="yvonne"),
        ),
    ),
    Path(
        key="lukasik", home="Lichtbaakkade 39", coach="sanne", started=244, clock="13:00",
        moves=(
            Move(236, State.ANALYSIS),
            Move(228, State.PLAN),
            Move(215, State.ACTION),
            Move(140, State.SAFETY_NET, "De achterstand is ingelopen."),
            Move(63, State.CLOSED, "Zes keer gebeld, zes keer ging het goed. Mevrouw wil het nu "
                "zelf doen.", EndReason.HOME_KEPT),
        ),
        journal=(
            met(240, "14:00", "De tas samen leeggemaakt op de keukentafel. Na een uur waren er "
                "drie stapels."),
            met(220, "14:10", "Met mevrouw een betaalplan gemaakt. Zij belde zelf met incasso, "
                "ik zat ernaast."),
            met(170, "14:00", "De post ligt in een bak met een dag erop. Mevrouw is nu bij."),
            phoned(100, "11:00", "Gaat goed. Er kwam een naheffing en die heeft ze zelf geregeld."),
            noted(63, "15:00", "Mevrouw heeft mijn nummer. Het traject is klaar."),
        ),
    ),
)  # fmt: skip
