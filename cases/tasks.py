import datetime as dt

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from accounts.middleware import act_as
from accounts.models import Organisation
from cases.models import Document
from cases.workflow import asking, cooperation, documents, visits

LOST_AFTER = dt.timedelta(minutes=2)
FIRST_HOUR = 6  # before it, nobody is reminded


@shared_task
def make_document(pk: int) -> None:
    """Make one document; it acts for who asked for it."""
    with transaction.atomic():
        found = Document.objects.filter(pk=pk).select_related("requested_by").first()
        if found:
            act_as(user=found.requested_by, purpose="document")
            documents.make(pk)


def ring(pk: int) -> None:
    """Start the making once this transaction stands; without a broker it is made later."""
    transaction.on_commit(lambda: make_document.delay(pk), robust=True)


@shared_task
def look_after_documents() -> None:
    """Ring again for documents whose bell was lost, and remove old ones."""
    for pk in documents.waiting_since(timezone.now() - LOST_AFTER):
        make_document.delay(pk)
    with transaction.atomic():
        act_as(purpose="tidy")
        documents.remove_old()


@shared_task
def tell_colleagues() -> None:
    """Every minute: tell the colleague of each visit that was not checked in."""
    visits.tell_colleagues(timezone.now())


@shared_task
def remind_partners() -> None:
    """Every hour, by day: remind contacts of what they have not answered yet."""
    if timezone.localtime().hour >= FIRST_HOUR:
        asking.remind_due(timezone.localdate())


@shared_task
def count_cooperation() -> None:
    """Every ten minutes: count again who works together, one organisation at a time."""
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        with transaction.atomic():
            act_as(purpose="count")
            cooperation.count_again([organisation_id])
