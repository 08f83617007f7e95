"""The analysis of a trajectory as one user may see it: a fixed number of queries, whatever its size."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from accounts.models import User
from cases.contradictions import Contradiction, contradictions
from cases.models import Agreement, Barrier, Cause, Stance, Trajectory
from cases.models.people import labelled
from cases.permissions import seen


@dataclass(frozen=True)
class ReadBarrier:
    """A barrier, its number on the page and in the picture, and the goal it became."""

    number: int
    barrier: Barrier
    goal: str | None


@dataclass(frozen=True)
class ReadCause:
    """A cause with its letter, the barriers it works on, who does what, and what contradicts."""

    letter: str
    cause: Cause
    barriers: tuple[ReadBarrier, ...]
    stances: tuple[Stance, ...]
    contradictions: tuple[Contradiction, ...]
    goal: str | None

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


def barriers_of(user: User, trajectory: Trajectory) -> QuerySet[Barrier]:
    return trajectory.barriers.filter(seen(user, trajectory))


def causes_of(user: User, trajectory: Trajectory) -> QuerySet[Cause]:
    return trajectory.causes.filter(seen(user, trajectory))


def agreements_of(user: User, trajectory: Trajectory) -> QuerySet[Agreement]:
    """Agreements, but for those around a cause that may not be seen."""
    return trajectory.agreements.filter(seen(user, trajectory, "cause__domain"))


def letter(index: int) -> str:
    """A, B, … Z, A2, B2, … for the first, second and further causes."""
    again = index // 26
    return chr(ord("A") + index % 26) + (str(again + 1) if again else "")


def read_analysis(user: User, trajectory: Trajectory) -> Analysis:
    """What was entered, without what hangs on a field of life this user may not see."""
    goals = trajectory.goals.filter(seen(user, trajectory)).order_by("pk").values("text")
    found = barriers_of(user, trajectory).select_related("domain")
    of_barrier = Subquery(goals.filter(from_barrier=OuterRef("pk"))[:1])
    barriers = {
        item.pk: ReadBarrier(number, item, item.became)
        for number, item in enumerate(found.annotate(became=of_barrier), 1)
    }
    links = Cause.barriers.through.objects.filter(cause=OuterRef("pk")).order_by("barrier")
    stances = Prefetch("stances", Stance.objects.select_related(*labelled("participant")))
    causes = (
        causes_of(user, trajectory)
        .select_related("domain")
        .annotate(
            linked=ArraySubquery(links.values("barrier")),
            became=Subquery(goals.filter(from_cause=OuterRef("pk"))[:1]),
        )
        .prefetch_related(stances)
    )
    agreements = agreements_of(user, trajectory).select_related("cause", *labelled("participant"))
    return Analysis(
        tuple(barriers.values()),
        tuple(_read_cause(index, cause, barriers) for index, cause in enumerate(causes)),
        tuple(agreements),
    )


def _read_cause(index: int, cause: Any, barriers: dict[int, ReadBarrier]) -> ReadCause:
    stances = tuple(cause.stances.all())
    return ReadCause(
        letter(index),
        cause,
        tuple(barriers[pk] for pk in cause.linked if pk in barriers),
        stances,
        tuple(contradictions(cause, stances)),
        cause.became,
    )
