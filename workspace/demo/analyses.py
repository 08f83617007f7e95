"""The analysis of the two stories: three questions, who takes part, what was agreed, what was before."""

import datetime as dt
from dataclasses import dataclass

from cases.models import Cause, Pace, Participant, Stance, Trajectory
from cases.workflow import analysis, history, people
from network.models import PartnerKind
from workspace.demo.calendar import Calendar

STRONGER, WEAKER = Cause.Effect.REINFORCING, Cause.Effect.MITIGATING
DOES, PROMISES = Stance.Position.DOES, Stance.Position.PROMISES
WAITS, UNDOES = Stance.Position.WAITS, Stance.Position.UNDOES


@dataclass(frozen=True)
class Told:
    """What one story fills in. Partners: key → (organisation, kind, contact, role, phone).

    Agreements begin with their day: so many days ahead, or (negative) working days ago.
    """

    pace: tuple[Pace, str]
    history: tuple[tuple[int, int | None, str, str], ...]  # from and until, in days ago
    partners: dict[str, tuple[str, PartnerKind, str, str, str]]
    close: dict[str, tuple[str, str]]
    barriers: dict[str, tuple[str, str]]
    causes: tuple[tuple[str, Cause.Effect, tuple[str, ...], str, tuple], ...]
    agreements: tuple[tuple[int, str, str, bool | None], ...]  # day, with whom, what, kept or not


FAMILY = Told(
    pace=(Pace.NORMAL, "Mevrouw doet een nieuwe stap na één keer voordoen. Meneer iets later."),
    history=(
        (1500, 1130, "Woonden bij oma in huis", "de ouders"),
        (1130, None, "Eigen huurhuis op de derde verdieping", "huurcontract"),
        (900, 690, "Budgetcoach van het wijkteam, gestopt na ziekte van de coach", "het wijkteam"),
    ),
    partners={
        "team": ("Wijkteam Zuid", PartnerKind.NEIGHBOURHOOD_TEAM, "M. Hoekstra", "gezinshulp",
            "06 00 00 08 01"),
        "debts": ("Kredietbank Veenwaard", PartnerKind.DEBT_HELP, "Ellen Drost",
            "regelt de schulden", "06 00 00 08 02"),
    },
    close={"neighbour": ("buurvrouw Fenna", "helpt met opruimen en past soms op")},
    barriers={
        "post": ("De post blijft dicht, uit angst voor wat erin staat", "money"),
        "how": ("Niemand heeft ooit voorgedaan hoe je dit regelt", "self_organisation"),
        "help": ("Hulp die wordt beloofd, komt niet", "money"),
    },
    causes=(
        ("Schulden bij vijf partijen", STRONGER, ("post", "help"), "money", (
            ("team", PROMISES, "Wij doen de aanvraag voor schuldhulp"),
            ("debts", PROMISES, "Wij nemen de aanvraag op ons"),
        )),
        ("De aanvraag voor schuldhulp ligt stil", STRONGER, ("help",), "money", (
            ("team", WAITS, "De Kredietbank belt ons als er papieren nodig zijn"),
            ("debts", WAITS, "Het wijkteam brengt de papieren"),
        )),
        ("Te weinig slaap: het wordt elke nacht laat", STRONGER, ("how",), "health", ()),
        ("Ruzie met oma over geld", STRONGER, ("help",), "relations", (
            ("own", WAITS, "Eerst rust over het geld"),
        )),
        ("De ouders willen dat de kinderen hier blijven", WEAKER, ("post", "how"), "growing_up", (
            ("resident", DOES, "Elke dinsdag en vrijdag de post open"),
        )),
        ("Een buurvrouw die helpt", WEAKER, ("how",), "relations", (
            ("neighbour", DOES, "Ik ruim mee op"),
        )),
    ),
    agreements=(
        (-235, "team", "Vrijdag de papieren naar de Kredietbank brengen", True),
        (-232, "debts", "De aanvraag doen en de deurwaarder om uitstel vragen", True),
        (-171, "resident", "Thuis zijn op de afspraak van 14.00 uur", False),
        (9, "debts", "Bellen over de laatste schuld", None),
    ),
)  # fmt: skip

OLDER_MAN = Told(
    pace=(Pace.SLOW, "Hij wil eerst weten wie er komt en waarom. Eén ding per keer gaat goed."),
    history=(
        (14600, None, "Woont in dit huis", "huurcontract"),
        (3300, 3300, "Gestopt met werken bij de scheepswerf", "de bewoner"),
        (800, 640, "Drie hulpverleners na elkaar, steeds een nieuwe kennismaking", "brieven"),
    ),
    partners={
        "town": ("Gemeente Veenwaard", PartnerKind.MUNICIPALITY, "R. Wolters", "handhaving",
            "06 00 00 08 03"),
        "nurse": ("Wijkverpleging Veenwaard", PartnerKind.PUBLIC_HEALTH, "Anja Smid",
            "wijkzorg, komt eens per maand", "06 00 00 08 04"),
    },
    close={"colleague": ("oud-collega Wim", "komt elke woensdag langs")},
    barriers={
        "shame": ("Schaamte: niemand mag binnen zien hoe het is", "home"),
        "say": ("Bang om zijn spullen en zijn zeggenschap te verliezen", "home"),
    },
    causes=(
        ("Elke nieuwe hulpverlener begint opnieuw", STRONGER, ("shame",), "relations", (
            ("nurse", WAITS, "Ik kom als de gemeente klaar is"),
            ("town", WAITS, "Wij wachten op de zorg"),
        )),
        ("Brieven met dreigementen en een ontruiming", STRONGER, ("say",), "home", (
            ("town", UNDOES, "De ontruiming staat gepland"),
            ("own", PROMISES, "Er gaat niets weg zonder uw ja"),
        )),
        ("Zijn werkplaats", WEAKER, ("say",), "development", ()),
        ("Een oud-collega die hij vertrouwt", WEAKER, ("shame",), "relations", (
            ("colleague", DOES, "Ik kom elke woensdag langs"),
        )),
        ("Trots dat de huur altijd is betaald", WEAKER, ("shame", "say"), "money", ()),
    ),
    agreements=(
        (-229, "town", "Geen brief over ontruimen zonder overleg", False),
        (-216, "town", "De zitting zes weken opschuiven als de kachel veilig is", True),
        (-84, "resident", "Eén kamer per maand vrijmaken", True),
        (14, "nurse", "Eén keer per maand langskomen", None),
    ),
)  # fmt: skip


TOLD = {"family": FAMILY, "older_man": OLDER_MAN}


def analyse(trajectory: Trajectory, told: Told, *, calendar: Calendar) -> dict[str, Participant]:
    """Write the analysis of one story; who takes part in it, by key."""
    pace, reason = told.pace
    history.set_pace(trajectory, pace=pace, reason=reason)
    for since, until, text, source in told.history:
        history.add_fact(
            trajectory,
            since=_day(calendar, since),
            until=None if until is None else _day(calendar, until),
            text=text,
            source=source,
        )
    who = _people(trajectory, told)
    domains = {row.code: row for row in trajectory.domain_set.domains.all()}
    barriers = {
        key: analysis.add_barrier(trajectory, text=text, domain=domains[code])
        for key, (text, code) in told.barriers.items()
    }
    for text, effect, works_on, code, stances in told.causes:
        cause = analysis.add_cause(
            trajectory,
            text=text,
            effect=effect,
            domain=domains[code],
            barriers=[barriers[key] for key in works_on],
        )
        for name, position, words in stances:
            analysis.add_stance(cause, participant=who[name], position=position, text=words)
    for days, name, text, kept in told.agreements:
        agreement = people.add_agreement(
            trajectory,
            participant=who[name],
            text=text,
            due_on=calendar.planned(days) if days > 0 else calendar.day(-days),
        )
        if kept is not None:
            people.settle(agreement, kept=kept)
    return who


def _day(calendar: Calendar, ago: int) -> dt.date:
    return calendar.today - dt.timedelta(days=ago)


def always_there(trajectory: Trajectory) -> dict[str, Participant]:
    """The resident and the coach, under "resident" and "own"."""
    return {person.kind: person for person in trajectory.participants.all()}


def _people(trajectory: Trajectory, told: Told) -> dict[str, Participant]:
    who = always_there(trajectory)
    for key, (name, kind, contact, role, phone) in told.partners.items():
        person = {"name": contact, "role": role, "phone": phone, "email": ""}
        who[key] = people.add_partner(trajectory, name=name, kind=kind, contact=person, role=role)
    for key, (name, role) in told.close.items():
        who[key] = people.add_somebody_close(trajectory, name=name, role=role)
    trajectory.participants.update(since=trajectory.started_on)
    return who
