from celery import shared_task
from django.utils import timezone

from common.models import Heartbeat
from workspace import digest


@shared_task
def weekly_digest() -> None:
    """Write managers the figures of last week, once each."""
    digest.run(timezone.now())


@shared_task
def beat() -> None:
    """Every minute: say that the clock and a worker are alive."""
    Heartbeat.beat()
