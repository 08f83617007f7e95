from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluation.models.moment import EvaluationMoment


class Reminder(models.Model):
    """That the team was reminded of a moment: which step, for which day. Written with its mails."""

    class Step(models.IntegerChoices):
        """Days before or after the day of the moment, and who hears it."""

        AHEAD = -14, _("two weeks before: the housing coach")
        DAY = 0, _("on the day: the housing coach")
        WEEK_LATE = 7, _("a week late: a colleague too")
        THREE_WEEKS_LATE = 21, _("three weeks late: the manager too")

    moment = models.ForeignKey(EvaluationMoment, models.CASCADE, related_name="reminders")
    step = models.SmallIntegerField(choices=Step)
    due_on = models.DateField()  # the day of the moment as it was then
    sent_at = models.DateTimeField(default=timezone.now)
    told = models.PositiveSmallIntegerField(default=0)  # how many people

    class Meta:
        verbose_name = _("reminder")
        constraints = [
            models.UniqueConstraint(
                fields=["moment", "step", "due_on"], name="evaluation_reminded_once"
            )
        ]
        # No NoteChanges: these rows are the record themselves.

    def __str__(self):
        return f"herinnering {self.pk}"
