"""What is asked of a partner, and what came back."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.plan import Action
from cases.models.sharing import Share
from cases.models.trajectory import Trajectory
from common.db import NoteChanges
from common.fields import FreeTextField
from common.versioned import Versioned
from links.models import Link


class PartnerRequestQuerySet(models.QuerySet["PartnerRequest"]):
    def running(self):
        """Sent or accepted: something is still to come."""
        return self.filter(state__in=PartnerRequest.RUNNING)

    def unread(self):
        """With news from the partner that nobody of the team has seen yet."""
        return self.filter(news_at__isnull=False)

    def due_to_remind(self, on):
        """Running ones whose next reminder lies on or before a date."""
        return self.running().filter(remind_on__lte=on)


class PartnerRequest(Versioned):
    """An action, a question or a check for one contact person, answered through a personal link."""

    class Kind(models.TextChoices):
        ACTION = "action", _("an action")
        QUESTION = "question", _("a question")
        CHECK = "check", _("a check")

    class State(models.TextChoices):
        SENT = "sent", _("sent")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        REPORTED = "reported", _("answered")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Reason(models.TextChoices):
        NO_CAPACITY = "no_capacity", _("no capacity")
        NOT_OURS = "not_ours", _("not our task")
        UNKNOWN = "unknown", _("client unknown")
        NO_GROUND = "no_ground", _("no ground")
        OTHER = "other", _("something else")

    RUNNING = (State.SENT, State.ACCEPTED)

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="requests")
    share = models.OneToOneField(Share, models.RESTRICT, related_name="request")
    link = models.OneToOneField(Link, models.RESTRICT, related_name="request")
    step = models.ForeignKey(
        Action, models.SET_NULL, null=True, blank=True, related_name="requests"
    )
    kind = models.CharField(_("What do you ask?"), max_length=8, choices=Kind)
    text = FreeTextField(_("Your question"))
    due_on = models.DateField(_("By when?"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SENT)
    reason = models.CharField(max_length=12, choices=Reason, blank=True, default="")
    first_answer_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    news_at = models.DateTimeField(null=True, blank=True)  # emptied when somebody of ours looked
    remind_on = models.DateField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)

    objects = PartnerRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("question to a partner")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="cases_declined_with_a_reason",
                condition=Q(state="declined") & ~Q(reason="") | ~Q(state="declined") & Q(reason=""),
            ),
            models.CheckConstraint(
                name="cases_ended_request_has_a_moment",
                condition=Q(state__in=("sent", "accepted"), ended_at=None)
                | Q(state__in=("declined", "reported", "withdrawn"), ended_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["remind_on"],
                condition=Q(state__in=("sent", "accepted")),
                name="cases_request_to_remind",
            ),
            models.Index(
                fields=["trajectory"],
                condition=Q(news_at__isnull=False),
                name="cases_request_with_news",
            ),
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"vraag {self.pk}"

    @property
    def is_running(self):
        return self.state in self.RUNNING


class RequestMessage(models.Model):
    """A word in the exchange about a request; `by` is empty when the partner wrote it."""

    request = models.ForeignKey(PartnerRequest, models.CASCADE, related_name="messages")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = FreeTextField(_("Message"))
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("message about a question")
        ordering = ["at", "pk"]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"bericht bij vraag {self.pk}"
