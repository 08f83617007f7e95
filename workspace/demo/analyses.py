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
    """What one story fills in. Partners: key → (organisation, kind, contact, role)."""

    pace: tuple[Pace, str]
    history: tuple[tuple[int, int | None, str, str], ...]  # from and until, in days ago
    partners: dict[str, tuple[str, PartnerKind, str, str]]
    close: dict[str, tuple[str, str]]
    barriers: dict[str, tuple[str, str]]
    causes: tuple[tuple[str, Cause.Effect, tuple[str, ...], str, tuple], ...]
    agreements: tuple[tuple[int, str, str, bool | None], ...]  # days from now, with whom, what


FAMILY = Told(
    pace=(Pace.NORMAL, "Mevrouw doet een nieuwe stap na één keer voordoen. Meneer iets later."),
    history=(
        (1500, 1130, "Woonden bij oma in huis", "de ouders"),
        (1130, None, "Eigen huurhuis op de derde verdieping", "huurcontract"),
        (900, 690, "Budgetcoach van het wijkteam, gestopt na ziekte van de coach", "het wijkteam"),
    ),
    partners={
        "team": ("Wijkteam Zuid", PartnerKind.NEIGHBOURHOOD_TEAM, "M. Hoekstra", "gezinshulp"),
        "debts": ("Kredietbank Veenwaard", PartnerKind.DEBT_HELP, "Ellen Drost", "regelt de schulden"),
    },
    close={"neighbour": ("De buurvrouw", "helpt met opruimen en past soms op")},
    barriers={
        "post": ("De post blijft dicht, uit angst voor wat erin staat", "money"),
        "how": ("Niemand heeft ooit voorgedaan hoe je dit regelt", "self_organisation"),
        "help": ("Hulp die wordt beloofd, komt niet", "money"),
    },
    causes=(
        ("Schulden bij vijf partijen", STRONGER, ("post", "help"), "money", (
            ("team", PROMISES, "Wij doen de aanvraag voor schuldhulp"),
            ("debts", PROMISES, "Wij nemen de aanvraag op ons"),
            ("resident", WAITS, "Er zou iemand bellen"),
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
        (-220, "debts", "Regeling met de deurwaarder aanvragen", True),
        (-222, "team", "Papieren naar de Kredietbank brengen", True),
        (-172, "resident", "Thuis zijn op de afspraak van 14.00 uur", False),
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
        "town": ("Gemeente Veenwaard", PartnerKind.MUNICIPALITY, "R. Wolters", "handhaving"),
        "nurse": ("Wijkverpleging Veenwaard", PartnerKind.PUBLIC_HEALTH, "Anja Smid", "wijkzorg"),
    },
    close={"colleague": ("Een oud-collega", "belt elke zondag")},
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
            ("own", PROMISES, "Er gaat niets weg zonder jouw ja"),
        )),
        ("Zijn werkplaats", WEAKER, ("say",), "development", ()),
        ("Een oud-collega die hij vertrouwt", WEAKER, ("shame",), "relations", (
            ("colleague", DOES, "Ik kom op zondag langs"),
        )),
        ("Trots dat de huur altijd is betaald", WEAKER, ("shame", "say"), "money", ()),
    ),
    agreements=(
        (-150, "town", "De ontruiming uitstellen tot na het gesprek", True),
        (-60, "resident", "Eén kamer per maand leegmaken", True),
        (14, "nurse", "Samen naar de huisarts", None),
    ),
)  # fmt: skip


def analyse(trajectory: Trajectory, told: Told, *, calendar: Calendar) -> None:
    """Write the analysis of one story."""
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
            due_on=calendar.today + dt.timedelta(days=days),
        )
        if kept is not None:
            people.settle(agreement, kept=kept)


def _day(calendar: Calendar, ago: int) -> dt.date:
    return calendar.today - dt.timedelta(days=ago)


def _people(trajectory: Trajectory, told: Told) -> dict[str, Participant]:
    who = {person.kind: person for person in trajectory.participants.all()}
    for key, (name, kind, contact, role) in told.partners.items():
        person = {"name": contact, "role": role, "phone": "", "email": ""}
        who[key] = people.add_partner(trajectory, name=name, kind=kind, contact=person, role=role)
    for key, (name, role) in told.close.items():
        who[key] = people.add_somebody_close(trajectory, name=name, role=role)
    return who
