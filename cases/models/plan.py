import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from cases.models.analysis import Barrier, Cause
from cases.models.domains import Aspect, LifeDomain
from cases.models.people import Participant
from cases.models.trajectory import Trajectory
from common.db import NoteChanges
from common.fields import FreeTextField, ShortTextField
from common.versioned import Versioned


class Goal(Versioned):
    """What should be so, on one field of life."""

    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="goals")
    text = ShortTextField(_("Goal"), max_length=160)
    resident_text = ShortTextField(_("Goal in the resident's words"), max_length=160, blank=True)
    domain = models.ForeignKey(LifeDomain, models.PROTECT, null=True, blank=True, related_name="+")
    aspect = models.CharField(_("aspect"), max_length=10, choices=Aspect, blank=True, default="")
    from_barrier = models.ForeignKey(
        Barrier, models.SET_NULL, null=True, blank=True, related_name="goals"
    )
    from_cause = models.ForeignKey(
        Cause, models.SET_NULL, null=True, blank=True, related_name="goals"
    )
    position = models.PositiveSmallIntegerField(default=0)
    reached_on = models.DateField(_("reached on"), null=True, blank=True)

    class Meta:
        verbose_name = _("goal")
        ordering = ["position", "pk"]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"doel {self.pk}"


class ActionQuerySet(models.QuerySet["Action"]):
    def open(self):
        """Steps still to do, or begun."""
        return self.filter(state__in=(Action.State.TODO, Action.State.STARTED))

    def seen(self, *, sensitive):
        """Without those under a stricter field of life, unless these may be seen."""
        if sensitive:
            return self
        stricter = Goal.objects.filter(pk=models.OuterRef("goal"), domain__sensitive=True)
        return self.exclude(models.Exists(stricter))


class Action(Versioned):
    """One step towards a goal; ordered, owned by a participant, perhaps waiting for others."""

    class State(models.TextChoices):
        TODO = "todo", _("to do")
        STARTED = "started", _("started")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    goal = models.ForeignKey(
        Goal, models.CASCADE, related_name="actions", verbose_name=_("For which goal?")
    )
    text = ShortTextField(_("Step"), max_length=160)
    why_now = ShortTextField(_("Why this step now?"), max_length=200, blank=True)
    # Restrict, not protect: a step goes along when the whole trajectory is erased.
    owner = models.ForeignKey(
        Participant, models.RESTRICT, related_name="actions", verbose_name=_("Who does it?")
    )
    due_on = models.DateField(_("By when?"), null=True, blank=True)
    agreed_on = models.DateField(_("agreed together on"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.TODO)
    result = FreeTextField(_("What came of it?"), blank=True, default="")
    done_on = models.DateField(null=True, blank=True)
    overruled = FreeTextField(_("Why start already?"), blank=True, default="")
    prerequisites = models.ManyToManyField(
        "self",
        symmetrical=False,
        through="Prerequisite",
        through_fields=("action", "needs"),
        related_name="unlocks",
    )

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("step")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="cases_done_step_has_a_day",
                condition=~models.Q(state="done") | models.Q(done_on__isnull=False),
            )
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_on"],
                condition=models.Q(state__in=("todo", "started")),
                name="cases_open_step_by_owner",
            )
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"stap {self.pk}"

    @property
    def is_open(self):
        return self.state in (self.State.TODO, self.State.STARTED)

    def waits_for(self):
        """Steps that come first and are not finished; a dropped one holds nothing up."""
        return Action.objects.open().filter(needed_by__action=self)


class Prerequisite(models.Model):
    """That a step needs another one first; the database refuses circles and other trajectories."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="needs")
    needs = models.ForeignKey(Action, models.CASCADE, related_name="needed_by")

    class Meta:
        verbose_name = _("step that comes first")
        constraints = [
            models.UniqueConstraint(fields=["action", "needs"], name="cases_prerequisite_once"),
            models.CheckConstraint(
                name="cases_step_needs_another",
                condition=~models.Q(action=models.F("needs")),
            ),
        ]
        triggers = [
            NoteChanges(),
            pgtrigger.Trigger(
                name="no_circles",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                # One writer per trajectory at a time, or two halves of a circle could slip in.
                declare=[("file_id", "bigint"), ("other_id", "bigint")],
                func="""
                    SELECT g.trajectory_id INTO file_id FROM cases_action a
                        JOIN cases_goal g ON g.id = a.goal_id WHERE a.id = NEW.action_id;
                    SELECT g.trajectory_id INTO other_id FROM cases_action a
                        JOIN cases_goal g ON g.id = a.goal_id WHERE a.id = NEW.needs_id;
                    IF file_id <> other_id THEN
                        RAISE EXCEPTION 'steps of two trajectories'
                            USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    PERFORM pg_advisory_xact_lock(hashtext('cases_prerequisite'), file_id::int);
                    IF EXISTS (
                        WITH RECURSIVE before AS (
                            SELECT needs_id FROM cases_prerequisite WHERE action_id = NEW.needs_id
                            UNION
                            SELECT p.needs_id FROM cases_prerequisite p
                                JOIN before b ON p.action_id = b.needs_id
                        )
                        SELECT FROM before WHERE needs_id = NEW.action_id
                    ) THEN
                        RAISE EXCEPTION 'a step would wait for itself'
                            USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"volgorde {self.pk}"


class CatalogueItem(models.Model):
    """A goal or step the organisation often uses, kept by its administrator."""

    class Kind(models.TextChoices):
        GOAL = "goal", _("goal")
        ACTION = "action", _("step")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    domain_code = models.SlugField(_("field of life"), max_length=30, blank=True)
    text = models.CharField(_("text"), max_length=160)
    resident_text = models.CharField(_("in the resident's words"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("catalogue")
        ordering = ["kind", "domain_code", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "text"], name="cases_catalogue_text_once"
            )
        ]
        triggers = [NoteChanges()]

    def __str__(self):
        return f"catalogus {self.pk}"
