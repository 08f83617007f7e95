import datetime as dt

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from evaluation.workflow import moments, reminding, reports, voices

LOST_AFTER = dt.timedelta(minutes=2)
FIRST_HOUR = 6  # before it, nobody is reminded


@shared_task
def remind_voices() -> None:
    """Every hour, by day: remind who has a link of what they have not answered yet."""
    if timezone.localtime().hour >= FIRST_HOUR:
        voices.remind_voices(timezone.localdate())


@shared_task
def remind_due() -> None:
    """Every five minutes: write the reminders of moments that are due."""
    reminding.remind_due(timezone.localdate())


@shared_task
def look_after_moments() -> None:
    """Every ten minutes: rules for who has none, and moments for what the database missed."""
    moments.look_after()


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
