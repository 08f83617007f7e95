"""What a pace means in days: it proposes a date, a person decides."""

import datetime as dt

from django.utils import timezone

from cases.models import Pace
from common.dates import is_working_day

# Days between steps, and between contacts, that a pace proposes.
INTERVALS = {Pace.SLOW: 21, Pace.NORMAL: 14, Pace.FAST: 7}
USUAL = Pace.NORMAL  # as long as nobody chose one


def interval_days(pace: str) -> int:
    """Days between two steps at this pace; "" counts as the usual one."""
    return INTERVALS[Pace(pace or USUAL)]


def propose_date(pace: str, after: dt.date | None = None) -> dt.date:
    """The day a next step could be done: one interval after the one before it, or after today.

    Never in the past, and moved forward to a working day.
    """
    today = timezone.localdate()
    day = max(after or today, today) + dt.timedelta(days=interval_days(pace))
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    return day
