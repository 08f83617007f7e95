from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.domains import LifeDomain
from cases.models.people import Participant
from cases.models.trajectory import Trajectory
from common.db import NoteChanges
from common.fields import FreeTextField, ShortTextField
from common.versioned import Versioned


class Barrier(Versioned):
    """What keeps this resident from living so that they can stay."""

    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="barriers")
    text = ShortTextField(_("What holds the resident back?"), max_length=160)
    domain = models.ForeignKey(LifeDomain, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("barrier")
        ordering = ["pk"]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"belemmering {self.pk}"


class Cause(Versioned):
    """What makes that behaviour stronger or weaker."""

    class Effect(models.TextChoices):
        REINFORCING = "reinforcing", _("makes it stronger")
        MITIGATING = "mitigating", _("makes it weaker")

    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="causes")
    text = ShortTextField(_("Which cause?"), max_length=160)
    effect = models.CharField(_("What does it do?"), max_length=12, choices=Effect)
    barriers = models.ManyToManyField(
        Barrier, blank=True, related_name="causes", verbose_name=_("Works on")
    )
    domain = models.ForeignKey(LifeDomain, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("cause")
        ordering = ["pk"]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"oorzaak {self.pk}"


class Stance(Versioned):
    """What one participant does or expects around one cause; contradictions follow from these."""

    class Position(models.TextChoices):
        DOES = "does", _("does this")
        PROMISES = "promises", _("promised this")
        WAITS = "waits", _("waits for somebody else")
        UNDOES = "undoes", _("undoes this")

    cause = models.ForeignKey(Cause, models.CASCADE, related_name="stances")
    participant = models.ForeignKey(Participant, models.RESTRICT, related_name="stances")
    position = models.CharField(_("What do they do?"), max_length=10, choices=Position)
    text = ShortTextField(_("In their words"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("who does what")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cause", "participant"], name="cases_one_stance_per_participant"
            )
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"houding {self.pk}"


class Agreement(Versioned):
    """What was agreed with whom, by when, and whether it was kept."""

    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="agreements")
    cause = models.ForeignKey(
        Cause, models.SET_NULL, null=True, blank=True, related_name="agreements"
    )
    participant = models.ForeignKey(Participant, models.RESTRICT, related_name="agreements")
    text = ShortTextField(_("What was agreed?"), max_length=200)
    due_on = models.DateField(_("By when?"))
    kept = models.BooleanField(_("Kept?"), null=True, blank=True)
    note = FreeTextField(_("Explanation"), blank=True, default="")

    class Meta:
        verbose_name = _("agreement")
        ordering = ["due_on", "pk"]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"afspraak {self.pk}"
