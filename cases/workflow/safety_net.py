"""The pilot light: who keeps contact after the trajectory, and how often."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cases.models import Participant, SafetyNet, State, Trajectory
from cases.workflow.road import move


@transaction.atomic
def keep(
    trajectory: Trajectory,
    *,
    keeper: Participant,
    days: int,
    next_contact_on: dt.date,
    by: User,
    reason: str = "",
) -> SafetyNet:
    """Start the safety net, or change who keeps it and how often.

    Raises TrajectoryChanged when somebody else was first, or when it is too early for one.
    """
    starts = trajectory.state != State.SAFETY_NET
    if starts:
        move(trajectory, to=State.SAFETY_NET, by=by, reason=reason)
    trajectory.change(next_contact_on=next_contact_on)
    values = {"keeper": keeper, "days": days}
    net, _made = SafetyNet.objects.update_or_create(
        trajectory=trajectory,
        defaults=values | ({"since": timezone.localdate()} if starts else {}),
        create_defaults=values,
    )
    return net


def wake(trajectory: Trajectory, *, by: User, reason: str) -> None:
    """Take the trajectory up again: from the safety net back to carrying out.

    Raises TrajectoryChanged when it is not in the safety net any more.
    """
    move(trajectory, to=State.ACTION, by=by, reason=reason)
