from functools import partial

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.domains import HIGHEST, LOWEST, Aspect, DomainSet, LifeDomain
from cases.models.trajectory import Trajectory
from common.db import NoteChanges
from common.fields import FreeTextField
from common.numbers import new_number

# A whole file may be erased; then the transaction says so, and the log keeps that it was.
# Without a purpose the setting is NULL, and so would be the whole condition: nothing were refused.
PURPOSE = "coalesce(current_setting('wooncoach.purpose', true), '')"
ERASING = f"TG_OP = 'DELETE' AND {PURPOSE} IN ('erasure', 'demo')"
REFUSE = """RAISE EXCEPTION 'a signed measurement never changes'
    USING ERRCODE = 'integrity_constraint_violation';"""


class NoChangeOnceSigned(pgtrigger.Trigger):
    """A score or reason of a signed measurement stays as it is, whoever writes."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    func = f"""
        IF NOT ({ERASING}) AND EXISTS (
            SELECT FROM cases_assessment WHERE signed_at IS NOT NULL
            AND id = CASE WHEN TG_OP = 'DELETE' THEN OLD.assessment_id ELSE NEW.assessment_id END
        ) THEN {REFUSE} END IF;
        RETURN coalesce(NEW, OLD);
    """

    def __init__(self):
        super().__init__(name="signed_is_final")


class AssessmentSigned(Exception):
    """This measurement is signed: a correction is a new one that names it."""


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def signed(self):
        """Signed measurements that no later one corrects."""
        return self.filter(signed_at__isnull=False, correction=None)


class Assessment(models.Model):
    """Scores at one moment by one assessor; immutable once signed."""

    class Assessor(models.TextChoices):
        COACH = "coach", _("housing coach")
        RESIDENT = "resident", _("resident")
        TOGETHER = "together", _("together")

    number = models.CharField(
        max_length=14, unique=True, default=partial(new_number, "M"), editable=False
    )
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="assessments")
    domain_set = models.ForeignKey(DomainSet, models.PROTECT, related_name="+")
    assessor = models.CharField(_("by"), max_length=10, choices=Assessor)
    measured_on = models.DateField(_("measured on"), default=timezone.localdate)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="correction"
    )
    correction_reason = FreeTextField(_("What was wrong?"), blank=True, default="")

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("measurement")
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory", "assessor"],
                condition=models.Q(signed_at=None),
                name="cases_one_draft_per_assessor",
            ),
            models.CheckConstraint(
                name="cases_correction_has_a_reason",
                condition=models.Q(corrects=None) | ~models.Q(correction_reason=""),
            ),
        ]
        triggers = [
            NoteChanges(),
            pgtrigger.Trigger(
                name="signed_measurement_is_final",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    IF OLD.signed_at IS NOT NULL AND NOT ({ERASING}) THEN {REFUSE} END IF;
                    RETURN coalesce(NEW, OLD);
                """,
            ),
        ]

    def __str__(self):
        return f"meting {self.number}"


class ScoreQuerySet(models.QuerySet["Score"]):
    def of_coach(self, trajectory):
        """What was scored in signed measurements of this trajectory that were not the resident's own."""
        resident = Assessment.Assessor.RESIDENT
        signed = trajectory.assessments.signed().exclude(assessor=resident)
        return self.filter(assessment__in=signed, value__isnull=False)


class Score(models.Model):
    """One aspect of one field of life: 1 to 5, or not discussed; who set it, and when."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="scores")
    domain = models.ForeignKey(LifeDomain, models.PROTECT, related_name="+")
    aspect = models.CharField(max_length=10, choices=Aspect)
    value = models.PositiveSmallIntegerField(null=True)  # empty: not discussed
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("score")
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "domain", "aspect"], name="cases_one_score_per_aspect"
            ),
            models.CheckConstraint(
                name="cases_score_from_one_to_five",
                condition=models.Q(value=None) | models.Q(value__gte=LOWEST, value__lte=HIGHEST),
            ),
        ]
        triggers = [NoteChanges(), NoChangeOnceSigned()]

    def __str__(self):
        return f"score {self.pk}"


class DomainReason(models.Model):
    """Why a field of life was scored like this, in what was seen or heard."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="reasons")
    domain = models.ForeignKey(LifeDomain, models.PROTECT, related_name="+")
    text = FreeTextField(_("Why?"))

    class Meta:
        verbose_name = _("reason")
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "domain"], name="cases_one_reason_per_domain"
            )
        ]
        triggers = [NoteChanges(), NoChangeOnceSigned()]

    def __str__(self):
        return f"reden {self.pk}"
