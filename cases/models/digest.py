from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation


class Digest(models.Model):
    """The figures of one week for one manager: the mark that their mail was written."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    week = models.DateField()  # its Monday
    counts = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("weekly figures")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user", "week"], name="cases_one_digest_per_week"
            )
        ]

    def __str__(self):
        return f"weekcijfers {self.pk}"
