import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.trajectory import Trajectory, TrajectoryChanged
from common.db import NoteChanges
from common.fields import FreeTextField
from network.models import PartnerContact


class JournalEntryQuerySet(models.QuerySet["JournalEntry"]):
    def contacts(self):
        """Entries in which the resident was really reached."""
        return self.filter(outcome=JournalEntry.Outcome.REACHED)


class JournalEntry(models.Model):
    """Dated contact or note on a trajectory; an attempt is not a contact."""

    class Kind(models.TextChoices):
        VISIT = "visit", _("home visit")
        PHONE = "phone", _("phone call")
        MESSAGE = "message", _("message or letter")
        OFFICE = "office", _("talk elsewhere")
        PARTNER = "partner", _("talk with a partner")
        NOTE = "note", _("note")

    class Outcome(models.TextChoices):
        REACHED = "reached", _("spoke with the resident")
        ATTEMPT = "attempt", _("attempt, nobody reached")
        NONE = "", _("no contact meant")

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="journal")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.VISIT)
    contact = models.ForeignKey(
        PartnerContact,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,  # the index below is smaller
        related_name="talks",
        verbose_name=_("With whom?"),
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True, default="")
    happened_at = models.DateTimeField(_("when"), default=timezone.now)
    facts = FreeTextField(_("What did you see or hear?"))
    impression = FreeTextField(_("What do you think?"), blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = JournalEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact or note")
        constraints = [
            models.CheckConstraint(
                name="cases_a_note_is_no_contact",
                condition=~models.Q(kind__in=("note", "partner")) | models.Q(outcome=""),
            ),
            models.CheckConstraint(
                name="cases_a_partner_is_met_in_a_talk_with_one",
                condition=models.Q(contact=None) | models.Q(kind="partner"),
            ),
        ]
        indexes = [
            models.Index(fields=["trajectory", "-happened_at"], name="cases_journal_by_time"),
            models.Index(
                fields=["contact", "-happened_at"],
                condition=models.Q(contact__isnull=False),
                name="cases_journal_by_contact",
            ),
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"contactmoment {self.pk}"

    @property
    def edited(self):
        return self.version > 1

    def change(self, **values):
        """Write values once; raises TrajectoryChanged for the second of two writers."""
        rows = JournalEntry.objects.filter(pk=self.pk, version=self.version)
        if not rows.update(version=self.version + 1, **values):
            raise TrajectoryChanged
        self.refresh_from_db()
