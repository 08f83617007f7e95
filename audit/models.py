from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user):
        """Entries of the organisations where the user guards privacy."""
        return self.filter(organisation__in=user.organisation_ids(Role.PRIVACY_OFFICER))

    def about(self, *objects):
        """Entries that show or change any of these objects, or something that hangs on them."""
        return self.filter(files__overlap=[file_key(item) for item in objects])


class Entry(models.Model):
    """One line of the log: who, what, when, why allowed. Append-only, and without contents."""

    class Action(models.TextChoices):
        VIEW = "view", _("viewed")
        SEARCH = "search", _("searched")
        EXPORT = "export", _("exported")
        INSERT = "insert", _("added")
        UPDATE = "update", _("changed")
        DELETE = "delete", _("removed")

    at = models.DateTimeField(_("when"), db_default=Now())
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
    )
    organisation = models.ForeignKey(
        Organisation, models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    action = models.CharField(_("what"), max_length=8, choices=Action)
    subject = models.CharField(max_length=40)  # a table, or the page that was shown
    files = ArrayField(models.TextField(), default=list)  # "cases_trajectory:12"
    fields = ArrayField(models.TextField(), default=list)  # names of changed columns, no values
    ground = models.CharField(_("why allowed"), max_length=40)
    reference = models.CharField(max_length=16)  # of the request, as on error pages and in logs

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-id"], name="audit_entry_by_organisation"),
            GinIndex(fields=["files"], name="audit_entry_by_file", fastupdate=True),
        ]

    def __str__(self):
        return f"logregel {self.pk}"


class Version(models.Model):
    """What changed columns held before, kept apart from the log; written by the trigger only."""

    entry = models.OneToOneField(Entry, models.DO_NOTHING, related_name="version", primary_key=True)
    before = models.JSONField()

    def __str__(self):
        return f"vorige versie {self.pk}"


def file_key(item: models.Model) -> str:
    """How the log names an object: its table and primary key."""
    return f"{item._meta.db_table}:{item.pk}"
