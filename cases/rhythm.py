"""How often there is contact on a trajectory: as its pace proposes, unless a person chose otherwise."""

import datetime as dt

from django.utils import timezone

from cases.models import Trajectory
from cases.pace import INTERVALS
from common.dates import is_working_day


def contact_days(trajectory: Trajectory) -> int | None:
    """Days between contacts; None as long as nobody chose a pace."""
    return trajectory.contact_days or INTERVALS.get(trajectory.pace)


def propose_contact(trajectory: Trajectory) -> dt.date | None:
    """The next contact in this rhythm, counted from today and moved on to a working day."""
    days = contact_days(trajectory)
    if days is None:
        return None
    day = timezone.localdate() + dt.timedelta(days=days)
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    return day
