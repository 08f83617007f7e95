"""The plan: goals, and steps in an order that respects which one comes first.

Every verb holds the trajectory, so that two people cannot change the order at the same moment.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from cases.models import Action, ChangedMeanwhile, Goal, Prerequisite, Trajectory


class StepWaits(Exception):
    """The step needs others first, and nobody said why it can start already."""


class StepComesFirst(Exception):
    """The steps cannot change places: one of them needs the other."""


class StepsGoRound(Exception):
    """With this prerequisite a step would wait for itself."""


def _hold(trajectory_id: int) -> None:
    list(Trajectory.objects.select_for_update(no_key=True).filter(pk=trajectory_id).values("pk"))


@transaction.atomic
def add_goal(trajectory: Trajectory, **values: Any) -> Goal:
    """Add a goal behind the others."""
    _hold(trajectory.pk)
    last = trajectory.goals.aggregate(last=Max("position"))["last"]
    return Goal.objects.create(trajectory=trajectory, position=(last or 0) + 1, **values)


@transaction.atomic
def add_step(goal: Goal, *, needs: Iterable[Action] = (), **values: Any) -> Action:
    """Add a step behind the others; raises StepsGoRound for a prerequisite that cannot be."""
    _hold(goal.trajectory_id)
    steps = Action.objects.filter(goal__trajectory=goal.trajectory_id)
    last = steps.aggregate(last=Max("position"))["last"]
    step = Action.objects.create(goal=goal, position=(last or 0) + 1, **values)
    _set_needs(step, needs, among=())
    return step


@transaction.atomic
def change_step(
    step: Action, *, needs: Iterable[Action], among: Collection[int], **values: Any
) -> None:
    """Change a step and what it needs first; prerequisites outside `among` (not shown) stay.

    Raises ChangedMeanwhile for the second of two editors, StepsGoRound for a circle.
    """
    _hold(step.goal.trajectory_id)
    step.change(**values)
    _set_needs(step, needs, among=among)
    _write_order(_in_order(step.goal.trajectory_id))


def _set_needs(step: Action, needs: Iterable[Action], *, among: Collection[int]) -> None:
    wanted = {item.pk for item in needs}
    step.needs.filter(needs__in=among).exclude(needs__in=wanted).delete()
    try:
        with transaction.atomic():
            Prerequisite.objects.bulk_create(
                (Prerequisite(action=step, needs_id=pk) for pk in sorted(wanted)),
                ignore_conflicts=True,
            )
    except IntegrityError:
        raise StepsGoRound from None


@transaction.atomic
def move_step(step: Action, *, past: int, up: bool, among: Collection[int]) -> None:
    """Move a step past its neighbour, among the open steps this person sees.

    Raises ChangedMeanwhile when that neighbour is no longer the next one, StepComesFirst when one
    of the two needs the other.
    """
    _hold(step.goal.trajectory_id)
    order = list(
        Action.objects.filter(goal__trajectory=step.goal.trajectory_id)
        .order_by("position", "pk")
        .values_list("pk", flat=True)
    )
    seen = [pk for pk in order if pk in among]
    if step.pk not in seen or past not in seen:
        raise ChangedMeanwhile
    if seen.index(past) - seen.index(step.pk) != (-1 if up else 1):
        raise ChangedMeanwhile
    order.remove(step.pk)
    order.insert(order.index(past) + (not up), step.pk)
    settled = _in_order(step.goal.trajectory_id, wish=order)
    if (settled.index(step.pk) < settled.index(past)) != up:
        raise StepComesFirst
    _write_order(settled)


def _in_order(trajectory_id: int, wish: list[int] | None = None) -> list[int]:
    """Steps as wished (or as they stand), but none before one it needs."""
    steps = Action.objects.filter(goal__trajectory=trajectory_id).order_by("position", "pk")
    waiting = wish or list(steps.values_list("pk", flat=True))
    needs: dict[int, set[int]] = {pk: set() for pk in waiting}
    links = Prerequisite.objects.filter(action__goal__trajectory=trajectory_id)
    for action_id, needs_id in links.values_list("action_id", "needs_id"):
        needs[action_id].add(needs_id)
    placed: dict[int, None] = {}
    while waiting:
        first = next(pk for pk in waiting if needs[pk] <= placed.keys())
        placed[first] = None
        waiting.remove(first)
    return list(placed)


def _write_order(order: list[int]) -> None:
    steps = Action.objects.in_bulk(order)
    moved = []
    for place, pk in enumerate(order, start=1):
        if steps[pk].position != place:
            steps[pk].position = place
            moved.append(steps[pk])
    Action.objects.bulk_update(moved, ["position"])


@transaction.atomic
def start_step(step: Action, *, reason: str = "") -> None:
    """Begin a step; raises StepWaits when others come first and no reason overrules that."""
    _hold(step.goal.trajectory_id)
    if step.state != Action.State.TODO:
        raise ChangedMeanwhile
    step.change(state=Action.State.STARTED, overruled=_overruled(step, reason))


@transaction.atomic
def finish_step(
    step: Action, *, state: str, done_on: dt.date, result: str = "", reason: str = ""
) -> None:
    """Say that a step is done or dropped, and what came of it; the rule of beginning holds here too."""
    _hold(step.goal.trajectory_id)
    if not step.is_open:
        raise ChangedMeanwhile
    overruled = step.overruled
    if step.state == Action.State.TODO and state == Action.State.DONE:
        overruled = _overruled(step, reason)
    step.change(state=Action.State(state), done_on=done_on, result=result, overruled=overruled)


def _overruled(step: Action, reason: str) -> str:
    if not step.waits_for().exists():
        return ""
    if not reason:
        raise StepWaits
    return reason


@transaction.atomic
def reopen_step(step: Action) -> None:
    """Put a finished step back among those to do; what came of it stays."""
    _hold(step.goal.trajectory_id)
    if step.is_open:
        raise ChangedMeanwhile
    step.change(state=Action.State.TODO, done_on=None, overruled="")
