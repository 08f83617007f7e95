"""How safe it is to ring a bell: a colour per address, and lists of colours for contractors."""

import datetime as dt
from functools import partial

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role
from common.db import NoteChanges
from common.fields import FreeTextField, ShortTextField
from common.numbers import new_number, page_of
from links.models import Link
from network.models import PartnerContact
from residents.models import Dwelling

# Who give advice about an address, and send lists of it: the people who know why.
ADVISES = (Role.COACH, Role.HOUSING_CONSULTANT)

USUAL_DAYS, LONGEST_DAYS = 182, 366  # until an advice is looked at again
LONGEST_LIST_DAYS = 184  # that a contractor's list stays open
MOST_ADDRESSES = 500  # on one list


class AddressAdviceQuerySet(models.QuerySet["AddressAdvice"]):
    def visible_to(self, user):
        """With reasons, in the organisations where this user gives advice."""
        return self.filter(organisation__in=user.organisation_ids(*ADVISES))

    def current(self):
        return self.filter(ended_at=None)

    def to_review(self, on):
        """In force, and to be looked at on or before a date; an old advice holds until then."""
        return self.current().filter(review_on__lte=on)


class AddressAdvice(models.Model):
    """How to go to one address, for what reason. Never edited: another one takes its place."""

    class Colour(models.TextChoices):
        ALONE = "alone", _("go alone")
        CALL = "call", _("call first")
        TOGETHER = "together", _("not without a colleague")

    TONES = {Colour.ALONE: "good", Colour.CALL: "warning", Colour.TOGETHER: "danger"}
    SHAPES = {
        Colour.ALONE: "circle-check",
        Colour.CALL: "triangle-alert",
        Colour.TOGETHER: "octagon-x",
    }

    WARNINGS = {Colour.CALL: "▲", Colour.TOGETHER: "■"}  # shapes where no icon fits

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    dwelling = models.ForeignKey(Dwelling, models.CASCADE, related_name="advices")
    colour = models.CharField(_("How do people go there?"), max_length=8, choices=Colour)
    reason = FreeTextField(_("Why?"), blank=True, default="")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateField(default=timezone.localdate)
    review_on = models.DateField(_("Look at it again on"))
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AddressAdviceQuerySet.as_manager()

    class Meta:
        verbose_name = _("advice about an address")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dwelling"], condition=Q(ended_at=None), name="cases_one_advice_per_address"
            ),
            models.CheckConstraint(
                name="cases_advice_with_a_reason", condition=Q(colour="alone") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="cases_advice_is_reviewed_within_a_year",
                condition=Q(review_on__gte=F("since"))
                & Q(review_on__lte=F("since") + dt.timedelta(days=LONGEST_DAYS)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "review_on", "id"],
                condition=Q(ended_at=None),
                name="cases_advice_in_list_order",
            ),
            models.Index(
                fields=["author", "review_on"],
                condition=Q(ended_at=None),
                name="cases_advice_to_review",
            ),
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"advies {self.pk}"

    @property
    def is_due(self):
        """Whether it is time to look at it again; until somebody does, it holds."""
        return self.ended_at is None and self.review_on <= timezone.localdate()


class ContractorListQuerySet(models.QuerySet["ContractorList"]):
    def visible_to(self, user):
        return self.filter(organisation__in=user.organisation_ids(*ADVISES))


class ContractorList(models.Model):
    """The colours of chosen addresses for one contact person of a contractor, through a link."""

    number = models.CharField(
        max_length=14, unique=True, default=partial(new_number, "K"), editable=False
    )
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    contact = models.ForeignKey(PartnerContact, models.PROTECT, related_name="+")
    link = models.OneToOneField(Link, models.RESTRICT, related_name="contractor_list")
    dwellings = models.ManyToManyField(Dwelling, through="ListedAddress", related_name="+")
    purpose = ShortTextField(_("What for?"), max_length=120)
    since = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(_("Until"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = ContractorListQuerySet.as_manager()

    class Meta:
        verbose_name = _("list for a contractor")
        constraints = [
            models.CheckConstraint(
                name="cases_contractor_list_lasts_half_a_year_at_most",
                condition=Q(ends_on__gte=F("since"))
                & Q(ends_on__lte=F("since") + dt.timedelta(days=LONGEST_LIST_DAYS)),
            )
        ]
        indexes = [models.Index(fields=["organisation", "-id"], name="cases_contractor_lists")]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"lijst {self.pk}"

    def get_absolute_url(self):
        return page_of("cases:colour_list", self.number)


class ListedAddress(models.Model):
    """One address on a contractor's list."""

    contractor_list = models.ForeignKey(ContractorList, models.CASCADE, related_name="listed")
    dwelling = models.ForeignKey(Dwelling, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("address on a list")
        constraints = [
            models.UniqueConstraint(
                fields=["contractor_list", "dwelling"], name="cases_address_once_on_a_list"
            )
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"adres {self.pk}"
