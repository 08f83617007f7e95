"""The end of a trajectory: it asks for the closing evaluation, or why there is none."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from cases import workflow as cases
from cases.models import Trajectory
from evaluation.models import EvaluationMoment, MomentKind, MomentRule

Moment = EvaluationMoment


def asks_closing(trajectory: Trajectory) -> bool:
    """Whether the organisation evaluates at the end, and none is planned yet."""
    rules = MomentRule.objects.filter(organisation=trajectory.organisation_id)
    planned = trajectory.evaluation_moments.planned()
    return (
        rules.filter(kind=MomentKind.CLOSING, active=True).exists()
        and not planned.filter(kind=MomentKind.CLOSING).exists()
    )


@transaction.atomic
def close(
    trajectory: Trajectory,
    *,
    by: User,
    end_reason: str,
    ended_on: dt.date,
    reason: str = "",
    no_evaluation: str = "",
) -> None:
    """Close, and plan the closing evaluation; or put down why there is none.

    Raises TrajectoryChanged when it is not open any more.
    """
    wanted = asks_closing(trajectory)
    cases.close(trajectory, end_reason=end_reason, ended_on=ended_on, by=by, reason=reason)
    if wanted:
        _plan_closing(trajectory, ended_on, no_evaluation)


@transaction.atomic
def stop(
    trajectory: Trajectory, *, by: User, ended_on: dt.date, reason: str, no_evaluation: str = ""
) -> None:
    """Break off, and plan the closing evaluation; or put down why there is none."""
    wanted = asks_closing(trajectory)
    cases.stop(trajectory, ended_on=ended_on, by=by, reason=reason)
    if wanted:
        _plan_closing(trajectory, ended_on, no_evaluation)


def _plan_closing(trajectory: Trajectory, day: dt.date, no_evaluation: str) -> None:
    rule = MomentRule.objects.get(organisation=trajectory.organisation_id, kind=MomentKind.CLOSING)
    state = (
        {
            "state": Moment.State.DROPPED,
            "dropped": Moment.Dropped.OTHER,
            "drop_reason": no_evaluation,
        }
        if no_evaluation
        else {"remind_on": day}
    )
    EvaluationMoment.objects.create(
        trajectory=trajectory,
        kind=MomentKind.CLOSING,
        anchor_on=day,
        due_on=day,
        levels=rule.levels,
        **state,
    )


@transaction.atomic
def reopen(trajectory: Trajectory, *, by: User) -> None:
    """Open it again: a closing evaluation of which no voice was given is not held after all.

    Raises what cases.workflow.reopen() raises.
    """
    cases.reopen(trajectory, by=by)
    planned = trajectory.evaluation_moments.planned().filter(kind=MomentKind.CLOSING)
    for moment in planned.exclude(evaluations__state="given"):
        moment.change(state=Moment.State.DROPPED, dropped=Moment.Dropped.ENDED, remind_on=None)
