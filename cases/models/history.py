from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.trajectory import Trajectory
from common.db import NoteChanges
from common.fields import ShortTextField
from common.versioned import Versioned


class HistoryItem(Versioned):
    """A dated fact from before: help received, a move, a job; no diagnosis."""

    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="history")
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True)
    text = ShortTextField(_("What happened?"), max_length=200)
    source = ShortTextField(_("Who says so?"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("care history")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="cases_history_ends_after_start",
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
            )
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"voorgeschiedenis {self.pk}"
