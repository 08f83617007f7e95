"""Visits somebody goes on alone: planned, with a colleague who hears it when nobody checks in."""

from dataclasses import dataclass

from django.utils import timezone

from cases.models import PlannedVisit, Trajectory
from cases.workflow import visits
from workspace.demo.calendar import Calendar
from workspace.demo.people import Worker


@dataclass(frozen=True)
class Visit:
    """From when until when, so many days from today; in the past it went well."""

    days: int
    starts: str
    check_in: str
    by: str
    colleague: str


PLANNED = {
    "older_man": (Visit(-4, "10:30", "12:00", "sanne", "joris"),),
    "celik": (Visit(1, "10:40", "11:40", "sanne", "joris"),),
    "oosterhaven": (Visit(1, "17:00", "17:45", "joris", "sanne"),),
}


def plan_visits(
    trajectory: Trajectory,
    planned: tuple[Visit, ...],
    *,
    people: dict[str, Worker],
    calendar: Calendar,
) -> None:
    """Write the visits of one trajectory."""
    for item in planned:
        starts, until = (calendar.at(item.days, clock) for clock in (item.starts, item.check_in))
        made = visits.plan(
            trajectory,
            visitor=people[item.by].user,
            colleague=people[item.colleague].user,
            starts_at=starts,
            check_in_by=until,
        )
        if until < timezone.now():
            PlannedVisit.objects.filter(pk=made.pk).update(checked_in_at=until)
