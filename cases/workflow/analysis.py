"""The three guiding questions: barriers, causes, who does what; and from there to a goal."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from cases.models import Barrier, Cause, ChangedMeanwhile, Goal, Participant, Stance, Trajectory


@transaction.atomic
def add_barrier(trajectory: Trajectory, **values: object) -> Barrier:
    return Barrier.objects.create(trajectory=trajectory, **values)


@transaction.atomic
def add_cause(trajectory: Trajectory, *, barriers: Iterable[Barrier], **values: object) -> Cause:
    cause = Cause.objects.create(trajectory=trajectory, **values)
    cause.barriers.set(barriers)
    return cause


@transaction.atomic
def change_cause(
    cause: Cause, *, barriers: Iterable[Barrier], among: Iterable[Barrier], **values: object
) -> None:
    """Change a cause; of the barriers only those `among` which the user could choose.

    What hangs on a barrier they may not see stays. Raises ChangedMeanwhile.
    """
    cause.change(**values)
    chosen = set(barriers)
    cause.barriers.remove(*(barrier for barrier in among if barrier not in chosen))
    cause.barriers.add(*chosen)


@transaction.atomic
def add_stance(cause: Cause, *, participant: Participant, **values: object) -> Stance:
    """Say what a participant does around a cause; raises ChangedMeanwhile if that was said already."""
    stance, made = Stance.objects.get_or_create(
        cause=cause, participant=participant, defaults=values
    )
    if not made:
        raise ChangedMeanwhile
    return stance


@transaction.atomic
def goal_from(item: Barrier | Cause) -> Goal:
    """Make a barrier or cause a goal, in the same words; when it is one already, that goal."""
    kind = "from_cause" if isinstance(item, Cause) else "from_barrier"
    type(item).objects.select_for_update().get(pk=item.pk)  # a second click waits here
    goal = Goal.objects.filter(**{kind: item}).order_by("pk").first()
    if goal:
        return goal
    last = item.trajectory.goals.aggregate(last=Max("position"))["last"]
    return Goal.objects.create(
        trajectory=item.trajectory,
        text=item.text,
        domain=item.domain,
        position=0 if last is None else last + 1,
        **{kind: item},
    )
