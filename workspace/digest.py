"""The week in figures for a manager: counts only, no names, no numbers of files."""

import datetime as dt

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.middleware import act_as
from accounts.models import Membership, Role
from cases.models import Digest, EvictionPhase, JournalEntry, State, Trajectory
from outbox.workflow import post
from signals.models import Signal

QUIET_DAYS = 28  # an open trajectory without contact for longer is told about
MAILED_FROM = dt.time(7)  # on Monday


def last_week(now: dt.datetime) -> dt.date | None:
    """The Monday of the newest week to tell about; None on Monday before seven."""
    local = timezone.localtime(now)
    monday = local.date() - dt.timedelta(days=local.weekday())
    if local.date() == monday and local.time() < MAILED_FROM:
        return None
    return monday - dt.timedelta(days=7)


@transaction.atomic
def run(now: dt.datetime) -> int:
    """Write each manager the figures of last week that they have not got yet; how many mails.

    Safe to run twice and side by side: a row per manager and week is the mark, and the mail stands
    or falls with it.
    """
    week = last_week(now)
    if week is None:
        return 0
    act_as(purpose="digest")
    managers = Membership.objects.current().filter(role=Role.MANAGER, user__is_active=True)
    known = set(Digest.objects.filter(week=week).values_list("organisation", "user"))
    missing = [m for m in managers if (m.organisation_id, m.user_id) not in known]
    figures = {pk: counts(pk, week) for pk in {m.organisation_id for m in missing}}
    return sum(
        write(m, week, figures[m.organisation_id]) for m in missing if figures[m.organisation_id]
    )


def write(manager: Membership, week: dt.date, figures: dict[str, int]) -> bool:
    """Put down the figures and write the mail; False for who comes second."""
    digest, new = Digest.objects.get_or_create(
        organisation_id=manager.organisation_id,
        user_id=manager.user_id,
        week=week,
        defaults={"counts": figures},
    )
    if new:
        mail(digest)
    return new


def counts(organisation_id: int, week: dt.date) -> dict[str, int]:
    """The figures of one organisation; {} for one that has nothing to count."""
    files = Trajectory.objects.filter(organisation=organisation_id)
    signals = Signal.objects.filter(organisation=organisation_id)
    if not files.exists() and not signals.exists():
        return {}
    today, days = timezone.localdate(), (week, week + dt.timedelta(days=6))
    long_ago = today - dt.timedelta(days=QUIET_DAYS)
    spoken = JournalEntry.objects.contacts().filter(happened_at__date__gte=long_ago)
    yesterday = today - dt.timedelta(days=1)
    near = EvictionPhase.objects.current().exclude(phase=EvictionPhase.Phase.NONE)
    return {
        "open": files.open().count(),
        "started": files.filter(started_on__range=days).count(),
        "ended": files.filter(ended_on__range=days).count(),
        "quiet": files.open()
        .filter(started_on__lt=long_ago)
        .exclude(pk__in=spoken.values("trajectory"))
        .count(),
        "nets": files.filter(
            state=State.SAFETY_NET, next_contact_on__lt=today - dt.timedelta(days=14)
        ).count(),
        "eviction": near.filter(trajectory__in=files.open()).count(),
        "signals_late": signals.awaiting_response(yesterday).count(),
        "feedback_late": signals.awaiting_feedback(yesterday).count(),
    }


def mail(digest: Digest) -> None:
    """The mail in the manager's language; it leaves with what else they get that day."""
    with override(digest.user.language):
        number = digest.week.isocalendar().week
        post(
            to=digest.user.email,
            language=digest.user.language,
            subject=_("Wooncoach: week %(week)d in figures") % {"week": number},
            body=render_to_string("mail/weekly_digest.txt", {"digest": digest, **digest.counts}),
            cause="digest",
            organisation_id=digest.organisation_id,
        )
