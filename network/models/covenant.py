import uuid

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from common.db import NoteChanges
from common.fields import FreeTextField, ShortTextField
from common.uploads import EXTENSION
from common.versioned import Versioned
from network.models.partner import KEEPS_REGISTRY, Partner


class DataCategory(models.TextChoices):
    CONTACT = "contact", _("name, address and how to reach")
    HOUSING = "housing", _("living situation")
    NUISANCE = "nuisance", _("nuisance and signals")
    ARREARS = "arrears", _("rent and arrears")
    PLAN = "plan", _("goals, steps and agreements")
    DOMAINS = "domains", _("fields of life")
    HEALTH = "health", _("health")
    SAFETY = "safety", _("safety and police")


class CovenantQuerySet(models.QuerySet["Covenant"]):
    def visible_to(self, user):
        """Covenants of the organisations whose registry the user keeps."""
        return self.filter(organisation__in=user.organisation_ids(*KEEPS_REGISTRY))

    def of(self, partner):
        """Those a partner is a party to, also under a name it was kept by before."""
        parties = self.model.parties.through.objects.filter(
            models.Q(partner=partner) | models.Q(partner__merged_into=partner)
        )
        return self.filter(pk__in=parties.values("covenant"))

    def with_party_names(self):
        """With `party_names`: who signed, as they are known now, in order of the alphabet."""
        name = Coalesce("parties__merged_into__name", "parties__name")
        return self.annotate(party_names=ArrayAgg(name, distinct=True, order_by=name))

    def valid(self, on):
        """Those in force on a date; the last day counts."""
        open_end = models.Q(valid_until=None) | models.Q(valid_until__gte=on)
        return self.filter(open_end, valid_from__lte=on)


class Covenant(Versioned):
    """An agreement that allows sharing: between whom, what for, which data, until when."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    name = ShortTextField(_("name"), max_length=160)
    purpose = FreeTextField(_("What for?"))
    categories = ArrayField(models.CharField(max_length=12, choices=DataCategory))
    parties = models.ManyToManyField(Partner, related_name="covenants", verbose_name=_("parties"))
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    response_days = models.PositiveSmallIntegerField(
        _("Working days to answer"), null=True, blank=True
    )
    document = models.FileField(_("document"), upload_to="network/%Y/%m/", blank=True)
    content_type = models.CharField(
        max_length=20, choices=[(kind, kind) for kind in EXTENSION], blank=True, default=""
    )

    objects = CovenantQuerySet.as_manager()

    class Meta:
        verbose_name = _("covenant")
        ordering = ["-valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="network_covenant_ends_after_its_start",
                condition=models.Q(valid_until=None)
                | models.Q(valid_until__gte=models.F("valid_from")),
            )
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"convenant {self.pk}"

    @property
    def category_words(self):
        """What may be shared, in words, in the order of the list."""
        return [label for value, label in DataCategory.choices if value in self.categories]
