"""Who looked in the file, for the resident: per day and person, never who reported something."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from audit.models import Entry
from cases.models import Trajectory
from signals.models import Reporter

MOST = 200  # lines; more on paper, from the privacy officer
LOOKS = (Entry.Action.VIEW, Entry.Action.SEARCH, Entry.Action.EXPORT)


@dataclass(frozen=True)
class Look:
    """Somebody of the organisation looked in the file on a day; `took` when they made a paper of it."""

    day: dt.date
    who: str
    role: str
    took: bool


def looks_at(trajectory: Trajectory) -> list[Look]:
    """Who looked, the newest day first; one query.

    Pages about signals are no part of the file. Somebody who reported something about this home is
    named only for what they did as a member of the team.
    """
    reporters = Reporter.objects.filter(
        Q(signal__trajectory=trajectory) | Q(signal__dwelling=trajectory.dwelling_id),
        user__isnull=False,
    ).values("user")
    team = Q(ground__startswith="grant")
    others = Q(ground__startswith="role") & ~Q(actor__in=reporters)
    found = (
        Entry.objects.about(trajectory, trajectory.resident)
        .filter(team | others, action__in=LOOKS, actor__isnull=False)
        .exclude(subject__startswith="signals:")
        .annotate(day=TruncDate("at"))
        .order_by()
        .values("day", "actor__name")
        .annotate(
            grounds=ArrayAgg("ground", distinct=True), actions=ArrayAgg("action", distinct=True)
        )
        .order_by("-day", "actor__name")[:MOST]
    )
    return [
        Look(
            row["day"],
            row["actor__name"],
            role_words(row["grounds"]),
            Entry.Action.EXPORT in row["actions"],
        )
        for row in found
    ]


def role_words(grounds: list[str]) -> str:
    """What somebody is to the resident, of the grounds they looked on that day."""
    words = {
        "grant coach": _("your housing coach"),
        "grant backup": _("stands in for your housing coach"),
        "grant read": _("reads along with your housing coach"),
        "role privacy_officer": _("guards privacy"),
    }
    return next((words[ground] for ground in words if ground in grounds), _("a colleague"))
