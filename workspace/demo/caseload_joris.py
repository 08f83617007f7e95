"""What Joris works on: five trajectories that run, and one that stopped."""

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
    noted,
    phoned,
    taken_up,
    told,
)

SIGNALS = (
    Sighting(
        ago=6, clock="15:35", by="karim", where="Turfschuitpad 18-3", urgency=Urgency.SOON,
        kinds=(Kind.WORRYING, Kind.NEGLECT), starts="oosterhaven", talked_about=True,
        facts="Meneer zat op de trap met al zijn tassen. Hij zei dat hij binnen niet kan slapen. "
            "De voordeur stond open. Binnen ligt een matras, verder niets.",
        impression="Hij heeft misschien al een tijd geen stroom.",
        since_when="een paar dagen",
        steps=(taken_up(5, "joris", Triage.VULNERABLE),),
    ),
    Sighting(
        ago=47, clock="11:15", by="joris", where="Kluivergang 16-B", urgency=Urgency.CAN_WAIT,
        kinds=(Kind.AVOIDS_CARE,), starts="hadzic", channel=Channel.PARTNER,
        teller=Teller(ReporterRole.CARE_PARTNER, "M. Zijlma, begeleiding", "06 00 00 09 31",
            "begeleiding@brug.example", keep_private=False),
        facts="Mevrouw laat de begeleider niet meer binnen. Zij praat met haar door het raam. De "
            "begeleiding hoort bij het contract.",
        since_when="zes weken",
        steps=(
            assessed(44, "joris", Triage.UNCLEAR, "Eerst vragen wat mevrouw zelf wil."),
            told(38, "joris", "Ik spreek mevrouw volgende week. Kom je tot die tijd niet "
                "onaangekondigd langs? Dan heeft zij één gezicht tegelijk."),
        ),
    ),
    Sighting(
        ago=62, clock="13:20", by="fatma", where="Zwaardschipperstraat 9-bis",
            urgency=Urgency.CAN_WAIT,
        kinds=(Kind.REFUSES_REPAIRS, Kind.SMELL), starts="op_den_akker", talked_about=True,
        teller=Teller(ReporterRole.CONSULTANT, keep_private=False),
        facts="Op huisbezoek na een lekkage bij de woning eronder. Meneer liet mij niet in de "
            "badkamer, en de monteur vorige week ook niet. In de gang staan emmers. Het ruikt er "
            "naar schimmel.",
        since_when="tweede keer",
        steps=(
            taken_up(60, "joris", Triage.VULNERABLE),
            told(56, "joris", "Meneer wil eerst weten wie er komt. Ik plan de badkamer samen met "
                "Dennis en hem."),
        ),
    ),
    Sighting(
        ago=112, clock="10:00", by="ria", where="Turfschuitpad 14-1", urgency=Urgency.SOON,
        kinds=(Kind.ARREARS,), starts="ramdien", talked_about=False,
        teller=Teller(ReporterRole.COLLECTION, keep_private=False),
        facts="Vier maanden huur open. De automatische incasso is ingetrokken. Twee brieven "
            "kwamen terug met „onbekend”. De naam staat wel op de bel.",
        since_when="vier maanden",
        steps=(
            taken_up(111, "joris", Triage.UNCLEAR),
            told(108, "joris", "Ik ben langs geweest, er is contact. Wacht even met de "
                "deurwaarder, ik bel je vrijdag."),
            closed(70, "joris", "De regeling is begonnen."),
        ),
    ),
    Sighting(
        ago=205, clock="09:15", by="fatma", where="Peilstokhof 2", urgency=Urgency.SOON,
        kinds=(Kind.WORRYING, Kind.NEGLECT), starts="ten_brinke", channel=Channel.PHONE,
        teller=Teller(ReporterRole.FAMILY, "zus van meneer, I. ten Brinke", "06 00 00 09 32"),
        facts="Meneer komt niet meer op verjaardagen en neemt de telefoon niet op. Door het raam "
            "zijn overal flessen en dozen van eten te zien.",
        since_when="ongeveer een jaar",
        steps=(
            taken_up(204, "joris", Triage.VULNERABLE),
            told(201, "joris", "Verteld dat wij contact zoeken. Niet verteld hoe het met hem "
                "gaat: dat is aan hem zelf."),
            closed(160, "joris"),
        ),
    ),
    Sighting(
        ago=104, clock="16:05", by="joris", where="Fokkenmastlaan 27", urgency=Urgency.CAN_WAIT,
        kinds=(Kind.HOMELESS, Kind.OTHER), starts="van_wissen", channel=Channel.MAIL,
        teller=Teller(ReporterRole.ANONYMOUS),
        facts="Briefje zonder naam: de bewoner is er bijna nooit. Er slapen steeds andere mensen "
            "in het huis.",
        since_when="een maand",
        steps=(
            taken_up(101, "joris", Triage.UNCLEAR),
            told(100, "joris", "", Feedback.Kind.NOT_WANTED),
            closed(90, "joris", "De melder is niet bekend."),
        ),
    ),
)  # fmt: skip

PATHS = (
    Path(
        key="oosterhaven", home="Turfschuitpad 18-3", coach="joris", started=4, next_contact=-1,
        journal=(
            missed(3, "09:20", "Aangebeld. De deur was dicht en er reageerde niemand. Kaartje "
                "onder de deur geschoven."),
            missed(2, "17:30", "Niemand. Een buurman zag hem gisteren bij de bushalte."),
        ),
    ),
    Path(
        key="hadzic", home="Kluivergang 16-B", coach="joris", started=42, next_contact=0,
        moves=(Move(15, State.ANALYSIS, "Mevrouw wil meedenken over wat er misging."),),
        journal=(
            met(37, "13:00", "Met mevrouw door de straat gelopen, dat wilde zij liever. In een "
                "half jaar kwamen er vier begeleiders, zei ze. „Ik vertel niet elke keer "
                "opnieuw.”"),
            consulted(30, "10:45", "Overleg met de begeleiding. Zij zoeken één vaste persoon. "
                "Tot die er is, komt er niemand anders."),
            met(16, "13:10", "Mevrouw liet mij binnen. Het huis is netjes. Zij tekende drie "
                "wensen op een blad."),
        ),
    ),
    Path(
        key="op_den_akker", home="Zwaardschipperstraat 9-bis", coach="joris", backups=("sanne",),
            started=58, next_contact=3,
        moves=(
            Move(40, State.ANALYSIS),
            Move(18, State.PLAN, "Badkamer eerst, daarna de administratie."),
        ),
        journal=(
            missed(57, "11:00", "Niet thuis, of niet open. Briefje met een voorstel voor een dag "
                "en een tijd."),
            met(50, "11:00", "Meneer hield zich aan de dag. We praatten in de portiek. „Monteurs "
                "zetten alles ergens anders neer,” zei hij."),
            met(36, "11:15", "In de badkamer gekeken. De kraan loopt al maanden. Meneer dweilt "
                "drie keer per dag.", "Hij lost het zelf op, elke dag opnieuw."),
            consulted(29, "14:20", "Met Dennis gekeken wat er moet gebeuren. Het kan in één "
                "ochtend. Meneer mag erbij blijven."),
            met(17, "11:00", "Plan op één vel: dag, tijd, wie er komt en wat er aan de kant "
                "moet. Meneer hing het op.", by="sanne"),
        ),
    ),
    Path(
        key="ramdien", home="Turfschuitpad 14-1", coach="joris", backups=("sanne",), started=109,
            next_contact=4,
        moves=(
            Move(100, State.ANALYSIS),
            Move(90, State.PLAN),
            Move(75, State.ACTION, "Regeling getekend, toeslagen aangevraagd."),
        ),
        journal=(
            met(108, "17:15", "Na het werk langsgegaan. De brieven kwamen terug doordat de naam "
                "op de bus fout stond. Samen een nieuw naamplaatje gemaakt."),
            met(92, "17:30", "Alle toeslagen nagelopen. Er stond er één stil sinds vorig jaar. "
                "Aanvraag samen gedaan."),
            phoned(66, "12:40", "De toeslag is binnen. Eerste termijn van de regeling is betaald."),
            missed(31, "17:30", "Niet thuis op de afspraak. Later een bericht: extra dienst op "
                "het werk."),
            phoned(13, "12:35", "Vier termijnen op tijd. Vraagt hulp bij een brief van de "
                "belasting."),
        ),
    ),
    Path(
        key="ten_brinke", home="Peilstokhof 2", coach="joris", started=203, next_contact=20,
            clock="13:30",
        moves=(
            Move(185, State.ANALYSIS),
            Move(170, State.PLAN),
            Move(158, State.ACTION),
            Move(52, State.SAFETY_NET, "Meneer werkt drie dagen en eet twee keer per week in het "
                "buurthuis."),
        ),
        journal=(
            missed(202, "10:00", "Gordijnen dicht, geen reactie. Kaartje in de bus."),
            met(197, "10:00", "Meneer deed open in zijn jas. Het was koud binnen. We praatten "
                "tien minuten in de gang."),
            met(180, "10:15", "De keuken samen leeggemaakt: elf zakken. Meneer belde daarna zijn "
                "zus, uit zichzelf."),
            met(155, "10:00", "Aangemeld bij de werkplaats. Hij begint met één dag."),
            phoned(53, "15:00", "Meneer werkt nu drie dagen. Op dinsdag en donderdag eet hij in "
                "het buurthuis."),
            phoned(22, "15:10", "Gaat goed. Hij gaat met zijn zus een weekend weg."),
        ),
    ),
    Path(
        key="van_wissen", home="Fokkenmastlaan 27", coach="joris", started=98,
        moves=(
            Move(80, State.ANALYSIS),
            Move(28, State.STOPPED, "Meneer heeft de sleutel ingeleverd en is bij een vriend "
                "gaan wonen, in een andere plaats. Hij wil geen contact meer. De begeleiding "
                "weet ervan."),
        ),
        journal=(
            met(95, "11:30", "Meneer was er. Hij slaapt vaak bij een vriend, zei hij. Wie er in "
                "het huis slapen, weet hij niet van iedereen."),
            missed(88, "11:30", "Een jongen deed open. Meneer was er niet."),
            consulted(82, "09:40", "Gebeld met Zorggroep De Brug. Het contract staat op hun "
                "naam. Zij zien hem ook weinig."),
            phoned(41, "10:10", "Meneer belde. Hij wil de woning kwijt. Samen doorgenomen wat "
                "hij dan moet regelen."),
            noted(28, "16:00", "Sleutel ingeleverd op kantoor. De woning is leeg en bezemschoon."),
        ),
    ),
)  # fmt: skip
