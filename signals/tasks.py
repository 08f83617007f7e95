import datetime as dt

from celery import shared_task
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from accounts.middleware import act_as
from accounts.models import Draft, Submission
from signals.models import Attachment

DRAFT_DAYS = 30
SUBMISSION_DAYS = 7


@shared_task
def tidy() -> None:
    """Remove ended sessions, old form keys, and drafts nobody came back to, with their photos."""
    now = timezone.now()
    with transaction.atomic():
        act_as(purpose="tidy")
        Session.objects.filter(expire_date__lt=now).delete()
        Submission.objects.filter(at__lt=now - dt.timedelta(days=SUBMISSION_DAYS)).delete()
        old = Draft.objects.filter(saved_at__lt=now - dt.timedelta(days=DRAFT_DAYS))
        files = list(Attachment.objects.filter(draft__in=old))
        old.delete()
        transaction.on_commit(lambda: _remove(files))


def _remove(attachments: list[Attachment]) -> None:
    for attachment in attachments:
        attachment.file.delete(save=False)
