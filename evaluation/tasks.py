from celery import shared_task
from django.utils import timezone

from evaluation.workflow import moments, reminding, voices

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
