import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from cases.models import Trajectory
from common.dates import month_later
from common.db import NoteChanges
from common.fields import FreeTextField
from common.versioned import Versioned


def due_in_a_month():
    return month_later(timezone.localdate())


class CorrectionRequestQuerySet(models.QuerySet["CorrectionRequest"]):
    def visible_to(self, user):
        """Requests in the organisations where the user guards privacy."""
        guarded = user.organisation_ids(Role.PRIVACY_OFFICER)
        return self.filter(trajectory__organisation__in=guarded)

    def open(self):
        """Not answered yet: the clock runs."""
        return self.filter(answered_at=None)


class CorrectionRequest(Versioned):
    """A resident says that something is not right; answered within a month, with a reason."""

    class Part(models.TextChoices):
        APPOINTMENT = "appointment", _("the next appointment")
        GOALS = "goals", _("the goals")
        STEPS = "steps", _("the steps")
        SCORES = "scores", _("the resident’s own scores")
        SHARED = "shared", _("what was shared")
        LOOKED = "looked", _("who looked")
        OTHER = "other", _("something else")

    class Decision(models.TextChoices):
        GRANTED = "granted", _("corrected")
        REFUSED = "refused", _("not corrected")

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="corrections")
    part = models.CharField(_("about"), max_length=12, choices=Part)
    text = FreeTextField(_("What is not right?"))
    made_at = models.DateTimeField(_("asked"), default=timezone.now)
    due_on = models.DateField(_("answer before"), default=due_in_a_month)
    decision = models.CharField(_("decision"), max_length=8, choices=Decision, blank=True)
    answer = FreeTextField(_("Answer to the resident"), blank=True, default="")
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CorrectionRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for correction")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="privacy_answer_has_a_decision_and_words",
                condition=Q(answered_at=None, decision="", answer="", answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False)
                & ~Q(decision="")
                & ~Q(answer=""),
            )
        ]
        indexes = [
            models.Index(
                fields=["trajectory", "due_on"],
                condition=Q(answered_at=None),
                name="privacy_open_corrections",
            )
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"verzoek {self.pk}"

    @property
    def is_open(self):
        return self.answered_at is None
