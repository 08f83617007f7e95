from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.trajectory import Trajectory
from common.db import NoteChanges
from common.fields import FreeTextField, ShortTextField
from common.versioned import Versioned


class EvictionPhaseQuerySet(models.QuerySet["EvictionPhase"]):
    def current(self):
        """Of every trajectory the phase it is in now: the newest row."""
        same = EvictionPhase.objects.filter(trajectory=models.OuterRef("trajectory"))
        return self.filter(pk=models.Subquery(same.values("pk")[:1]))


class EvictionPhase(models.Model):
    """How near eviction is, from a day on; the newest row says how it is now."""

    class Phase(models.TextChoices):
        NONE = "none", _("no threat of eviction")
        RISK = "risk", _("risk of eviction")
        ANNOUNCED = "announced", _("eviction announced")
        COURT = "court", _("court date set")
        JUDGMENT = "judgment", _("judgment to evict")

    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="eviction_phases")
    phase = models.CharField(_("How near is eviction?"), max_length=10, choices=Phase)
    since = models.DateField(_("Since when?"), default=timezone.localdate)
    date = models.DateField(_("Date of the hearing or the eviction"), null=True, blank=True)
    note = FreeTextField(_("Explanation"), blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = EvictionPhaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("threat of eviction")
        ordering = ["-since", "-pk"]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"ontruimingsdreiging {self.pk}"


class ArrearsStep(models.Model):
    """One of the four steps a landlord takes before arrears are reported to the municipality.

    Besluit gemeentelijke schuldhulpverlening, art. 2: personal contact, pointing to debt help, a
    written reminder, and the offer to pass on contact details.
    """

    class Kind(models.TextChoices):
        CONTACT = "contact", _("personal contact about the arrears")
        DEBT_HELP = "debt_help", _("pointed to debt help")
        REMINDER = "reminder", _("written reminder sent")
        OFFER = "offer", _("offered to pass on contact details")

    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="arrears_steps")
    kind = models.CharField(max_length=10, choices=Kind)
    done_on = models.DateField(_("Done on"))
    proof = ShortTextField(_("Proof: letter, call, visit"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("step in arrears")
        ordering = ["done_on", "pk"]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"incassostap {self.pk}"


class ContractAgreementQuerySet(models.QuerySet["ContractAgreement"]):
    def running(self, on=None):
        """Agreements that hold on a date (default today); the last day counts."""
        on = on or timezone.localdate()
        return self.filter(signed_on__lte=on, ends_on__gte=on)


class ContractAgreement(Versioned):
    """A last chance, a second chance or a three-party agreement, with its terms and its end."""

    class Kind(models.TextChoices):
        LAST_CHANCE = "last_chance", _("last-chance agreement")
        SECOND_CHANCE = "second_chance", _("second-chance agreement")
        THREE_PARTIES = "three_parties", _("three-party agreement")

    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="contracts")
    kind = models.CharField(_("Kind"), max_length=14, choices=Kind)
    terms = FreeTextField(_("What was agreed?"))
    signed_on = models.DateField(_("Signed on"))
    ends_on = models.DateField(_("Ends on"))

    objects = ContractAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("contract agreement")
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="cases_contract_ends_after_start",
                condition=models.Q(ends_on__gte=models.F("signed_on")),
            )
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"contractafspraak {self.pk}"
