"""What a pace means in days: it proposes a date, a person decides."""

import datetime as dt

from django.utils import timezone

from cases.models import Pace
from common.dates import is_working_day

# Days between steps, and between contacts, that a pace proposes.
INTERVALS = {Pace.SLOW: 21, Pace.NORMAL: 14, Pace.FAST: 7}
# Weeks without a word after which a partner counts as gone quiet: two rounds of contact.
QUIET_WEEKS = {Pace.SLOW: 6, Pace.NORMAL: 4, Pace.FAST: 2}
USUAL = Pace.NORMAL  # as long as nobody chose one


def interval_days(pace: str) -> int:
    """Days between two steps at this pace; "" counts as the usual one."""
    return INTERVALS[Pace(pace or USUAL)]


def quiet_weeks(pace: str) -> int:
    """Weeks without a word after which a partner has gone quiet, at this pace; "" counts as usual."""
    return QUIET_WEEKS[Pace(pace or USUAL)]


def propose_date(pace: str, after: dt.date | None = None) -> dt.date:
    """The day a next step could be done: one interval after the one before it, or after today.

    Never in the past, and moved forward to a working day.
    """
    today = timezone.localdate()
    day = max(after or today, today) + dt.timedelta(days=interval_days(pace))
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    return day
