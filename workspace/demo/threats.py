"""Threats of eviction in the demo: phases, the steps in arrears, agreements, and pilot lights."""

from dataclasses import dataclass

from cases.models import (
    ArrearsStep,
    ContractAgreement,
    EvictionPhase,
    Participant,
    SafetyNet,
    Trajectory,
)
from cases.workflow import eviction, safety_net
from workspace.demo.calendar import Calendar

Phase, Kind, Contract = EvictionPhase.Phase, ArrearsStep.Kind, ContractAgreement.Kind


@dataclass(frozen=True, kw_only=True)
class Threat:
    """What happened about one home; days as in shapes.py: `ago` counts back, `date` from today."""

    phases: tuple[tuple[int, str, int | None, str], ...] = ()  # ago, phase, date, note
    steps: tuple[tuple[int, str, str], ...] = ()  # ago, kind, proof
    contracts: tuple[tuple[int, str, int, str], ...] = ()  # ago, kind, end, terms
    net: tuple[int, int, str] | None = None  # ago it began, days between contacts, who keeps it


FAMILY = Threat(
    phases=(
        (246, Phase.ANNOUNCED, -313, "Brief van de deurwaarder, drie maanden huur open."),
        (232, Phase.RISK, None, "Uitstel: de regeling is rond."),
        (126, Phase.NONE, None, "De deurwaarder sluit het dossier. De regeling loopt door."),
    ),
    steps=(
        (279, Kind.REMINDER, "Twee brieven en een aanmaning, in het huurdossier"),
        (246, Kind.CONTACT, "Huisbezoek, in het verslag van die dag"),
        (241, Kind.DEBT_HELP, "Folder schuldhulp samen gelezen"),
        (238, Kind.OFFER, "Beide ouders stemden in, formulier getekend"),
    ),
    contracts=(
        (
            228,
            Contract.THREE_PARTIES,
            200,
            "De huur en 75 euro per maand, voor de eerste van de maand.\n"
            "Schuldhulp houdt contact over de regeling.\n"
            "De verhuurder stopt de ontruiming zolang de regeling loopt.",
        ),
    ),
    net=(41, 42, "own"),
)

OLDER_MAN = Threat(
    phases=(
        (229, Phase.COURT, -286, "Zitting over toegang en ontruimen van de spullen."),
        (222, Phase.COURT, -244, "Zes weken uitgesteld, als de kachel veilig is."),
        (152, Phase.NONE, None, "De jurist trekt de zitting in."),
    ),
    contracts=(
        (
            150,
            Contract.SECOND_CHANCE,
            120,
            "Eén ruimte per maand, meneer wijst aan.\n"
            "De monteur komt één keer per jaar, na een telefoontje.\n"
            "De verhuurder plant geen ontruiming van de spullen.",
        ),
    ),
    net=(4, 7, "colleague"),
)

ARREARS = Threat(
    phases=(
        (105, Phase.RISK, None, "Vier maanden huur open."),
        (24, Phase.COURT, 11, "De rechter kijkt of de regeling loopt."),
    ),
    steps=(
        (108, Kind.CONTACT, "Huisbezoek, in het verslag van die dag"),
        (104, Kind.DEBT_HELP, "Folder schuldhulp achtergelaten"),
        (101, Kind.REMINDER, "Brief van de afdeling huur"),
    ),
    contracts=(
        (
            73,
            Contract.LAST_CHANCE,
            25,
            "Huur voor de eerste van de maand.\nTwee betalingen van de regeling per maand.\n"
            "Elke twee weken een gesprek met de wooncoach.",
        ),
    ),
)

LIGHT = Threat(net=(52, 28, "own"))

THREATS = {"family": FAMILY, "older_man": OLDER_MAN, "ramdien": ARREARS, "ten_brinke": LIGHT}


def threaten(
    trajectory: Trajectory, threat: Threat, *, who: dict[str, Participant], calendar: Calendar
) -> None:
    """Write it down, as if each thing was recorded on its day; `who` takes part."""
    coach, day = trajectory.coach, calendar.day
    for ago, phase, date, note in threat.phases:
        newest = trajectory.eviction_phases.first()
        eviction.set_phase(
            trajectory,
            seen=newest.pk if newest else None,
            by=coach,
            phase=phase,
            since=day(ago),
            date=None if date is None else calendar.planned(date),
            note=note,
        )
    for ago, kind, proof in threat.steps:
        eviction.take_step(trajectory, kind=kind, by=coach, done_on=day(ago), proof=proof)
    for ago, kind, end, terms in threat.contracts:
        eviction.agree(
            trajectory, kind=kind, terms=terms, signed_on=day(ago), ends_on=calendar.planned(end)
        )
    if threat.net:
        ago, days, keeper = threat.net
        safety_net.keep(
            trajectory,
            keeper=who[keeper],
            days=days,
            next_contact_on=trajectory.next_contact_on,
            by=coach,
        )
        SafetyNet.objects.filter(trajectory=trajectory).update(since=day(ago))
