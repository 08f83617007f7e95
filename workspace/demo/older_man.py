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
    noted,
    phoned,
    told,
)

KEY, HOME = "older_man", "Kluivergang 12-A"

SIGNALS = (
    Sighting(
        ago=290, clock="11:20", by="dennis", where=HOME, urgency=Urgency.SOON, starts=KEY,
        kinds=(Kind.REFUSES_REPAIRS, Kind.FIRE_OR_GAS), talked_about=True,
        teller=Teller(ReporterRole.REPAIR, keep_private=False),
        facts="Voor de derde keer aan de deur voor de gaskachel. Meneer deed open op een kier. Hij "
        "zei: „Die kachel doet het al veertig jaar. U komt er niet in.” Het laatste onderhoud "
        "was zes jaar geleden.",
        since_when="drie keer in twee maanden",
        steps=(
            assessed(288, "sanne", Triage.UNCLEAR, "Eerst weten wie hier al komt."),
            told(284, "sanne", "Ik zoek contact met meneer. Ga niet meer alleen langs. Ik bel je als "
                 "de kachel aan de beurt is.", Feedback.Kind.CONTENT),
        ),
    ),
)
