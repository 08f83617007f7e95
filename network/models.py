from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role
from common.db import NoteChanges


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


class PartnerQuerySet(models.QuerySet["Partner"]):
    def visible_to(self, user):
        """Partners in the registry of the organisations where the user is a coach."""
        return self.filter(organisation__in=user.organisation_ids(Role.COACH))


class Partner(models.Model):
    """An organisation in the network, as one of our organisations knows it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="partners")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=24, choices=PartnerKind)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("network partner")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="network_one_partner_per_name"
            )
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"partner {self.pk}"


class PartnerContact(models.Model):
    """Somebody to call at a partner."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        verbose_name = _("contact person")
        triggers = [NoteChanges()]

    def __str__(self):
        return f"contactpersoon {self.pk}"
