"""What is shared about a resident: on which ground, what for, which fields, with whom, until when."""

import datetime as dt
import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.trajectory import Trajectory
from common.db import NoteChanges
from common.fields import ShortTextField
from network.models import Covenant, DataCategory, Partner, PartnerContact

LONGEST_DAYS = 184  # six months, whatever months these are


class ConsentQuerySet(models.QuerySet["Consent"]):
    def standing(self):
        """Given and not taken back."""
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """The resident's permission: what may be shared, with whom, what for; how and when it was given."""

    class How(models.TextChoices):
        SPOKEN = "spoken", _("said in a talk")
        SIGNED = "signed", _("signed on paper")
        WRITTEN = "written", _("in a message or mail")

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="consents")
    purpose = ShortTextField(_("What for?"), max_length=200)
    categories = ArrayField(models.CharField(max_length=12, choices=DataCategory))
    partners = models.ManyToManyField(Partner, related_name="+", verbose_name=_("With whom?"))
    how = models.CharField(_("How was it given?"), max_length=8, choices=How)
    given_on = models.DateField(_("Given on"), default=timezone.localdate)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_how = models.CharField(max_length=8, choices=How, blank=True, default="")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        ordering = ["-given_on", "-pk"]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"toestemming {self.pk}"

    @property
    def category_words(self):
        return [label for value, label in DataCategory.choices if value in self.categories]


class ShareQuerySet(models.QuerySet["Share"]):
    def live(self, on=None):
        """What may be seen on a date (default today): not ended, and its ground still stands."""
        on = on or timezone.localdate()
        covenants = Covenant.objects.valid(on).filter(pk=OuterRef("covenant"))
        grounded = (
            Q(ground=Share.Ground.CONSENT, consent__withdrawn_at=None)
            | Q(ground=Share.Ground.COVENANT) & Exists(covenants)
            | Q(ground=Share.Ground.DUTY)
        )
        return self.filter(grounded, revoked_at=None, ends_on__gte=on)

    def with_live(self):
        """With `is_live`: whether it may be seen today."""
        return self.annotate(is_live=Exists(Share.objects.live().filter(pk=OuterRef("pk"))))


class Share(models.Model):
    """Fields of one trajectory for one contact person, for a purpose, until a day.

    `items` names what is shared, one by one: "address", "goal:12". What comes later is not in it.
    """

    class Ground(models.TextChoices):
        CONSENT = "consent", _("consent of the resident")
        COVENANT = "covenant", _("covenant")
        DUTY = "duty", _("legal duty or vital interest")

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="shares")
    contact = models.ForeignKey(PartnerContact, models.PROTECT, related_name="+")
    ground = models.CharField(_("ground"), max_length=8, choices=Ground)
    consent = models.ForeignKey(
        Consent, models.RESTRICT, null=True, blank=True, related_name="shares"
    )
    covenant = models.ForeignKey(Covenant, models.PROTECT, null=True, blank=True, related_name="+")
    duty = ShortTextField(_("Which law or danger?"), max_length=200, blank=True, default="")
    purpose = ShortTextField(_("What for?"), max_length=200)
    items = ArrayField(models.CharField(max_length=30))
    since = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(_("Until"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(_("stopped"), null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("sharing")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="cases_share_has_its_ground",
                condition=Q(ground="consent", consent__isnull=False, covenant=None, duty="")
                | Q(ground="covenant", consent=None, covenant__isnull=False, duty="")
                | Q(ground="duty", consent=None, covenant=None) & ~Q(duty=""),
            ),
            models.CheckConstraint(
                name="cases_share_lasts_half_a_year_at_most",
                condition=Q(ends_on__gte=F("since"))
                & Q(ends_on__lte=F("since") + dt.timedelta(days=LONGEST_DAYS)),
            ),
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"deling {self.pk}"


class Disclosure(models.Model):
    """One line of the ledger: these fields were shown to this contact person, then and there."""

    class How(models.TextChoices):
        LINK = "link", _("seen through the personal link")
        PAPER = "paper", _("given on paper or told")

    share = models.ForeignKey(Share, models.CASCADE, related_name="disclosures")
    items = ArrayField(models.CharField(max_length=30))
    at = models.DateTimeField(default=timezone.now)
    how = models.CharField(max_length=6, choices=How, default=How.LINK)

    class Meta:
        verbose_name = _("disclosure")
        ordering = ["-at", "-pk"]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"verstrekking {self.pk}"
