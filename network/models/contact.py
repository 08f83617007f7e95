from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.db import Fold, NoteChanges, folded
from common.fields import PhoneField, ShortTextField
from common.versioned import Versioned
from network.models.partner import Level, Partner, PartnerKind


class Channel(models.TextChoices):
    PHONE = "phone", _("by phone")
    EMAIL = "email", _("by e-mail")
    MESSAGE = "message", _("by text message")
    VISIT = "visit", _("by dropping in")


class PartnerContactQuerySet(models.QuerySet["PartnerContact"]):
    def of(self, organisation_id):
        """Contact persons in the registry of an organisation."""
        return self.filter(partner__organisation=organisation_id)

    def listed(self):
        """Without those that turned out to be somebody else who is in it."""
        return self.filter(merged_into=None)

    def contractors(self, organisations):
        """Who may be sent a list of addresses: contact persons of contractors, each once."""
        kind = {"partner__kind": PartnerKind.CONTRACTOR, "partner__merged_into": None}
        found = self.listed().filter(partner__organisation__in=organisations, **kind)
        return found.order_by("partner__name", "name", "pk")

    def named(self, name):
        """Those of this name, however its capitals and accents are written."""
        return self.filter(search_name=Fold(models.Value(f"{' '.join(name.split())} ")))

    def with_partner(self):
        """With all their label needs: the partner, and who they turned out to be."""
        return self.select_related(*(path.removeprefix("contact__") for path in LABELLED))


class PartnerContact(Versioned):
    """Somebody to call at a partner."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="contacts")
    name = ShortTextField(_("name"), max_length=120)
    role = ShortTextField(_("role"), max_length=80, blank=True)
    level = models.CharField(_("level"), max_length=10, choices=Level, blank=True, default="")
    channel = models.CharField(
        _("best reached"), max_length=8, choices=Channel, blank=True, default=""
    )
    phone = PhoneField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    merged_into = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="merged"
    )
    search = folded("name", "role")
    search_name = folded("name")

    objects = PartnerContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact person")
        constraints = [
            models.CheckConstraint(
                name="network_contact_is_not_itself",
                condition=~models.Q(merged_into=models.F("pk")),
            )
        ]
        indexes = [GinIndex(OpClass("search", "gin_trgm_ops"), name="network_contact_search")]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"contactpersoon {self.pk}"

    @property
    def standing(self):
        """The contact person this one turned out to be, or itself."""
        return self.merged_into or self

    @property
    def label(self):
        """Partner and person, as they are known now; needs with_partner()."""
        person = self.standing
        return f"{person.partner.standing.name} ({person.name})"


# What contact.label reads, seen from what points at a contact.
LABELLED = ("contact__partner__merged_into", "contact__merged_into__partner__merged_into")
