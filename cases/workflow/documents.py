"""Documents: asked for in a request, made by a worker, removed when they are old."""

import datetime as dt
from typing import Any

import structlog
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from accounts.models import User
from cases.documents import KINDS
from cases.models import Document, Trajectory
from cases.permissions import can_see_sensitive

KEPT_DAYS = 30  # it can be made again at any time
log = structlog.stdlib.get_logger(__name__)


def ask(trajectory: Trajectory, *, kind: str, by: User, **options: Any) -> Document:
    """Put a document on the list to be made; the caller rings the worker."""
    return Document.objects.create(
        trajectory=trajectory, kind=kind, requested_by=by, options=options
    )


def may_have(user: User, document: Document) -> bool:
    """Whether this person may still have this document: their own, and no more than they may see."""
    trajectory = document.trajectory
    visible = Trajectory.objects.visible_to(user).filter(pk=trajectory.pk)
    return (
        document.requested_by_id == user.pk
        and document.kind in KINDS
        and visible.exists()
        and KINDS[document.kind].allowed(user, trajectory)
        and (not document.sensitive or can_see_sensitive(user, trajectory))
    )


@transaction.atomic
def make(pk: int) -> None:
    """Make a document that still waits; one that is made, or being made, is left alone.

    What the person may see is judged now, not when they asked.
    """
    waiting = Document.objects.select_for_update(skip_locked=True, of=("self",))
    document = (
        waiting.filter(pk=pk, state=Document.State.WAITING)
        .select_related("trajectory__resident", "trajectory__coach", "requested_by")
        .first()
    )
    if document is None:
        return
    if not may_have(document.requested_by, document):
        _fail(document, "not allowed")
        return
    document.sensitive = can_see_sensitive(document.requested_by, document.trajectory)
    try:
        with transaction.atomic():
            content = KINDS[document.kind].render(document)
    except Exception as error:  # a text or font that breaks one document must not stop the others
        _fail(document, type(error).__name__)
        return
    document.file.save("", ContentFile(content), save=False)
    document.state, document.made_at = Document.State.READY, timezone.now()
    document.save(update_fields=["file", "state", "made_at", "sensitive"])


def _fail(document: Document, why: str) -> None:
    log.error("document failed", kind=document.kind, why=why)
    document.state = Document.State.FAILED
    document.save(update_fields=["state"])


def waiting_since(moment: dt.datetime) -> list[int]:
    """Documents asked for before a moment and not made: their bell was lost."""
    found = Document.objects.filter(state=Document.State.WAITING, created_at__lt=moment)
    return list(found.order_by("created_at").values_list("pk", flat=True)[:100])


@transaction.atomic
def remove_old() -> None:
    """Remove documents nobody needs any more, with their files."""
    limit = timezone.now() - dt.timedelta(days=KEPT_DAYS)
    old = list(Document.objects.filter(created_at__lt=limit))
    Document.objects.filter(pk__in=[document.pk for document in old]).delete()
    files = [document.file for document in old if document.file]
    transaction.on_commit(lambda: _drop(files))


def _drop(files: list[FieldFile]) -> None:
    for file in files:
        file.delete(save=False)
