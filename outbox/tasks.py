import datetime as dt

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from outbox import sending
from outbox.models import RETRY_DAYS, Envelope, Mail

KEEP_DAYS = 90


@shared_task
def send_due() -> None:
    """Every minute, and when urgent mail was written: send what is due."""
    sending.send_due(timezone.now())


@shared_task
def tidy() -> None:
    """Erase the texts of what was given up, and forget what left long ago."""
    now = timezone.now()
    given_up = now - dt.timedelta(days=RETRY_DAYS)
    old = now - dt.timedelta(days=KEEP_DAYS)
    with transaction.atomic():
        Mail.objects.filter(envelope__failed_at__lt=given_up).update(sealed=b"")
        # What still waits is never removed, however old: it goes first.
        gone = Mail.objects.filter(created_at__lt=old)
        gone.exclude(pk__in=Mail.objects.underway()).delete()
        Envelope.objects.filter(day__lt=old.date(), mails=None).delete()
