"""The week in figures for a manager: counts only, no names, no numbers of files."""

import datetime as dt
from email.utils import parseaddr

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import DatabaseError, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.middleware import act_as
from accounts.models import Membership, Role
from cases.models import Digest, EvictionPhase, JournalEntry, State, Trajectory
from signals.models import Signal

QUIET_DAYS = 28  # an open trajectory without contact for longer is told about
MAILED_FROM = dt.time(7)  # on Monday
log = structlog.stdlib.get_logger(__name__)


def last_week(now: dt.datetime) -> dt.date | None:
    """The Monday of the newest week to tell about; None on Monday before seven."""
    local = timezone.localtime(now)
    monday = local.date() - dt.timedelta(days=local.weekday())
    if local.date() == monday and local.time() < MAILED_FROM:
        return None
    return monday - dt.timedelta(days=7)


def run(now: dt.datetime) -> int:
    """Mail each manager the figures of last week that they did not get yet; how many mails went.

    Safe to run twice and side by side: a row per manager and week is the mark.
    """
    week = last_week(now)
    if week is None:
        return 0
    with transaction.atomic():
        act_as(purpose="digest")
        prepare(week)
    waiting = Digest.objects.filter(week=week, sent_at=None).values_list("pk", flat=True)
    return sum(_try(pk) for pk in list(waiting))


def _try(pk: int) -> int:
    """One mail that fails must not stop the others; it goes in an hour."""
    try:
        return send(pk)
    except (OSError, DatabaseError) as error:  # a mail server that refuses raises an OSError
        log.error("weekly digest failed", why=type(error).__name__)
        return 0


def prepare(week: dt.date) -> None:
    """Put down the figures of the week for every manager who has none; who was first, stays."""
    managers = Membership.objects.current().filter(role=Role.MANAGER, user__is_active=True)
    known = set(Digest.objects.filter(week=week).values_list("organisation", "user"))
    missing = [m for m in managers if (m.organisation_id, m.user_id) not in known]
    figures = {pk: counts(pk, week) for pk in {m.organisation_id for m in missing}}
    Digest.objects.bulk_create(
        (
            Digest(
                organisation_id=m.organisation_id,
                user_id=m.user_id,
                week=week,
                counts=figures[m.organisation_id],
            )
            for m in missing
            if figures[m.organisation_id]
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def send(pk: int) -> int:
    """Mail one digest and mark it; 0 when it was sent, or is being sent, by somebody else.

    Accepted by the mail server and not marked, it goes again under the same Message-ID.
    """
    act_as(purpose="digest")
    mine = Digest.objects.select_for_update(skip_locked=True, of=("self",))
    digest = mine.filter(pk=pk, sent_at=None).select_related("user", "organisation").first()
    if digest is None:
        return 0
    message(digest).send()
    digest.sent_at = timezone.now()
    digest.save(update_fields=["sent_at"])
    return 1


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


def message(digest: Digest) -> EmailMessage:
    """The mail in the manager's language, under a Message-ID that is always the same."""
    with override(digest.user.language):
        subject = _("Wooncoach: week %(week)d in figures") % {
            "week": digest.week.isocalendar().week
        }
        body = render_to_string("mail/weekly_digest.txt", {"digest": digest, **digest.counts})
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    return EmailMessage(
        subject,
        body,
        to=[digest.user.email],
        headers={"Message-ID": f"<weekly-digest-{digest.pk}@{domain}>"},
    )
