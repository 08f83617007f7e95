"""“Mijn plan”: the steps in the resident's words, on one page in large type, for the fridge."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.models import Document, Participant, SafetyNet, State, Trajectory
from cases.models.people import labelled
from cases.steps import Step, is_sensitive, read_plan


@dataclass(frozen=True)
class Fit:
    """A type size, and the most of each that then goes on the page."""

    size: str
    steps: int = 99
    goals: int = 5
    done: int = 3


# What to try until it fits on one page; the last one always does.
FITS = (
    Fit("large"),
    Fit("medium"),
    Fit("small"),
    Fit("small", steps=8),
    Fit("small", steps=6, done=0),
    Fit("small", steps=4, goals=3, done=0),
    Fit("small", steps=3, goals=2, done=0),
    Fit("tiny", steps=3, goals=2, done=0),
)
LANGUAGE = "nl"  # of the resident, whatever language the member of staff chose


def render(document: Document) -> bytes:
    """For the registry of documents: stricter fields only when asked for and still allowed."""
    wanted = bool(document.options.get("sensitive"))
    return make(document.trajectory, sensitive=wanted and document.sensitive)


def make(trajectory: Trajectory, *, sensitive: bool) -> bytes:
    """The PDF; in the largest type that keeps it on one page."""
    from common.pdf import page_count, render_pdf

    with override(LANGUAGE):
        context = contents(trajectory, sensitive=sensitive)
    pdf = b""
    for fit in FITS:
        pdf = render_pdf("pdf/my_plan.html", context | fitted(context, fit), language=LANGUAGE)
        if page_count(pdf) == 1:
            break
    return pdf


def fitted(context: dict[str, Any], fit: Fit) -> dict[str, Any]:
    """What goes on the page in this size, and how many steps come after it."""
    steps = context["steps"]
    return {
        "size": fit.size,
        "steps": steps[: fit.steps],
        "more": len(steps[fit.steps :]),
        "goals": context["goals"][: fit.goals],
        "done": context["done"][: fit.done],
    }


def contents(trajectory: Trajectory, *, sensitive: bool) -> dict[str, Any]:
    """What stands on it: no reasons, results or impressions; those are notes of the coach."""
    todo, done = read_plan(trajectory, sensitive=sensitive)
    goals = [
        goal.resident_text or goal.text
        for goal in trajectory.goals.select_related("domain").filter(reached_on=None)
        if sensitive or not is_sensitive(goal)
    ]
    planned = trajectory.next_contact_on
    gone_well = [step.action.text for step in done if step.action.state == "done"]
    return {
        "number": trajectory.number,
        "resident": trajectory.resident.full_name,
        "coach": trajectory.coach,
        "organisation": trajectory.organisation.name,
        "next_contact_on": planned if planned and planned >= timezone.localdate() else None,
        "next_contact_with": next_contact_with(trajectory),
        "goals": goals,
        "steps": [_line(step, trajectory) for step in todo],
        "done": gone_well,
    }


def next_contact_with(trajectory: Trajectory) -> str:
    """Who comes: the coach, or in the safety net whoever keeps it."""
    nets = SafetyNet.objects.filter(trajectory=trajectory).select_related(*labelled("keeper"))
    net = nets.first() if trajectory.state == State.SAFETY_NET else None
    ours = net is None or net.keeper.kind == Participant.Kind.OWN
    return trajectory.coach.name if ours else str(net.keeper.label)


def _line(step: Step, trajectory: Trajectory) -> dict[str, Any]:
    owner = step.action.owner
    names = {
        Participant.Kind.RESIDENT: _("You do this yourself"),
        Participant.Kind.OWN: _("%(name)s does this") % {"name": trajectory.coach.name},
    }
    who = names.get(Participant.Kind(owner.kind)) or _("%(name)s does this") % {"name": owner.label}
    due = step.action.due_on
    late = bool(due and due < timezone.localdate())
    return {"text": step.action.text, "who": who, "due_on": due, "late": late}
