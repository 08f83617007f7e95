"""Questionnaires: versions that never change once made; answers stay tied to theirs."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from common.db import NoteChanges
from common.fields import ShortTextField


class Level(models.TextChoices):
    """Whose voice it is."""

    RESIDENT = "resident", _("resident")
    COACH = "coach", _("housing coach")
    NETWORK = "network", _("network")


class MomentKind(models.TextChoices):
    BASELINE = "baseline", _("baseline")
    THREE_MONTHS = "three_months", _("3 months")
    YEAR = "year", _("1 year")
    CLOSING = "closing", _("closing")


# Questions the product itself reads: they stand in every version, with these codes of options.
LIVES_THERE, THREAT, HOURS = "lives_there", "threat", "hours"
FIXED = {
    LIVES_THERE: ("yes", "moved_wanted", "moved_unwanted", "evicted", "died"),
    THREAT: ("none", "averted", "not_averted"),
    HOURS: (),
}


class NeverChanges(pgtrigger.Trigger):
    """What was asked stays as it was asked; only whole organisations of a demo are removed."""

    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete
    func = """
        IF current_setting('wooncoach.purpose', true) IN ('erasure', 'demo') AND TG_OP = 'DELETE'
        THEN RETURN OLD; END IF;
        RAISE EXCEPTION 'a version of a questionnaire never changes'
        USING ERRCODE = 'integrity_constraint_violation';
    """

    def __init__(self):
        super().__init__(name="never_changes")


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    def in_use(self):
        """The version of each level that is asked from now on."""
        return self.filter(in_use=True)


class Questionnaire(models.Model):
    """A version of what one level is asked, at all moments together."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="questionnaires")
    level = models.CharField(_("level"), max_length=10, choices=Level)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    in_use = models.BooleanField(_("in use"), default=False)
    made_by = models.ForeignKey(  # empty: shipped with the product
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        verbose_name = _("questionnaire")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "level", "version"], name="evaluation_one_version"
            ),
            models.UniqueConstraint(
                fields=["organisation", "level"],
                condition=Q(in_use=True),
                name="evaluation_one_questionnaire_in_use",
            ),
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"vragenlijst {self.pk}"


class Question(models.Model):
    """One question: at which moments, of which kind, and when only after another answer."""

    class Kind(models.TextChoices):
        CHOICE = "choice", _("a choice in words")
        SCALE = "scale", _("1 to 5, in words")
        NUMBER = "number", _("a number")
        DATE = "date", _("a date")
        TEXT = "text", _("own words")

    WITH_OPTIONS = (Kind.CHOICE, Kind.SCALE)

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    code = models.SlugField(max_length=40)  # the same in later versions, to count over them
    text = ShortTextField(_("question"), max_length=300)
    help_text = ShortTextField(_("explanation"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    moments = ArrayField(models.CharField(max_length=12, choices=MomentKind))
    position = models.PositiveSmallIntegerField(default=0)
    dont_know = models.BooleanField(_("“I do not know” is an answer"), default=True)
    rather_not = models.BooleanField(_("“I would rather not say” is an answer"), default=False)
    # Asked only when the earlier question was answered with one of these options.
    after = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="followed_by"
    )
    after_options = ArrayField(models.SlugField(max_length=40), default=list, blank=True)

    class Meta:
        verbose_name = _("question")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "code"], name="evaluation_one_question_per_code"
            ),
            models.CheckConstraint(
                name="evaluation_condition_is_whole",
                condition=Q(after=None, after_options=[])
                | Q(after__isnull=False) & ~Q(after_options=[]),
            ),
        ]
        triggers = [NoteChanges(), NeverChanges()]

    def __str__(self):
        return f"vraag {self.pk}"


class Option(models.Model):
    """One answer to choose, in words; of a scale its code is 1 to 5, low to high."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="options")
    code = models.SlugField(max_length=40)
    label = ShortTextField(_("answer"), max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("answer to choose")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "code"], name="evaluation_one_option_per_code"
            )
        ]
        triggers = [NoteChanges(), NeverChanges()]

    def __str__(self):
        return f"antwoordkeuze {self.pk}"
