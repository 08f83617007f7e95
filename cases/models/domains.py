from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from common.db import NoteChanges


class Aspect(models.TextChoices):
    SITUATION = "situation", _("situation")
    SKILL = "skill", _("skill")
    BEHAVIOUR = "behaviour", _("behaviour")


LOWEST, HIGHEST = 1, 5


class DomainSet(models.Model):
    """A version of the fields of life an organisation works with; trajectories keep theirs."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="domain_sets")
    name = models.CharField(_("name"), max_length=80)
    version = models.PositiveSmallIntegerField(default=1)
    in_use = models.BooleanField(_("for new trajectories"), default=False)

    class Meta:
        verbose_name = _("set of fields of life")
        constraints = [
            models.UniqueConstraint(
                "organisation", Lower("name"), "version", name="cases_one_set_per_version"
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(in_use=True),
                name="cases_one_set_for_new_trajectories",
            ),
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"leefgebieden {self.pk}"


class LifeDomain(models.Model):
    """A field of life: money, home, …; what it is about, and what one can see or hear."""

    domain_set = models.ForeignKey(DomainSet, models.CASCADE, related_name="domains")
    code = models.SlugField(max_length=30)
    name = models.CharField(_("name"), max_length=60)
    about = models.CharField(_("what it is about"), max_length=200, blank=True)
    visible_signs = models.CharField(_("what you can see or hear"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    sensitive = models.BooleanField(_("stricter access"), default=False)

    class Meta:
        verbose_name = _("field of life")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["domain_set", "code"], name="cases_one_domain_per_code")
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"leefgebied {self.pk}"


class LevelText(models.Model):
    """What a score means in this set, per aspect: for the coach, and as the resident reads it."""

    domain_set = models.ForeignKey(DomainSet, models.CASCADE, related_name="levels")
    aspect = models.CharField(max_length=10, choices=Aspect)
    score = models.PositiveSmallIntegerField()
    word = models.CharField(max_length=30)
    text = models.CharField(max_length=120)
    resident_word = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("level")
        ordering = ["aspect", "score"]
        constraints = [
            models.UniqueConstraint(
                fields=["domain_set", "aspect", "score"], name="cases_one_text_per_level"
            ),
            models.CheckConstraint(
                name="cases_level_from_one_to_five",
                condition=models.Q(score__gte=LOWEST, score__lte=HIGHEST),
            ),
        ]

    def __str__(self):
        return f"niveau {self.pk}"
