"""Visits somebody goes on alone: planned, checked in, or a colleague is told."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.middleware import act_as
from accounts.models import User
from cases.models import PlannedVisit, Trajectory
from outbox.workflow import post


@transaction.atomic
def plan(
    trajectory: Trajectory,
    *,
    visitor: User,
    colleague: User,
    starts_at: dt.datetime,
    check_in_by: dt.datetime,
) -> PlannedVisit:
    """Plan a visit with a time to check in by."""
    return PlannedVisit.objects.create(
        trajectory=trajectory,
        visitor=visitor,
        colleague=colleague,
        starts_at=starts_at,
        check_in_by=check_in_by,
    )


def check_in(visits: QuerySet[PlannedVisit]) -> int:
    """Say that one is safe; how many visits it settled. A second time settles none."""
    return visits.filter(checked_in_at=None).update(checked_in_at=timezone.now())


def tell_colleagues(now: dt.datetime) -> int:
    """Mail the colleague of each visit that was not checked in, once; how many were told.

    Each visit is claimed in a transaction of its own, in which its mail is written too: two clocks
    at once tell nobody twice.
    """
    due = PlannedVisit.objects.not_checked_in(now).order_by("check_in_by")
    return sum(_tell(pk) for pk in due.values_list("pk", flat=True))


def _tell(pk: int) -> bool:
    with transaction.atomic():
        act_as(purpose="check-in")
        open_visits = PlannedVisit.objects.select_for_update(of=("self",), skip_locked=True)
        visit = (
            open_visits.filter(pk=pk, checked_in_at=None, colleague_told_at=None)
            .select_related("visitor", "colleague", "trajectory")
            .first()
        )
        if visit is None:
            return False
        visit.colleague_told_at = timezone.now()
        visit.save(update_fields=["colleague_told_at"])
        tell(visit)
    return True


def tell(visit: PlannedVisit) -> None:
    """Mail the colleague at once: who to call, nothing about the resident or the address."""
    colleague, visitor = visit.colleague, visit.visitor
    with translation.override(colleague.language):
        clock = timezone.localtime(visit.check_in_by).strftime("%H.%M")
        phone = visitor.phone or _("number unknown")
        post(
            to=colleague.email,
            language=colleague.language,
            subject=_("%(name)s has not checked in") % {"name": visitor.name},
            body=_(
                "%(name)s went on a visit and would check in by %(clock)s. That has not happened.\n"
                "Call now: %(phone)s.\n"
                "No answer? Do what your organisation agreed; in danger call 112.\n"
                "Wooncoach is no substitute for an alarm."
            )
            % {"name": visitor.name, "clock": clock, "phone": phone},
            cause="visit",
            urgent=True,
            sender=visitor,
            organisation_id=visit.trajectory.organisation_id,
        )
