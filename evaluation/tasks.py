from celery import shared_task
from django.utils import timezone

from evaluation.workflow import voices

FIRST_HOUR = 6  # before it, nobody is reminded


@shared_task
def remind_voices() -> None:
    """Every hour, by day: remind who has a link of what they have not answered yet."""
    if timezone.localtime().hour >= FIRST_HOUR:
        voices.remind_voices(timezone.localdate())
