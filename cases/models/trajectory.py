import datetime as dt
from functools import partial

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role
from common.db import NoteChanges
from common.fields import FreeTextField
from common.numbers import new_number, page_of
from residents.models import Dwelling, Resident


class State(models.TextChoices):
    ACQUAINTANCE = "acquaintance", _("getting acquainted")
    ANALYSIS = "analysis", _("analysis")
    PLAN = "plan", _("plan")
    ACTION = "action", _("carrying out")
    SAFETY_NET = "safety_net", _("pilot light")
    CLOSED = "closed", _("closed")
    STOPPED = "stopped", _("stopped")


OPEN_STATES = (
    State.ACQUAINTANCE,
    State.ANALYSIS,
    State.PLAN,
    State.ACTION,
    State.SAFETY_NET,
)


class Pace(models.TextChoices):
    """What somebody's learning ability allows; proposes intervals, a person decides."""

    SLOW = "slow", _("calm")
    NORMAL = "normal", _("usual")
    FAST = "fast", _("brisk")


class EndReason(models.TextChoices):
    GOAL_REACHED = "goal_reached", _("goal reached")
    HOME_KEPT = "home_kept", _("home kept")
    MOVED = "moved", _("moved")
    HANDED_OVER = "handed_over", _("handed over")
    NO_COOPERATION = "no_cooperation", _("no cooperation")
    EVICTED = "evicted", _("evicted")
    DIED = "died", _("died")


# Where a trajectory without a planned contact stands in a list by next contact.
FAR_AWAY = models.Value(dt.date(9999, 12, 31), output_field=models.DateField())


class TrajectoryChanged(Exception):
    """Somebody else changed this trajectory after the page was opened."""


class TrajectoryRunsAlready(Exception):
    """This resident has another trajectory that runs: there is one at a time."""


class TrajectoryQuerySet(models.QuerySet["Trajectory"]):
    def visible_to(self, user):
        """Trajectories the user holds a valid grant on, in organisations where they still are coach."""
        granted = Grant.objects.valid().filter(user=user).values("trajectory")
        return self.filter(pk__in=granted, organisation__in=user.organisation_ids(Role.COACH))

    def open(self):
        return self.filter(state__in=OPEN_STATES)

    def due_for_contact(self, until):
        """Open trajectories whose next contact lies on or before a date."""
        return self.open().filter(next_contact_on__lte=until)

    def with_due(self):
        """With `due`: the next contact, or far away; what lists sort by, on an index."""
        return self.annotate(due=Coalesce("next_contact_on", FAR_AWAY))

    def to_contact(self, until):
        """Open trajectories due for contact, and those for which none is planned."""
        due = models.Q(next_contact_on__lte=until) | models.Q(next_contact_on=None)
        return self.open().filter(due)


class Trajectory(models.Model):
    """The methodical path of one resident; has a state, a team and a coach."""

    number = models.CharField(
        max_length=14, unique=True, default=partial(new_number, "WC"), editable=False
    )
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="trajectories")
    dwelling = models.ForeignKey(
        Dwelling, models.PROTECT, null=True, blank=True, related_name="trajectories"
    )
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("housing coach")
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.ACQUAINTANCE)
    started_on = models.DateField(_("started on"), default=timezone.localdate)
    next_contact_on = models.DateField(_("next contact"), null=True, blank=True)
    end_reason = models.CharField(
        _("reason of the end"), max_length=20, choices=EndReason, blank=True, default=""
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    pace = models.CharField(_("pace"), max_length=6, choices=Pace, blank=True, default="")
    pace_reason = FreeTextField(_("Why this pace?"), blank=True, default="")
    contact_days = models.PositiveSmallIntegerField(
        _("days between contacts"), null=True, blank=True
    )
    domain_set = models.ForeignKey(
        "cases.DomainSet", models.PROTECT, null=True, blank=True, related_name="+"
    )
    sensitive_on = models.BooleanField(_("health is discussed"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TrajectoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("trajectory")
        constraints = [
            models.CheckConstraint(
                name="cases_end_date_goes_with_end_state",
                condition=models.Q(state__in=OPEN_STATES, ended_on=None)
                | models.Q(state__in=(State.CLOSED, State.STOPPED), ended_on__isnull=False),
            ),
            models.CheckConstraint(
                name="cases_closed_with_a_reason",
                condition=~models.Q(state=State.CLOSED) | ~models.Q(end_reason=""),
            ),
            models.UniqueConstraint(
                fields=["resident"],
                condition=models.Q(state__in=OPEN_STATES),
                name="cases_one_open_trajectory_per_resident",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "next_contact_on"],
                condition=models.Q(state__in=OPEN_STATES),
                name="cases_open_by_next_contact",
            ),
            models.Index(
                "organisation",
                Coalesce("next_contact_on", FAR_AWAY),
                "id",
                condition=models.Q(state__in=OPEN_STATES),
                name="cases_open_in_list_order",
            ),
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"traject {self.number}"  # no name: this text ends up in logs

    def get_absolute_url(self):
        return page_of("workspace:dossier", self.number)

    @property
    def is_open(self):
        return self.state in OPEN_STATES

    @property
    def month(self):
        """Which month of the trajectory this is, counted from 1."""
        last = self.ended_on or timezone.localdate()
        months = (last.year - self.started_on.year) * 12 + last.month - self.started_on.month
        return months + (last.day >= self.started_on.day)

    @cached_property
    def team(self):
        """Who may see or work on it now, the coach first; read once, however many ask."""
        grants = self.grants.valid().select_related("user").order_by("user__name")
        return sorted(grants, key=lambda grant: Grant.Level.values.index(grant.level))

    def change(self, **values):
        """Write values once: of two writers who saw the same version, only the first one wins.

        Raises TrajectoryChanged for the second.
        """
        rows = Trajectory.objects.filter(pk=self.pk, version=self.version)
        if not rows.update(version=self.version + 1, **values):
            raise TrajectoryChanged
        self.refresh_from_db()
        self.__dict__.pop("team", None)


class GrantQuerySet(models.QuerySet["Grant"]):
    def valid(self, at=None):
        """Grants that hold at a moment (default now)."""
        at = at or timezone.now()
        return self.filter(models.Q(until=None) | models.Q(until__gt=at), since__lte=at)


class Grant(models.Model):
    """That a user may see or work on a trajectory, from when, until when, and why.

    The only table that decides who sees a trajectory; kept by the verbs in workflow.py.
    """

    class Level(models.TextChoices):
        COACH = "coach", _("housing coach")
        BACKUP = "backup", _("backup")
        READ = "read", _("reads along")

    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="grants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="grants")
    level = models.CharField(max_length=10, choices=Level)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=80)
    sensitive = models.BooleanField(_("sees health"), default=False)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("access")
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory", "user"],
                condition=models.Q(until=None),
                name="cases_one_open_grant_per_user",
            )
        ]
        indexes = [models.Index(fields=["user", "trajectory"], name="cases_grant_by_user")]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"toegang {self.pk}"


class StateChange(models.Model):
    """One step in the life of a trajectory: from which state to which, when, by whom, why."""

    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="state_changes")
    from_state = models.CharField(max_length=20, choices=State, blank=True)
    to_state = models.CharField(max_length=20, choices=State)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = FreeTextField(_("explanation"), blank=True)

    class Meta:
        verbose_name = _("change of state")
        indexes = [models.Index(fields=["trajectory", "-at"], name="cases_state_change_by_time")]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"statuswijziging {self.pk}"
