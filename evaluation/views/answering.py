"""A questionnaire, one question a page: in the app, together on one phone, or by a personal link.

A personal link has no second step, so it never shows anything that is kept: it only asks. What was
answered is shown again only in the browser that answered it.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.middleware import act_as
from audit.log import record
from audit.models import Entry
from cases.views.files import hint_at_labels, open_file
from common.qr import qr_picture
from common.versioned import ChangedMeanwhile
from evaluation.asked import next_open, steps_of
from evaluation.forms.answering import AnswerForm, MeasurementForm, given_as_initial
from evaluation.models import Evaluation, EvaluationMoment, Level
from evaluation.workflow import voices
from links import door
from links.models import Link

METHODS = ["GET", "HEAD", "POST"]
ANSWERED_HERE = "voices"  # in the session: {evaluation: codes of the questions answered here}
ABOUT_LINK = (
    "questionnaire", "link", "participant__contact__partner", "asked_by",
    "moment__trajectory__organisation", "moment__trajectory__coach",
)  # fmt: skip


@dataclass(frozen=True)
class Way:
    """A way in to one evaluation: where its pages are, and who sits there."""

    evaluation: Evaluation
    path: str
    template: str
    after: str  # where to go once it was given
    by: object = None  # who types, nobody by link

    @property
    def by_link(self):
        return self.by is None


def question_page(request, way):
    """One question, or the last page once all have an answer."""
    steps = steps_of(way.evaluation)
    posted = request.POST.get("question", "") if request.method == "POST" else ""
    step = next((step for step in steps if step.question.code == posted), None)
    if step is None and request.method != "POST":
        step = wanted_step(request, way, steps)
    if step is None:
        return last_page(request, way, steps)
    shown = way.by_link is False or is_own(request, way, step)
    form = AnswerForm(
        request.POST or None,
        question=step.question,
        initial=given_as_initial(step.answer) if shown else {},
    )
    if form.is_valid():
        return keep(request, way, step, form)
    context = {
        "step": step,
        "form": form,
        "chosen": form.initial,
        "before": way_back(request, way, steps, step),
        "first": step.place == 1,
    }
    return render(request, way.template, about(way) | context)


def keep(request, way, step, form):
    """Keep this answer and go on: to the next open question, or the last page."""
    try:
        voices.answer(way.evaluation, question=step.question, **form.values())
    except ChangedMeanwhile:
        return too_late(request, way)
    known = request.session.get(ANSWERED_HERE, {})
    mine = {*known.get(str(way.evaluation.pk), []), step.question.code}
    request.session[ANSWERED_HERE] = known | {str(way.evaluation.pk): sorted(mine)}
    if not way.by_link:
        hint_at_labels(request, form)
    steps = steps_of(way.evaluation)
    later = next((s for s in steps if s.place > step.place and s.answer is None), None)
    later = later or next_open(steps)
    return redirect(f"{way.path}?vraag={later.place if later else len(steps) + 1}")


def wanted_step(request, way, steps):
    """The question asked for in the address, as far as this browser may see it; else the first open."""
    place = request.GET.get("vraag", "")
    if place.isdecimal() and 1 <= int(place) <= len(steps):
        step = steps[int(place) - 1]
        if not way.by_link or step.answer is None or is_own(request, way, step):
            return step
    if place.isdecimal() and int(place) == len(steps) + 1 and next_open(steps) is None:
        return None
    return next_open(steps)


def is_own(request, way, step):
    """Whether this very browser gave the answer to this question."""
    known = request.session.get(ANSWERED_HERE, {}).get(str(way.evaluation.pk), [])
    return step.question.code in known


def way_back(request, way, steps, step):
    """The place of the question before this one, when it may be shown; None when there is none."""
    before = [
        s for s in steps if s.place < step.place and (not way.by_link or is_own(request, way, s))
    ]
    return before[-1].place if before else None


def last_page(request, way, steps):
    """All answered: look back, or send them, which can be done once."""
    form = None
    if way.evaluation.level == Level.COACH and not way.by_link:
        trajectory = way.evaluation.moment.trajectory
        form = MeasurementForm(request.POST or None, trajectory=trajectory)
    if request.POST.get("do") == "give" and (form is None or form.is_valid()):
        try:
            voices.give(way.evaluation, by=way.by, **(form.cleaned_data if form else {}))
        except voices.NotAllAnswered:
            return redirect(way.path)
        except ChangedMeanwhile:
            return too_late(request, way)
        return redirect(way.after)
    context = {"form": form, "total": len(steps)}
    context["before"] = way_back_from_end(request, way, steps)
    return render(request, "evaluation/question_last.html", about(way) | context)


def way_back_from_end(request, way, steps):
    own = [step for step in steps if not way.by_link or is_own(request, way, step)]
    return own[-1].place if own else None


def too_late(request, way):
    """It was given already, or is asked no longer."""
    if way.by_link:
        return door.dead(request, voices.PURPOSE)
    messages.warning(request, _("A colleague sent these answers, or they are asked no longer."))
    return redirect("evaluation:moment", way.evaluation.moment.number)


def about(way):
    """What each of these pages tells about who asks; nothing of the resident."""
    evaluation = way.evaluation
    trajectory = evaluation.moment.trajectory
    return {
        "evaluation": evaluation,
        "moment": evaluation.moment,
        "organisation": trajectory.organisation,
        "coach": trajectory.coach,
        "number": trajectory.number,
        "by_link": way.by_link,
        "path": way.path,
    }


# --- ways in ---------------------------------------------------------------------------------------


@login_not_required
@require_http_methods(METHODS)
def questions(request, token):
    """By a personal link, without an account and without a code."""
    link = Link.objects.of_token(token, voices.PURPOSE).live().first()
    found = link and (
        Evaluation.objects.open()
        .filter(link=link, moment__state=EvaluationMoment.State.PLANNED)
        .select_related(*ABOUT_LINK)
        .first()
    )
    if not found:
        return door.dead(request, voices.PURPOSE)
    act_as(purpose="link", reference=request.reference, organisation_id=link.organisation_id)
    trajectory = found.moment.trajectory
    record(
        request, Entry.Action.VIEW, objects=[trajectory], organisation_id=link.organisation_id,
        ground="link",
    )  # fmt: skip
    path = reverse("evaluation:questions", args=[token])
    way = Way(found, path, "evaluation/question.html", reverse("evaluation:thanks"))
    return question_page(request, way)


@login_not_required
@require_safe
def thanks(request):
    """Thank you; nothing of anybody."""
    return render(request, "evaluation/thanks.html")


def own_evaluation(request, number, key):
    """An evaluation of a trajectory this person works on, and the file; 404 and 403 as elsewhere."""
    found = get_object_or_404(
        Evaluation.objects.select_related("questionnaire", "link", "moment__trajectory"),
        moment__number=number,
        key=key,
    )
    file = open_file(request, found.moment.trajectory.number, also=("organisation",))
    found.moment.trajectory = file[0]
    return found, file


@require_http_methods(METHODS)
def answer(request, number, key):
    """In the app: the coach's own voice, or the resident's on the coach's phone."""
    found, (trajectory, level) = own_evaluation(request, number, key)
    if found.level == Level.NETWORK:
        raise Http404
    record(
        request, Entry.Action.VIEW, objects=[trajectory, trajectory.resident],
        organisation_id=trajectory.organisation_id, ground=f"grant {level}",
    )  # fmt: skip
    moment = reverse("evaluation:moment", args=[number])
    together = found.level == Level.RESIDENT
    after = reverse("evaluation:hand_back", args=[number]) if together else moment
    path = reverse("evaluation:answer", args=[number, key])
    way = Way(found, path, "evaluation/question.html", after, by=request.user)
    if found.state != Evaluation.State.OPEN or not found.moment.is_planned:
        return too_late(request, way)
    return question_page(request, way)


@require_safe
def hand_back(request, number):
    """The resident is done, and gives the phone back; nothing of the file is on it."""
    moment = get_object_or_404(EvaluationMoment.objects.select_related("trajectory"), number=number)
    trajectory, level = open_file(request, moment.trajectory.number)
    record(
        request, Entry.Action.VIEW, objects=[trajectory],
        organisation_id=trajectory.organisation_id, ground=f"grant {level}",
    )  # fmt: skip
    return render(request, "evaluation/hand_back.html", {"moment": moment})


@require_safe
def qr(request, number, key):
    """The personal link as a picture for the resident's own phone; made by asking by link first."""
    found, (trajectory, level) = own_evaluation(request, number, key)
    if not found.link or not found.link.is_live or found.state != Evaluation.State.OPEN:
        raise Http404
    record(
        request, Entry.Action.VIEW, objects=[trajectory, trajectory.resident],
        organisation_id=trajectory.organisation_id, ground=f"grant {level}",
    )  # fmt: skip
    context = {
        "picture": qr_picture(voices.address_of(found), title=_("QR code of the questions")),
        "evaluation": found,
        "moment": found.moment,
        "trajectory": trajectory,
    }
    return render(request, "evaluation/qr.html", context)
