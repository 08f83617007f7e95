"""Evaluation moments: from an anchor date by rules of the organisation, until closed."""

import datetime as dt
from functools import partial

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from cases.models import Trajectory
from common.db import NoteChanges
from common.fields import FreeTextField
from common.numbers import new_number
from common.versioned import Versioned
from evaluation.models.questionnaire import Level, MomentKind


class Anchor(models.TextChoices):
    """From which day the moments count."""

    TRAJECTORY = "trajectory", _("start of the trajectory")
    TENANCY = "tenancy", _("start of the tenancy")


def all_levels():
    return list(Level.values)


class MomentRule(Versioned):
    """When an organisation evaluates, and whom it asks. Rows are read by evaluation_plan() in SQL."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="moment_rules")
    kind = models.CharField(max_length=12, choices=MomentKind)
    active = models.BooleanField(_("is asked"), default=True)
    anchor = models.CharField(
        _("counts from"), max_length=10, choices=Anchor, default=Anchor.TRAJECTORY
    )
    months = models.PositiveSmallIntegerField(_("months after it"), default=0)
    days = models.PositiveSmallIntegerField(_("and days"), default=0)
    levels = ArrayField(models.CharField(max_length=10, choices=Level), default=all_levels)
    since = models.DateField(
        default=timezone.localdate
    )  # what was due before is not asked any more

    class Meta:
        verbose_name = _("rule for evaluation moments")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind"], name="evaluation_one_rule_per_kind"
            ),
            models.CheckConstraint(
                name="evaluation_rule_within_five_years",
                condition=Q(months__lte=60, days__lte=366),
            ),
            models.CheckConstraint(name="evaluation_rule_asks_somebody", condition=~Q(levels=[])),
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"regel {self.pk}"


class AnchorChoice(models.Model):
    """That the moments of one trajectory count from another day than the rules say."""

    trajectory = models.OneToOneField(
        Trajectory, models.CASCADE, related_name="anchor_choice", primary_key=True
    )
    anchor = models.CharField(_("counts from"), max_length=10, choices=Anchor)

    class Meta:
        verbose_name = _("choice of the day to count from")
        triggers = [NoteChanges()]

    def __str__(self):
        return f"ankerkeuze {self.pk}"


class Residence(models.TextChoices):
    """Does the resident still live there? Asked at each moment."""

    YES = "yes", _("yes")
    MOVED_WANTED = "moved_wanted", _("moved, as wished")
    MOVED_UNWANTED = "moved_unwanted", _("moved, not as wished")
    EVICTED = "evicted", _("evicted")
    DIED = "died", _("died")
    UNKNOWN = "unknown", _("not known")


FIRST_REMINDER = dt.timedelta(days=14)  # before the day itself


class EvaluationMomentQuerySet(models.QuerySet["EvaluationMoment"]):
    def planned(self):
        """Neither closed nor dropped."""
        return self.filter(state=EvaluationMoment.State.PLANNED)

    def due(self, until):
        """Planned ones whose day lies on or before a date."""
        return self.planned().filter(due_on__lte=until)

    def due_to_remind(self, on):
        """Planned ones whose next reminder lies on or before a date."""
        return self.planned().filter(remind_on__lte=on)


class EvaluationMoment(Versioned):
    """One moment of one trajectory at which up to three voices are asked.

    Rows of all kinds but "closing" are made and moved by evaluation_plan() in SQL.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        CLOSED = "closed", _("closed")
        DROPPED = "dropped", _("not held")

    class Dropped(models.TextChoices):
        ENDED = "ended", _("the trajectory ended before")  # undone by itself when it opens again
        RULE = "rule", _("this moment is no longer asked")  # likewise
        REFUSED = "refused", _("nobody wants to take part")
        OTHER = "other", _("something else")

    number = models.CharField(
        max_length=14, unique=True, default=partial(new_number, "E"), editable=False
    )
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="evaluation_moments")
    kind = models.CharField(_("moment"), max_length=12, choices=MomentKind)
    anchor = models.CharField(max_length=10, choices=Anchor, default=Anchor.TRAJECTORY)
    anchor_on = models.DateField(_("counts from"))
    due_on = models.DateField(_("day"))
    levels = ArrayField(models.CharField(max_length=10, choices=Level), default=all_levels)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PLANNED)
    remind_on = models.DateField(null=True, blank=True)  # when the clock looks at it next
    residence = models.CharField(
        _("Does the resident still live there?"),
        max_length=14,
        choices=Residence,
        blank=True,
        default="",
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    missing_reason = FreeTextField(_("Why is a voice missing?"), blank=True, default="")
    dropped = models.CharField(max_length=8, choices=Dropped, blank=True, default="")
    drop_reason = FreeTextField(_("explanation"), blank=True, default="")

    objects = EvaluationMomentQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluation moment")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory", "kind"],
                condition=~Q(kind="closing"),
                name="evaluation_one_moment_per_kind",
            ),
            models.UniqueConstraint(
                fields=["trajectory", "kind"],
                condition=Q(kind="closing", state="planned"),
                name="evaluation_one_closing_at_a_time",
            ),
            models.CheckConstraint(
                name="evaluation_closed_tells_who_when_and_residence",
                condition=Q(state="closed", closed_at__isnull=False, closed_by__isnull=False)
                & ~Q(residence="")
                | ~Q(state="closed") & Q(closed_at=None, closed_by=None),
            ),
            models.CheckConstraint(
                name="evaluation_dropped_tells_why",
                condition=Q(state="dropped") & ~Q(dropped="") | ~Q(state="dropped") & Q(dropped=""),
            ),
            models.CheckConstraint(
                name="evaluation_reminds_while_planned",
                condition=Q(state="planned") | Q(remind_on=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["remind_on", "id"],
                condition=Q(state="planned"),
                name="evaluation_moment_to_remind",
            ),
            models.Index(
                fields=["due_on", "id"], condition=Q(state="planned"), name="evaluation_moment_due"
            ),
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"evaluatiemoment {self.number}"

    @property
    def is_planned(self):
        return self.state == self.State.PLANNED
