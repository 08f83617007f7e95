from celery import shared_task
from django.utils import timezone

from workspace import digest


@shared_task
def weekly_digest() -> None:
    """Write managers the figures of last week, once each."""
    digest.run(timezone.now())
