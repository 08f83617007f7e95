import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Heartbeat(models.Model):
    """That whatever does the work without being asked is alive: beat and a worker, or `tick`.

    The migration writes the row, so that a fresh database is given its first ten minutes.
    """

    CLOCK = "clock"
    SILENT_AFTER = dt.timedelta(minutes=10)

    name = models.CharField(primary_key=True, max_length=20)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("sign of life")
        # No NoteChanges: a line a minute would bury the log.

    def __str__(self) -> str:
        return f"levensteken {self.name}"

    @classmethod
    def beat(cls) -> None:
        """Put down that the clock ran just now; of two at once the later one stands."""
        cls.objects.update_or_create(name=cls.CLOCK, defaults={"at": timezone.now()})

    @classmethod
    def clock(cls) -> models.Subquery:
        """When the clock ran last, to read along with another row."""
        return models.Subquery(cls.objects.filter(name=cls.CLOCK).values("at")[:1])

    @classmethod
    def is_silent(cls, at: dt.datetime | None) -> bool:
        """Whether the clock stands still; unknown is no."""
        return at is not None and timezone.now() - at > cls.SILENT_AFTER
