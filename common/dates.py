"""Dates as people say them, and working days of the Netherlands (Europe/Amsterdam)."""

import datetime as dt
from calendar import monthrange
from functools import cache, lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _


@cache
def holidays_of(year: int) -> frozenset[dt.date]:
    """Public holidays of the Netherlands in a year, plus Good Friday, on which offices are shut.

    Liberation Day counts once in five years, as in most collective agreements.
    """
    import holidays
    from dateutil.easter import easter

    days = set(holidays.country_holidays("NL", years=year).keys())
    days.add(easter(year) - dt.timedelta(days=2))
    if year % 5:
        days.discard(dt.date(year, 5, 5))
    return frozenset(days)


def is_working_day(day: dt.date) -> bool:
    return day.weekday() < 5 and day not in holidays_of(day.year)


def add_working_days(day: dt.date, count: int) -> dt.date:
    """The date `count` working days after `day`; 0 gives the day itself, whatever it is."""
    while count > 0:
        day += dt.timedelta(days=1)
        count -= is_working_day(day)
    return day


def working_days_between(first: dt.date, last: dt.date) -> int:
    """How many working days after `first` the date `last` is; 0 on the same day or before."""
    days = (first + dt.timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(is_working_day(day) for day in days)


def month_later(day: dt.date) -> dt.date:
    """The same day of the next month, or its last day: 31 January gives 28 or 29 February."""
    year, month = day.year + day.month // 12, day.month % 12 + 1
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))


def day_words(day: dt.date, today: dt.date | None = None) -> str:
    """A date in words relative to today: "2 days late", "today", "tomorrow", "Thursday", "in 9 days"."""
    today = today or timezone.localdate()
    delta = (day - today).days
    if delta < 0:
        return ngettext("%(n)d day late", "%(n)d days late", -delta) % {"n": -delta}
    if delta == 0:
        return _("today")
    if delta == 1:
        return _("tomorrow")
    if delta < 7:
        return date_format(day, "l")
    return ngettext("in %(n)d day", "in %(n)d days", delta) % {"n": delta}


def short_date(day: dt.date, today: dt.date | None = None) -> str:
    """A date as short as it can be: the year only when it is another one."""
    today = today or timezone.localdate()
    return _formatted(day, day.year != today.year, get_language())


@lru_cache(maxsize=4096)  # lists show the same days over and over
def _formatted(day: dt.date, with_year: bool, language: str) -> str:
    return date_format(day, "j b Y" if with_year else "j b")


def moment_words(at: dt.datetime, now: dt.datetime | None = None) -> str:
    """A moment in the past: "Today 10.15", "Yesterday 08.40", "12 May 14.00"."""
    local = timezone.localtime(at)
    today = timezone.localtime(now).date() if now else timezone.localdate()
    clock = local.strftime("%H.%M")
    if local.date() == today:
        return _("Today %(clock)s") % {"clock": clock}
    if local.date() == today - dt.timedelta(days=1):
        return _("Yesterday %(clock)s") % {"clock": clock}
    return f"{short_date(local.date(), today)} {clock}"
