"""The plan as pages show it: steps in order, what each waits for, and dates in words."""

import datetime as dt
from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Action, Goal, Prerequisite, Trajectory
from cases.models.people import labelled
from common.dates import day_words, short_date

NEEDS = ArraySubquery(
    Prerequisite.objects.filter(action=OuterRef("pk")).order_by("needs__position").values("needs")
)


@dataclass
class Step:
    """One step with its place among the steps this person sees."""

    action: Action
    place: int = 0
    waits_for: list[str] = field(default_factory=list)
    above: int | None = None  # the open step it can change places with
    below: int | None = None

    @property
    def due_words(self) -> str:
        return day_words(self.action.due_on) if self.action.due_on else ""

    @property
    def due_date(self) -> str:
        return short_date(self.action.due_on) if self.action.due_on else ""

    @property
    def due_tone(self) -> str:
        due, today = self.action.due_on, timezone.localdate()
        return "danger" if due and due < today else "warning" if due == today else "neutral"

    @property
    def owner(self) -> str:
        return str(self.action.owner.label)


def read_plan(trajectory: Trajectory, *, sensitive: bool) -> tuple[list[Step], list[Step]]:
    """The open steps in order, and the finished ones, newest first; one query."""
    actions = list(
        Action.objects.filter(goal__trajectory=trajectory)
        .select_related("goal__domain", *labelled("owner"))
        .annotate(needs_now=NEEDS)
        .order_by("position", "pk")
    )
    needs = {action.pk: action.needs_now for action in actions}
    hidden = {a.pk for a in actions if not sensitive and is_sensitive(a.goal)}
    shown = [Step(action) for action in actions if action.pk not in hidden]
    todo = [step for step in shown if step.action.is_open]
    done = [step for step in shown if not step.action.is_open]
    for place, step in enumerate(todo, start=1):
        step.place = place
    places = {step.action.pk: step.place for step in todo}
    by_pk = {action.pk: action for action in actions}
    for index, step in enumerate(todo):
        if step.action.state == Action.State.TODO:  # what was begun, waits no more
            first = [by_pk[pk] for pk in needs.get(step.action.pk, ()) if by_pk[pk].is_open]
            step.waits_for = [words_of(action, places, hidden) for action in first]
        _neighbours(step, todo, index, needs)
    done.sort(key=lambda step: (step.action.done_on or dt.date.min, step.action.pk), reverse=True)
    return todo, done


def is_sensitive(goal: Goal) -> bool:
    return goal.domain is not None and goal.domain.sensitive


def needs_of(trajectory: Trajectory) -> dict[int, list[int]]:
    """{step: the steps it needs first}"""
    actions = Action.objects.filter(goal__trajectory=trajectory).annotate(needs_now=NEEDS)
    return dict(actions.values_list("pk", "needs_now"))


def words_of(action: Action, places: dict[int, int], hidden: set[int]) -> str:
    """A step that another one waits for, in words."""
    if action.pk in hidden:
        return _("a step that you may not see")
    return _("step %(place)d: %(text)s") % {"place": places[action.pk], "text": action.text}


def _neighbours(step: Step, todo: list[Step], index: int, needs: dict[int, list[int]]) -> None:
    pk = step.action.pk
    if index and (above := todo[index - 1].action.pk) not in needs.get(pk, ()):
        step.above = above
    if index + 1 < len(todo) and pk not in needs.get(below := todo[index + 1].action.pk, ()):
        step.below = below


def behind(step: int, needs: dict[int, list[int]]) -> set[int]:
    """Steps that wait for this one, directly or through others, and the step itself."""
    found = {step}
    while more := {pk for pk, first in needs.items() if found & set(first)} - found:
        found |= more
    return found
