import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.trajectory import Trajectory
from common.db import NoteChanges


def private_name(document, _name):
    """Where the file lies: a random name, apart from the one in the address."""
    return f"documents/{document.created_at:%Y/%m}/{uuid.uuid4().hex}.pdf"


class Document(models.Model):
    """A PDF somebody asked for: made by a worker, fetched by who asked for it and nobody else."""

    class State(models.TextChoices):
        WAITING = "waiting", _("being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="documents")
    kind = models.CharField(_("kind"), max_length=20)  # a code in cases.documents.KINDS
    options = models.JSONField(default=dict)  # what was chosen, no words of people
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    file = models.FileField(upload_to=private_name, blank=True)
    sensitive = models.BooleanField(default=False)  # made by who saw fields such as health
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    created_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("document")
        constraints = [
            models.CheckConstraint(
                name="cases_ready_document_has_a_file",
                condition=~models.Q(state="ready")
                | models.Q(made_at__isnull=False) & ~models.Q(file=""),
            )
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=models.Q(state="waiting"),
                name="cases_waiting_documents",
            ),
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"document {self.pk}"
