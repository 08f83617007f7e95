import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.people import Participant
from cases.models.trajectory import Trajectory
from common.dates import add_working_days
from common.db import NoteChanges


class SafetyNet(models.Model):
    """The pilot light after the trajectory: who keeps contact, and how often."""

    trajectory = models.OneToOneField(Trajectory, models.CASCADE, related_name="safety_net")
    keeper = models.ForeignKey(
        Participant, models.RESTRICT, related_name="+", verbose_name=_("Who keeps the pilot light?")
    )
    days = models.PositiveSmallIntegerField(
        _("Days between contacts"), validators=[MinValueValidator(7), MaxValueValidator(365)]
    )
    since = models.DateField(default=timezone.localdate)

    class Meta:
        verbose_name = _("pilot light")
        constraints = [
            models.CheckConstraint(
                name="cases_net_between_week_and_year",
                condition=models.Q(days__gte=7, days__lte=365),
            )
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"waakvlam {self.pk}"

    def next_after(self, day):
        """The next contact after one on `day`: the interval later, on a working day."""
        return add_working_days(day + dt.timedelta(days=self.days - 1), 1)
