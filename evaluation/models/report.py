"""Reports: stored PDFs that never change once they are made, and who fetched them."""

import uuid
from functools import partial

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from cases.models import Trajectory
from common.db import NoteChanges
from common.numbers import new_number


def private_name(report, name):
    """Where a file lies: a random name, apart from what it is called when fetched."""
    ending = name.rpartition(".")[2]
    return f"reports/{report.created_at:%Y/%m}/{uuid.uuid4().hex}.{ending}"


class ReportQuerySet(models.QuerySet["Report"]):
    def underway(self):
        return self.filter(state__in=Report.UNDERWAY)

    def ready(self):
        return self.filter(state=Report.State.READY)


class Report(models.Model):
    """A report of one trajectory, or of an organisation over a period; frozen when it is made."""

    class Kind(models.TextChoices):
        FILE = "file", _("for the file")
        RESIDENT = "resident", _("for the resident")
        NETWORK = "network", _("for the network")
        PROGRAMME = "programme", _("over a period")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        MAKING = "making", _("being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    UNDERWAY = (State.WAITING, State.MAKING)

    number = models.CharField(
        max_length=14, unique=True, default=partial(new_number, "R"), editable=False
    )
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="reports")
    trajectory = models.ForeignKey(
        Trajectory, models.CASCADE, null=True, blank=True, related_name="reports"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    starts_on = models.DateField(_("from"), null=True, blank=True)  # the period, both days included
    ends_on = models.DateField(_("until"), null=True, blank=True)
    unit = models.CharField(_("district"), max_length=80, blank=True, default="")
    sensitive = models.BooleanField(default=False)  # made by who saw fields such as health
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)  # in percent
    figures = models.JSONField(default=dict)  # of a programme: what was shown, hidden cells empty
    file = models.FileField(upload_to=private_name, blank=True)
    sheet = models.FileField(upload_to=private_name, blank=True)  # the figures as XLSX
    checksum = models.CharField(max_length=64, blank=True, default="")  # SHA-256 of `file`, in hex
    pages = models.PositiveSmallIntegerField(default=0)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="evaluation_report_is_of_a_trajectory_or_a_period",
                condition=Q(kind="programme", trajectory=None, starts_on__isnull=False)
                & Q(ends_on__gte=models.F("starts_on"))
                | ~Q(kind="programme") & Q(trajectory__isnull=False, starts_on=None, ends_on=None),
            ),
            models.CheckConstraint(
                name="evaluation_ready_report_is_whole",
                condition=~Q(state="ready")
                | Q(made_at__isnull=False, pages__gt=0) & ~Q(file="") & ~Q(checksum=""),
            ),
            models.UniqueConstraint(
                fields=["trajectory", "kind", "version"],
                condition=Q(trajectory__isnull=False),
                name="evaluation_one_report_per_version",
            ),
            models.CheckConstraint(
                name="evaluation_progress_in_percent", condition=Q(progress__lte=100)
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(state__in=("waiting", "making")),
                name="evaluation_report_underway",
            ),
            models.Index(
                fields=["organisation", "-created_at"],
                condition=Q(kind="programme"),
                name="evaluation_programme_reports",
            ),
        ]
        triggers = [
            NoteChanges(),
            pgtrigger.Trigger(
                name="ready_is_final",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF OLD.state = 'ready' AND NOT (TG_OP = 'DELETE'
                        AND coalesce(current_setting('wooncoach.purpose', true), '')
                            IN ('erasure', 'demo'))
                    THEN
                        RAISE EXCEPTION 'a report that was made never changes'
                        USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN coalesce(NEW, OLD);
                """,
            ),
        ]

    def __str__(self):
        return f"rapport {self.number}"

    @property
    def is_underway(self):
        return self.state in self.UNDERWAY


class ReportDownload(models.Model):
    """That somebody fetched a report: seen by all who may see the report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="downloads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("download of a report")
        ordering = ["-at", "-pk"]
        # No NoteChanges: the log has each download already.

    def __str__(self):
        return f"download {self.pk}"


class CostAmount(models.Model):
    """What something costs according to a source, entered by the organisation itself."""

    class Kind(models.TextChoices):
        EVICTION = "eviction", _("one eviction")
        HOUR = "hour", _("one hour of a housing coach")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="cost_amounts")
    kind = models.CharField(_("of what"), max_length=8, choices=Kind)
    amount = models.DecimalField(_("amount in euros"), max_digits=9, decimal_places=2)
    source = models.CharField(_("source"), max_length=200)
    year = models.PositiveSmallIntegerField(_("price level of the year"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)  # replaced or taken away

    class Meta:
        verbose_name = _("amount")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind"],
                condition=Q(ended_at=None),
                name="evaluation_one_amount_of_a_kind",
            ),
            models.CheckConstraint(
                name="evaluation_amount_with_a_source",
                condition=Q(amount__gt=0, year__gte=1990) & ~Q(source=""),
            ),
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"bedrag {self.pk}"
