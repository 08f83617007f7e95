from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation


class CooperationCount(models.Model):
    """Who works together in one organisation, as it was counted last: true numbers, not for show."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, related_name="+", primary_key=True
    )
    numbers = models.JSONField(default=dict)
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("count of cooperation")

    def __str__(self):
        return f"samenwerking van {self.pk}"
