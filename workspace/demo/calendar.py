"""Days and moments of the demo, counted back from now in working days."""

import datetime as dt

from django.utils import timezone

from common.dates import is_working_day

LONGEST = 400  # working days back: a year and a half


class Calendar:
    """Working days before today; day 0 is today itself, whatever day that is."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now
        self.today = timezone.localdate(now)
        self._days = [self.today]
        day = self.today
        while len(self._days) <= LONGEST:
            day -= dt.timedelta(days=1)
            if is_working_day(day):
                self._days.append(day)

    def day(self, ago: int) -> dt.date:
        return self._days[ago]

    def moment(self, ago: int, clock: str) -> dt.datetime:
        """A time of day such as "16:40", so many working days ago; never later than now."""
        local = dt.datetime.combine(self.day(ago), dt.time.fromisoformat(clock.zfill(5)))
        return min(timezone.make_aware(local), self.now)

    def at(self, days: int, clock: str) -> dt.datetime:
        """A time of day on a day from planned(); it may lie ahead."""
        local = dt.datetime.combine(self.planned(days), dt.time.fromisoformat(clock))
        return timezone.make_aware(local)

    def planned(self, days: int) -> dt.date:
        """A day to plan something on, so many days from today (late when negative), no day off.

        0 is today, whatever day that is; up to 4 stays within this working week if it can.
        """
        day = self.today + dt.timedelta(days=days)
        friday = self.today + dt.timedelta(days=4 - self.today.weekday())
        if 0 < days <= 4 and self.today < friday:
            day = min(day, friday)
        step = dt.timedelta(days=-1 if days < 0 else 1)
        while days and not is_working_day(day):
            day += step
        return day
