from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.trajectory import Trajectory
from common.db import NoteChanges


class PlannedVisitQuerySet(models.QuerySet["PlannedVisit"]):
    def not_checked_in(self, at):
        """Visits whose set time has passed without the visitor reporting, and nobody told yet."""
        return self.filter(check_in_by__lt=at, checked_in_at=None, colleague_told_at=None)


class PlannedVisit(models.Model):
    """A visit somebody goes on alone: not checked in at the set time, a colleague is told."""

    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="planned_visits")
    visitor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("Who is told when you do not check in?"),
    )
    starts_at = models.DateTimeField(_("Starts at"))
    check_in_by = models.DateTimeField(_("Check in by"), db_index=True)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    colleague_told_at = models.DateTimeField(null=True, blank=True)

    objects = PlannedVisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned visit")
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                name="cases_check_in_after_start",
                condition=models.Q(check_in_by__gt=models.F("starts_at")),
            ),
            models.CheckConstraint(
                name="cases_a_colleague_is_somebody_else",
                condition=~models.Q(visitor=models.F("colleague")),
            ),
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"gepland bezoek {self.pk}"
