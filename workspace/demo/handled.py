"""Signals without a trajectory that were taken up, referred, fed back or closed."""

from signals.models import Channel, Kind, ReporterRole, Triage, Urgency
from workspace.demo.shapes import Sighting, Teller, closed, referred, taken_up, told

SIGNALS = (
    Sighting(
        ago=12, clock="08:40", by="karim", where="Turfschuitpad 20-1", urgency=Urgency.CAN_WAIT,
        kinds=(Kind.AVOIDS_CARE,), photo="door",
        facts="De brievenbus zit zo vol dat de klep openstaat. Op de mat liggen nog meer "
            "brieven. Er is wel iemand thuis: ik hoorde de stofzuiger.",
        since_when="twee weken",
        steps=(taken_up(9, "sanne", Triage.VULNERABLE, "Kaartje in de bus gedaan."),),
    ),
    Sighting(
        ago=5, clock="13:05", by="yvonne", where="Botterbeunplein 2", urgency=Urgency.SOON,
        kinds=(Kind.QUARREL,), channel=Channel.MAIL, days_earlier=1,
        teller=Teller(ReporterRole.NEIGHBOUR, "de heer en mevrouw Goudappel", "06 00 00 09 51",
            "goudappel@post.example"),
        facts="Twee huizen maken ruzie over een boom op de grens. Gisteren werd er geduwd. Er "
            "hangt nu een camera op de schutting.",
        since_when="al een paar maanden", talked_about=True,
        steps=(taken_up(4, "yvonne", Triage.QUARREL, "Beide huizen zijn gebeld. Zij willen "
            "praten, met iemand erbij."),),
    ),
    Sighting(
        ago=8, clock="15:25", by="karim", where="Peilstokhof 4", urgency=Urgency.CAN_WAIT,
        kinds=(Kind.QUARREL, Kind.NOISE), talked_about=True,
        facts="De bewoners van 4 en 6 spraken mij allebei aan over de trampoline. Op 6 slaapt "
            "iemand overdag. Ze groeten elkaar niet meer.",
        since_when="zes weken",
        steps=(referred(6, "joris", Triage.QUARREL, "Buurtbemiddeling Veenwaard", "Beide huizen "
            "vinden dit goed."),),
    ),
    Sighting(
        ago=35, clock="09:55", by="karim", where="Kluivergang 8-A", urgency=Urgency.CAN_WAIT,
        kinds=(Kind.HOMELESS, Kind.WORRYING),
        facts="In de berging onder de trap ligt een slaapzak met kleding. De sloten zijn heel. "
            "Een man groette mij en liep weg.",
        since_when="een week",
        steps=(
            referred(33, "sanne", Triage.VULNERABLE, "gemeente Veenwaard, opvang"),
            told(29, "sanne", "De gemeente heeft met de man gesproken. Hij heeft nu een bed. De "
                "berging kan weer op slot."),
        ),
    ),
    Sighting(
        ago=56, clock="11:30", by="karim", where="Turfschuitpad 14-3", urgency=Urgency.CAN_WAIT,
        kinds=(Kind.NOISE,), talked_about=True,
        facts="Overdag harde muziek in het trappenhuis. Meneer zette hem zachter toen ik "
            "aanbelde. Hij was aan het klussen.",
        since_when="twee dagen",
        steps=(
            taken_up(54, "yvonne", Triage.NUISANCE),
            told(52, "yvonne", "Ik heb meneer gebeld. Het klussen is vrijdag klaar. Goed dat je "
                "zelf al aanbelde."),
            closed(48, "yvonne", "Niets meer gehoord."),
        ),
    ),
)  # fmt: skip
