"""One level's answers at one moment, tied to the version of the questionnaire they answer."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Assessment, Participant
from common.db import NoteChanges
from common.fields import FreeTextField
from common.versioned import Versioned
from evaluation.models.moment import EvaluationMoment
from evaluation.models.questionnaire import Level, Option, Question, Questionnaire
from links.models import Link

# Without a purpose the setting is NULL, and so would be the whole condition: then nothing is refused.
ERASING = "coalesce(current_setting('wooncoach.purpose', true), '') IN ('erasure', 'demo')"


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def open(self):
        """Asked, and neither given nor refused."""
        return self.filter(state=Evaluation.State.OPEN)

    def taking_part(self):
        """Without partners who left: they are asked nothing any more."""
        return self.filter(Q(participant=None) | Q(participant__until=None))

    def given(self):
        return self.filter(state=Evaluation.State.GIVEN)


class Evaluation(Versioned):
    """What one voice is asked at one moment. Given once; then its answers never change."""

    class State(models.TextChoices):
        OPEN = "open", _("asked")
        GIVEN = "given", _("answered")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("no longer asked")

    class Channel(models.TextChoices):
        APP = "app", _("in Wooncoach")
        TOGETHER = "together", _("together, on the phone of the housing coach")
        LINK = "link", _("by personal link")
        PAPER = "paper", _("on paper")

    BY_HAND = (Channel.APP, Channel.TOGETHER, Channel.PAPER)  # somebody of ours typed it

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    moment = models.ForeignKey(EvaluationMoment, models.CASCADE, related_name="evaluations")
    level = models.CharField(_("level"), max_length=10, choices=Level)
    participant = models.ForeignKey(  # of the network: who; of the others empty
        Participant, models.PROTECT, null=True, blank=True, related_name="evaluations"
    )
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="evaluations")
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.OPEN)
    channel = models.CharField(_("how"), max_length=8, choices=Channel)
    link = models.OneToOneField(
        Link, models.RESTRICT, null=True, blank=True, related_name="evaluation"
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    remind_on = models.DateField(null=True, blank=True)  # of who has a link and did not answer yet
    reminded_at = models.DateTimeField(null=True, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey(  # who typed it: the coach, or who had the paper
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    assessment = models.ForeignKey(  # of the coach: the measurement that belongs to it
        Assessment, models.PROTECT, null=True, blank=True, related_name="evaluations"
    )
    refused_reason = FreeTextField(_("Why not?"), blank=True, default="")

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluation")
        constraints = [
            models.UniqueConstraint(
                fields=["moment", "level"],
                condition=Q(participant=None),
                name="evaluation_one_voice_per_level",
            ),
            models.UniqueConstraint(
                fields=["moment", "participant"],
                condition=Q(participant__isnull=False),
                name="evaluation_one_voice_per_participant",
            ),
            models.CheckConstraint(
                name="evaluation_network_names_who",
                condition=Q(level="network", participant__isnull=False)
                | ~Q(level="network") & Q(participant=None),
            ),
            models.CheckConstraint(
                name="evaluation_given_has_a_moment",
                condition=Q(state="given", given_at__isnull=False)
                | ~Q(state="given") & Q(given_at=None),
            ),
            models.CheckConstraint(
                name="evaluation_given_by_hand_names_who_typed",
                condition=~Q(state="given") | Q(channel="link") | Q(entered_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["remind_on", "id"],
                condition=Q(state="open"),
                name="evaluation_voice_to_remind",
            ),
        ]
        triggers = [
            NoteChanges(),
            pgtrigger.Trigger(
                name="given_is_final",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    IF OLD.state = 'given' AND NOT ({ERASING} AND TG_OP = 'DELETE') THEN
                        RAISE EXCEPTION 'an evaluation that was given never changes'
                        USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN coalesce(NEW, OLD);
                """,
            ),
        ]

    def __str__(self):
        return f"evaluatie {self.pk}"


class Answer(models.Model):
    """The answer to one question: an option, a number, a date, own words, or why there is none."""

    class Skipped(models.TextChoices):
        DONT_KNOW = "dont_know", _("I do not know")
        RATHER_NOT = "rather_not", _("I would rather not say")

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    option = models.ForeignKey(Option, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    date = models.DateField(null=True, blank=True)
    text = FreeTextField(blank=True, default="")
    skipped = models.CharField(max_length=10, choices=Skipped, blank=True, default="")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("answer")
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "question"], name="evaluation_one_answer_per_question"
            ),
            models.CheckConstraint(
                name="evaluation_answer_or_why_not",
                condition=Q(skipped="") | Q(option=None, number=None, date=None, text=""),
            ),
        ]
        triggers = [
            NoteChanges(),
            pgtrigger.Trigger(
                name="given_answers_are_final",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    IF NOT ({ERASING} AND TG_OP = 'DELETE') AND EXISTS (
                        SELECT FROM evaluation_evaluation WHERE state = 'given'
                        AND id = CASE WHEN TG_OP = 'DELETE'
                            THEN OLD.evaluation_id ELSE NEW.evaluation_id END
                    ) THEN
                        RAISE EXCEPTION 'an evaluation that was given never changes'
                        USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN coalesce(NEW, OLD);
                """,
            ),
        ]

    def __str__(self):
        return f"antwoord {self.pk}"
