"""The other corporation: a small caseload that nobody of the first one may ever see."""

from cases.models import State
from signals.models import Channel, Kind, ReporterRole, Triage, Urgency
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

SIGNALS = (
    Sighting(
        ago=64, clock="10:10", by="gerrit", where="Jaagpadsingel 6", urgency=Urgency.SOON,
        kinds=(Kind.NEGLECT, Kind.AVOIDS_CARE), starts="van_den_oever",
        facts="Meneer kwam in drie weken niet buiten. De kliko staat vol en stil. Hij riep door "
            "de bus dat hij geen hulp hoeft.",
        since_when="drie weken",
        steps=(
            taken_up(63, "noor", Triage.VULNERABLE),
            told(60, "noor", "Ik ga zelf langs. Laat de kliko staan, die neem ik met meneer mee "
                "naar buiten."),
            closed(30, "noor"),
        ),
    ),
    Sighting(
        ago=5, clock="09:15", by="gerrit", where="Vletterdwars 1-B", urgency=Urgency.SOON,
        kinds=(Kind.WORRYING,), starts="doornik", talked_about=True,
        facts="Mevrouw zat op de stoep met haar jas over haar hoofd. Ze zei dat ze even geen "
            "muren om zich heen wilde. Na een half uur ging ze naar binnen.",
        since_when="twee keer deze week",
        steps=(taken_up(5, "noor", Triage.VULNERABLE),),
    ),
    Sighting(
        ago=3, clock="13:50", by="noor", where="Jaagpadsingel 2", urgency=Urgency.CAN_WAIT,
        kinds=(Kind.NOISE,), channel=Channel.PHONE,
        teller=Teller(ReporterRole.NEIGHBOUR, "de heer F. Kwakkel", "06 00 00 09 61"),
        facts="Deuren slaan tot laat in de avond. Overdag is er niemand.",
        since_when="een maand",
    ),
    Sighting(
        ago=2, clock="10:45", by="gerrit", where="Vletterdwars 3", urgency=Urgency.SOON,
        kinds=(Kind.SMELL,),
        facts="In de hal ruikt het naar rook. De melder van nummer 3 hangt los aan een draad.",
        since_when="een paar dagen",
        steps=(assessed(1, "noor", Triage.UNCLEAR),),
    ),
    Sighting(
        ago=22, clock="11:00", by="gerrit", where="Jaagpadsingel 8", urgency=Urgency.CAN_WAIT,
        kinds=(Kind.NEGLECT,),
        facts="Onkruid tot kniehoogte in de voortuin, en een lekke band van een auto.",
        since_when="al weken",
        steps=(
            taken_up(20, "noor", Triage.NUISANCE),
            told(19, "noor", "Mevrouw laat de tuin doen door haar neef."),
        ),
    ),
)  # fmt: skip

PATHS = (
    Path(
        key="van_den_oever", home="Jaagpadsingel 6", coach="noor", started=62, next_contact=1,
        moves=(Move(50, State.ANALYSIS), Move(35, State.PLAN), Move(27, State.ACTION)),
        journal=(
            missed(61, "10:00", "Niet open. Door de bus gezegd wie ik ben."),
            met(55, "10:00", "Meneer deed open. We zetten samen de kliko aan de weg."),
            consulted(48, "09:30", "Gebeld met het wijkteam van Molsvaart over hulp in huis."),
            met(26, "10:15", "Op woensdag komt er nu iemand voor de was. Meneer zet zelf koffie."),
        ),
    ),
    Path(
        key="doornik", home="Vletterdwars 1-B", coach="noor", started=4, next_contact=0,
        journal=(
            phoned(2, "15:40", "Mevrouw wil praten, niet thuis. We zien elkaar bij het water."),
        ),
    ),
)  # fmt: skip
