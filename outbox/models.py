"""Mail that has to leave: the rows are the truth, and a row stands or falls with its cause."""

import datetime as dt
import uuid
from email.utils import parseaddr
from functools import partial

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from common.numbers import new_number
from outbox.seal import seal, unseal

RETRY_DAYS = 14  # how long a mail that did not arrive keeps its text, and can be sent again


class EnvelopeQuerySet(models.QuerySet["Envelope"]):
    def due(self, now):
        return self.filter(state=Envelope.State.WAITING, next_try_at__lte=now)


class Envelope(models.Model):
    """What is handed to the mail server at once. Closed when made: one Message-ID, one contents."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    to = models.EmailField()
    day = models.DateField()
    urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    last_error = models.CharField(max_length=40, blank=True)  # a class or a code: no address in it
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    objects = EnvelopeQuerySet.as_manager()

    class Meta:
        verbose_name = _("envelope")
        constraints = [
            models.UniqueConstraint(
                fields=["to", "day"],
                condition=Q(urgent=False),
                name="outbox_one_envelope_per_person_per_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=Q(state="waiting"),
                name="outbox_envelope_due",
            ),
            models.Index(fields=["day"], name="outbox_envelope_by_day"),
        ]
        # No NoteChanges: these rows are the record of what left, and bodies stay out of the log.

    def __str__(self):
        return f"envelop {self.pk}"

    @property
    def message_id(self):
        """The same at every attempt; a random key, so that no other database ever repeats it."""
        domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
        return f"<{self.key.hex}@{domain}>"


class MailQuerySet(models.QuerySet["Mail"]):
    def visible_to(self, user):
        """What this person sent, for the organisations they work for today."""
        organisations = {membership.organisation_id for membership in user.memberships_now}
        return self.filter(Q(organisation=None) | Q(organisation__in=organisations), sender=user)

    def underway(self):
        """Not handed over yet, and neither given up nor held back."""
        waiting = Q(envelope=None) | Q(envelope__state=Envelope.State.WAITING)
        return self.filter(waiting, held_back_at=None)

    def failed(self, now):
        """Given up, and still to be sent again by hand."""
        since = now - dt.timedelta(days=RETRY_DAYS)
        return self.filter(
            envelope__state=Envelope.State.FAILED, envelope__failed_at__gte=since, held_back_at=None
        )


class Mail(models.Model):
    """One message of one cause, in the words and the language of who gets it."""

    number = models.CharField(
        max_length=14, unique=True, default=partial(new_number, "B"), editable=False
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+"
    )
    sender = models.ForeignKey(  # who sees what became of it
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    envelope = models.ForeignKey(
        Envelope, models.SET_NULL, null=True, blank=True, related_name="mails"
    )
    to = models.EmailField(_("to"))
    language = models.CharField(max_length=2, default="nl")
    subject = models.CharField(_("subject"), max_length=200)
    sealed = models.BinaryField(default=b"")  # the body; emptied once it was handed over
    cause = models.CharField(max_length=30)
    urgent = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    goes_at = models.DateTimeField()
    held_back_at = models.DateTimeField(null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        indexes = [
            models.Index(fields=["sender", "-created_at", "-id"], name="outbox_mail_by_sender"),
            models.Index(
                fields=["goes_at"],
                condition=Q(envelope=None, urgent=False, held_back_at=None),
                name="outbox_mail_to_gather",
            ),
            models.Index(fields=["created_at"], name="outbox_mail_by_age"),
            models.Index(
                fields=["to"], condition=Q(held_back_at=None), name="outbox_mail_by_address"
            ),
        ]
        # No NoteChanges here either.

    def __str__(self):
        return f"bericht {self.pk}"

    @property
    def body(self):
        """The text, or "" once it was erased."""
        return unseal(self.sealed) if self.sealed else ""

    @body.setter
    def body(self, text):
        self.sealed = seal(text)

    @property
    def can_retry(self):
        """Whether it was given up, and its text is still there."""
        given_up = self.envelope and self.envelope.state == Envelope.State.FAILED
        return bool(given_up and self.sealed and not self.held_back_at)
