import datetime as dt

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from evaluation.workflow import reports

# --- reports -------------------------------------------------------------------------------

LOST_AFTER = dt.timedelta(minutes=2)


@shared_task
def make_report(pk: int) -> None:
    """Make one report; it acts for who asked for it. Safe to run twice, and after a crash."""
    reports.make(pk)


def ring_for_report(pk: int) -> None:
    """Start the making once this transaction stands; without a broker it is made later."""
    transaction.on_commit(lambda: make_report.delay(pk), robust=True)


@shared_task
def look_after_reports() -> None:
    """Every minute: ring again for reports whose bell was lost, or whose worker died."""
    for pk in reports.underway_since(timezone.now() - LOST_AFTER):
        make_report.delay(pk)
