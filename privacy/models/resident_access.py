from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Trajectory
from common.db import NoteChanges
from links.models import Link
from privacy.letter_code import hash_of, letter_code_of


class ResidentAccessQuerySet(models.QuerySet["ResidentAccess"]):
    def standing(self):
        """Made, and not ended by a newer letter or by the coach."""
        return self.filter(ended_at=None)


class ResidentAccess(models.Model):
    """The way of one resident to their own page: a letter with a code, and a link behind it."""

    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="resident_accesses")
    link = models.OneToOneField(Link, models.RESTRICT, related_name="resident_access")
    letter_code = models.CharField(max_length=64, unique=True, editable=False)  # a hash
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ResidentAccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("access of the resident")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory"],
                condition=Q(ended_at=None),
                name="privacy_one_letter_that_opens",
            )
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"toegang van de bewoner {self.pk}"

    def save(self, *args, **kwargs):
        if not self.letter_code:
            self.letter_code = hash_of(self.code_in_letter)
        super().save(*args, **kwargs)

    @property
    def code_in_letter(self):
        """What is printed; made again from a key that is not in the database."""
        return letter_code_of(self.link.nonce)

    @property
    def is_live(self):
        return self.ended_at is None and self.link.is_live
