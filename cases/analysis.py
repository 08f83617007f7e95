"""The analysis of a trajectory as one user may see it: a fixed number of queries, whatever its size."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from accounts.models import User
from cases.contradictions import Contradiction, contradictions
from cases.models import Agreement, Barrier, Cause, Goal, LifeDomain, Stance, Trajectory
from cases.permissions import domains_for


@dataclass(frozen=True)
class ReadBarrier:
    """A barrier, its number on the page and in the picture, and the goal it became."""

    number: int
    barrier: Barrier
    goal: Goal | None


@dataclass(frozen=True)
class ReadCause:
    """A cause with its letter, the barriers it works on, who does what, and what contradicts."""

    letter: str
    cause: Cause
    barriers: tuple[ReadBarrier, ...]
    stances: tuple[Stance, ...]
    contradictions: tuple[Contradiction, ...]
    goal: Goal | None

    @property
    def reinforcing(self) -> bool:
        return self.cause.effect == Cause.Effect.REINFORCING

    @property
    def said(self) -> tuple[Stance, ...]:
        """What is said around it by who takes part now."""
        return tuple(stance for stance in self.stances if stance.participant.until is None)


@dataclass(frozen=True)
class Analysis:
    barriers: tuple[ReadBarrier, ...]
    causes: tuple[ReadCause, ...]
    agreements: tuple[Agreement, ...]

    @property
    def contradictions(self) -> list[Contradiction]:
        return [item for cause in self.causes for item in cause.contradictions]


def within(domains: Iterable[LifeDomain], path: str = "domain") -> Q:
    """Items of these fields of life, and items of none."""
    return Q(**{path: None}) | Q(**{f"{path}__in": domains})


def barriers_of(trajectory: Trajectory, domains: Iterable[LifeDomain]) -> QuerySet[Barrier]:
    return trajectory.barriers.filter(within(domains))


def causes_of(trajectory: Trajectory, domains: Iterable[LifeDomain]) -> QuerySet[Cause]:
    return trajectory.causes.filter(within(domains))


def agreements_of(trajectory: Trajectory, domains: Iterable[LifeDomain]) -> QuerySet[Agreement]:
    """Agreements, but for those around a cause that may not be seen."""
    return trajectory.agreements.filter(within(domains, "cause__domain"))


def letter(index: int) -> str:
    """A, B, … Z, A2, B2, … for the first, second and further causes."""
    again = index // 26
    return chr(ord("A") + index % 26) + (str(again + 1) if again else "")


def read_analysis(user: User, trajectory: Trajectory) -> Analysis:
    """What was entered, without what hangs on a field of life this user may not see."""
    domains = domains_for(user, trajectory)
    goals = Prefetch("goals", Goal.objects.filter(within(domains)))
    barriers = {
        item.pk: ReadBarrier(number, item, _first(item.goals.all()))
        for number, item in enumerate(
            barriers_of(trajectory, domains).select_related("domain").prefetch_related(goals), 1
        )
    }
    stances = Prefetch("stances", Stance.objects.select_related("participant__contact__partner"))
    causes = (
        causes_of(trajectory, domains)
        .select_related("domain")
        .prefetch_related("barriers", stances, goals)
    )
    agreements = agreements_of(trajectory, domains).select_related(
        "cause", "participant__contact__partner"
    )
    return Analysis(
        tuple(barriers.values()),
        tuple(_read_cause(index, cause, barriers) for index, cause in enumerate(causes)),
        tuple(agreements),
    )


def _read_cause(index: int, cause: Cause, barriers: dict[int, ReadBarrier]) -> ReadCause:
    stances = tuple(cause.stances.all())
    linked = sorted(item.pk for item in cause.barriers.all() if item.pk in barriers)
    return ReadCause(
        letter(index),
        cause,
        tuple(barriers[pk] for pk in linked),
        stances,
        tuple(contradictions(cause, stances)),
        _first(cause.goals.all()),
    )


def _first(goals: Iterable[Goal]) -> Goal | None:
    return min(goals, key=lambda goal: goal.pk, default=None)
