"""Reports: asked for in a request, made by a worker, never changed after; each download is kept."""

import contextlib
import datetime as dt
import hashlib
from collections.abc import Iterator
from typing import Any

import structlog
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.middleware import act_as
from accounts.models import Organisation, User
from cases.models import Trajectory
from evaluation.models import Report, ReportDownload
from evaluation.reports import KINDS, Cancelled, Made, may_ask, may_have
from outbox import workflow as outbox

LOCK = 3105  # the first half of the advisory locks of this module; the second is the report
TOLD_BY_MAIL_AFTER = dt.timedelta(minutes=1)  # who waits shorter looks at the page
MADE = 95  # percent: what is left is keeping the file
log = structlog.stdlib.get_logger(__name__)


class NotAllowed(Exception):
    """This person may not have such a report."""


@transaction.atomic
def ask(
    *, kind: str, by: User, trajectory: Trajectory | None = None, **period: Any
) -> tuple[Report, bool]:
    """(report, whether it is new) of a trajectory, or over a period of an organisation.

    `period` has organisation, starts_on, ends_on and unit. What this person asked already and is
    underway is given back. The caller rings the worker. Raises NotAllowed.
    """
    organisation = trajectory.organisation if trajectory else period.pop("organisation")
    of = {"organisation": organisation, "trajectory": trajectory, "kind": kind, **period}
    wanted = Report(requested_by=by, **of)
    if not may_ask(by, wanted):
        raise NotAllowed
    wanted.sensitive = KINDS[kind].sensitive(by, wanted)
    home: type[Trajectory] | type[Organisation] = Trajectory if trajectory else Organisation
    home.objects.select_for_update(no_key=True).get(pk=(trajectory or organisation).pk)
    same = Report.objects.filter(**of)
    if running := same.underway().filter(requested_by=by, sensitive=wanted.sensitive).first():
        return running, False
    wanted.version = (same.aggregate(newest=Max("version"))["newest"] or 0) + 1
    wanted.save()
    return wanted, True


def make(pk: int) -> None:
    """Make a report that was asked for; one that is ready, stopped or in another's hands is left.

    Call it outside a transaction: each step of progress stands at once. A worker that dies leaves
    the report as it is, and the next call makes it from the start. What goes wrong is told in the
    log by its kind only.
    """
    with _alone(pk) as alone:
        report = _claim(pk) if alone else None
        if report is None:
            return
        try:
            made = KINDS[report.kind].make(report, lambda percent: _step(report, percent))
            _step(report, MADE)
        except Cancelled:
            return
        except Exception as error:  # what breaks one report must not stop the others
            _fail(report, type(error).__name__)
            return
        _finish(report, made)


@contextlib.contextmanager
def _alone(pk: int) -> Iterator[bool]:
    """Hold a lock that the database lets go when this worker dies; False when another has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, pk % 2**31])
        held = cursor.fetchone()[0]
    try:
        yield held
    finally:
        if held:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, pk % 2**31])


def _claim(pk: int) -> Report | None:
    """Take the report in hand, as who asked for it may have it now."""
    with transaction.atomic():
        found = Report.objects.underway().select_for_update(skip_locked=True, of=("self",))
        related = ("organisation", "trajectory__resident", "trajectory__coach", "requested_by")
        report = found.select_related(*related).filter(pk=pk).first()
        if report is None:
            return None
        act_as(user=report.requested_by, purpose="report")
        report.state, report.progress = Report.State.MAKING, 0
        if allowed := may_ask(report.requested_by, report):
            kind = KINDS[report.kind]
            report.sensitive = report.sensitive and kind.sensitive(report.requested_by, report)
        else:
            report.state = Report.State.FAILED
            log.error("report failed", kind=report.kind, why="not allowed")
        report.save(update_fields=["state", "progress", "sensitive"])
    return report if allowed else None


def _step(report: Report, percent: int) -> None:
    """Tell the page how far it is. Raises Cancelled when it was stopped meanwhile."""
    if not _change(report, progress=percent):
        raise Cancelled


def _fail(report: Report, why: str) -> None:
    log.error("report failed", kind=report.kind, why=why)
    _change(report, state=Report.State.FAILED)


def _change(report: Report, **values: Any) -> bool:
    """Change what is being made; False when it is not any more."""
    with transaction.atomic():
        act_as(user=report.requested_by, purpose="report")
        making = Report.objects.filter(pk=report.pk, state=Report.State.MAKING)
        return bool(making.update(**values))


def _finish(report: Report, made: Made) -> None:
    """Keep the files and freeze the report; then tell who asked for it."""
    from common.pdf import page_count

    report.pages = page_count(made.pdf)
    report.checksum = hashlib.sha256(made.pdf).hexdigest()
    report.figures = made.figures or {}
    with transaction.atomic():
        act_as(user=report.requested_by, purpose="report")
        making = Report.objects.filter(pk=report.pk, state=Report.State.MAKING)
        if not making.select_for_update().exists():
            return  # stopped at the last moment
        report.state, report.progress = Report.State.READY, 100
        report.made_at = timezone.now()
        report.file.save("report.pdf", ContentFile(made.pdf), save=False)
        if made.sheet:
            report.sheet.save("report.xlsx", ContentFile(made.sheet), save=False)
        report.save()
        _announce(report, waited=report.made_at - report.created_at)


def _announce(report: Report, *, waited: dt.timedelta) -> None:
    """A mail to who waited long; today's list tells everybody else."""
    if waited < TOLD_BY_MAIL_AFTER or not report.requested_by.email:
        return
    with translation.override(report.requested_by.language):
        outbox.post(
            to=report.requested_by.email,
            subject=_("Your report is ready"),
            body=_("The report you asked for is ready. Look at it here:")
            + f"\n{settings.PUBLIC_URL}{reverse('evaluation:report', args=[report.number])}",
            cause="report",
            organisation_id=report.organisation_id,
            language=report.requested_by.language,
        )


@transaction.atomic
def cancel(report: Report) -> bool:
    """Stop a report that is not ready; False when it was ready, or stopped, already."""
    underway = Report.objects.underway().filter(pk=report.pk)
    return bool(underway.update(state=Report.State.CANCELLED))


@transaction.atomic
def fetch(report: Report, *, by: User) -> ReportDownload:
    """Keep that somebody fetches it; the caller puts it on record. Raises NotAllowed."""
    if report.state != Report.State.READY or not may_have(by, report):
        raise NotAllowed
    return ReportDownload.objects.create(report=report, user=by)


def underway_since(moment: dt.datetime) -> list[int]:
    """Reports asked for before a moment and not ready: their bell was lost, or their worker died."""
    found = Report.objects.underway().filter(created_at__lt=moment)
    return list(found.order_by("created_at").values_list("pk", flat=True)[:100])
