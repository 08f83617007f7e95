from functools import partial

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import TrigramSimilarity
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role
from common.db import Fold, NoteChanges, folded
from common.fields import PhoneField, ShortTextField
from common.numbers import new_number, page_of
from common.versioned import Versioned

# Who read and keep the registry of their organisation: the people who call partners.
KEEPS_REGISTRY = (Role.COACH, Role.COORDINATOR, Role.HOUSING_CONSULTANT)

ALIKE = 0.35  # from 0 to 1: "Kredietbank" and "Kredietbank Veenwaard" are 0.55


class PartnerKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("municipality / Wmo")
    NEIGHBOURHOOD_TEAM = "neighbourhood_team", _("neighbourhood team")
    MENTAL_HEALTH = "mental_health", _("mental health care")
    PUBLIC_HEALTH = "public_health", _("public health service")
    POLICE = "police", _("police")
    DEBT_HELP = "debt_help", _("debt help")
    ADMINISTRATOR = "administrator", _("legal administrator")
    ADDICTION_CARE = "addiction_care", _("addiction care")
    SHELTER = "shelter", _("shelter")
    SHELTERED_HOUSING = "sheltered_housing", _("sheltered housing")
    WELFARE = "welfare", _("welfare work")
    MEDIATION = "mediation", _("neighbourhood mediation")
    EDUCATION = "education", _("education")
    WORK_AND_INCOME = "work_and_income", _("work and income")
    SAFETY_HOUSE = "safety_house", _("care and safety house")
    GENERAL_PRACTITIONER = "general_practitioner", _("general practitioner")
    CORPORATION = "corporation", _("housing corporation")
    CONTRACTOR = "contractor", _("contractor")
    OTHER = "other", _("other")


class Sector(models.TextChoices):
    HEALTH = "health", _("health")
    SAFETY = "safety", _("safety")
    EDUCATION = "education", _("education")
    LIVEABILITY = "liveability", _("liveability")
    WORK_AND_INCOME = "work_and_income", _("work and income")
    SOCIAL_SUPPORT = "social_support", _("Wmo")
    HOUSING = "housing", _("housing")


class Level(models.TextChoices):
    EXECUTION = "execution", _("execution")
    POLICY = "policy", _("policy")
    MANAGEMENT = "management", _("management")


_SECTORS = {
    Sector.HEALTH: (
        PartnerKind.MENTAL_HEALTH,
        PartnerKind.PUBLIC_HEALTH,
        PartnerKind.ADDICTION_CARE,
        PartnerKind.GENERAL_PRACTITIONER,
    ),
    Sector.SAFETY: (PartnerKind.POLICE, PartnerKind.SAFETY_HOUSE),
    Sector.EDUCATION: (PartnerKind.EDUCATION,),
    Sector.LIVEABILITY: (PartnerKind.WELFARE, PartnerKind.MEDIATION),
    Sector.WORK_AND_INCOME: (
        PartnerKind.DEBT_HELP,
        PartnerKind.ADMINISTRATOR,
        PartnerKind.WORK_AND_INCOME,
    ),
    Sector.SOCIAL_SUPPORT: (
        PartnerKind.MUNICIPALITY,
        PartnerKind.NEIGHBOURHOOD_TEAM,
        PartnerKind.SHELTER,
        PartnerKind.SHELTERED_HOUSING,
    ),
    Sector.HOUSING: (PartnerKind.CORPORATION, PartnerKind.CONTRACTOR),
}


def usual_sector(kind: str) -> str:
    """The sector a kind of partner mostly works in; "" when that differs."""
    return next((sector for sector, kinds in _SECTORS.items() if kind in kinds), "")


class PartnerQuerySet(models.QuerySet["Partner"]):
    def visible_to(self, user):
        """Partners in the registry of the organisations where the user keeps it."""
        return self.filter(organisation__in=user.organisation_ids(*KEEPS_REGISTRY))

    def listed(self):
        """Without those that turned out to be another one under a second name."""
        return self.filter(merged_into=None)

    def with_contact_ids(self):
        """With `contact_ids`: its contact persons, also those of what turned out to be it."""
        contacts = self.model._meta.get_field("contacts").related_model.objects
        itself = models.Q(pk=models.OuterRef(models.OuterRef("pk")))
        was = models.Q(merged_into=models.OuterRef(models.OuterRef("pk")))
        of_family = contacts.filter(partner__in=Partner.objects.filter(itself | was).values("pk"))
        return self.annotate(contact_ids=ArraySubquery(of_family.order_by().values("pk")))

    def named(self, name):
        """Those of this name, however its capitals and accents are written."""
        return self.filter(search_name=Fold(models.Value(f"{' '.join(name.split())} ")))

    def alike(self, name):
        """Those with a name much like this one, the likest first."""
        likeness = TrigramSimilarity("search_name", Fold(models.Value(name)))
        return self.annotate(likeness=likeness).filter(likeness__gt=ALIKE).order_by("-likeness")

    def matching(self, text):
        """Listed partners that hold every word typed: in their text, a twin's, or a contact's.

        Word by word the partners that hold it are found on the indexes, then what all words share.
        """
        found = self.listed()
        contacts = self.model._meta.get_field("contacts").related_model.objects
        for word in text.split():
            part = Fold(models.Value(word))
            own = Partner.objects.filter(search__contains=part)
            reached = contacts.filter(search__contains=part)
            partner = Coalesce("partner__merged_into", "partner")
            real = Coalesce("merged_into", "pk")
            found = found.filter(pk__in=own.values_list(real).union(reached.values_list(partner)))
        return found


class Partner(Versioned):
    """An organisation in the network, as one of our organisations knows it.

    One that was kept twice points at the one it is: it leaves the lists, and all that points at it
    is shown under that one.
    """

    number = models.CharField(
        max_length=14, unique=True, default=partial(new_number, "P"), editable=False
    )
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="partners")
    name = ShortTextField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=24, choices=PartnerKind)
    sector = models.CharField(_("sector"), max_length=16, choices=Sector, blank=True, default="")
    level = models.CharField(_("level"), max_length=10, choices=Level, blank=True, default="")
    does = ShortTextField(_("What do they do?"), max_length=200, blank=True, default="")
    for_whom = ShortTextField(_("For whom?"), max_length=200, blank=True, default="")
    area = ShortTextField(_("area"), max_length=120, blank=True, default="")
    hours = ShortTextField(_("opening hours"), max_length=120, blank=True, default="")
    phone = PhoneField(_("phone"), max_length=20, blank=True, default="")
    email = models.EmailField(_("e-mail"), blank=True, default="")
    urgent_phone = PhoneField(_("urgent number"), max_length=20, blank=True, default="")
    merged_into = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="merged"
    )
    search = folded("name", "does", "for_whom", "area")
    search_name = folded("name")

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("network partner")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="network_one_partner_per_name"
            ),
            models.CheckConstraint(
                name="network_partner_is_not_itself",
                condition=~models.Q(merged_into=models.F("pk")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "search_name", "id"],
                condition=models.Q(merged_into=None),
                name="network_partner_in_list_order",
            ),
            GinIndex(OpClass("search", "gin_trgm_ops"), name="network_partner_search"),
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"partner {self.pk}"

    def get_absolute_url(self):
        return page_of("workspace:partner", self.number)

    @property
    def standing(self):
        """The partner this one turned out to be, or itself."""
        return self.merged_into or self
