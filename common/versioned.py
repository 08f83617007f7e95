from django.db import models


class ChangedMeanwhile(Exception):
    """Somebody else changed or removed this after the page was opened."""


class Versioned(models.Model):
    """What two people can edit at once: only who saw the newest version changes it."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def change(self, **values: object) -> None:
        """Write values once; raises ChangedMeanwhile for the second of two writers."""
        rows = type(self)._default_manager.filter(pk=self.pk, version=self.version)
        if not rows.update(version=self.version + 1, **values):
            raise ChangedMeanwhile
        self.refresh_from_db()

    def remove(self) -> None:
        """Delete it as it was seen; raises ChangedMeanwhile when it became something else."""
        rows = type(self)._default_manager.filter(pk=self.pk, version=self.version)
        if not rows.select_for_update().exists():
            raise ChangedMeanwhile
        self.delete()
