"""Answering, one question a page: the same for every way in; a Seat says what differs."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.models import User
from common.versioned import ChangedMeanwhile
from evaluation.asked import Step, steps_of
from evaluation.forms.answering import AnswerForm, MeasurementForm
from evaluation.models import Evaluation, Question
from evaluation.sitting import Sitting
from evaluation.workflow import voices
from evaluation.workflow.voices import NotAllAnswered

WHERE = "vraag"  # in the address: which question the page is about
STOP = "stoppen"
A_MINUTE = 3  # questions


@dataclass
class Seat:
    """Who answers, through which way in, and what the pages of that way look like.

    `way` is "app", "together" or "link"; `given_here` as in Sitting; `begun` whether the first
    page was passed; `show` makes a page and puts it on record; `keep` notes that this browser
    answered a question; `done` and `too_late` answer once all was given.
    """

    request: HttpRequest
    evaluation: Evaluation
    way: str
    begun: bool
    show: Callable[[str, dict[str, Any]], HttpResponse]
    done: Callable[[], HttpResponse]
    too_late: Callable[[], HttpResponse]
    begin: Callable[[], None] = lambda: None
    keep: Callable[[Question], None] = lambda question: None
    by: User | None = None
    given_here: frozenset[int] | None = None
    measurements: list | None = None  # of the coach's own: which may belong to it

    @cached_property
    def sitting(self) -> Sitting:
        return Sitting(steps_of(self.evaluation), self.given_here)

    def after(self, question: Question) -> Sitting:
        """The sitting once a question was answered here."""
        self.keep(question)
        seen = self.given_here if self.given_here is None else self.given_here | {question.pk}
        return Sitting(steps_of(self.evaluation), seen)

    def to(self, step: Step | None) -> HttpResponse:
        """To the page of a question; without one to where all is sent."""
        code = step.question.code if step else "klaar"
        return redirect(f"{self.request.path}?{urlencode({WHERE: code})}")


def answering(seat: Seat) -> HttpResponse:
    """The page of this request; what a POST does, it does once however often it comes."""
    if seat.request.method == "POST":
        act = {"begin": begin, "give": give}.get(seat.request.POST.get("do", ""), answer)
        try:
            return act(seat)
        except ChangedMeanwhile:
            return seat.too_late()
    if STOP in seat.request.GET:
        return seat.show("evaluation/stopped.html", {"way": seat.way})
    if not seat.begun:
        return start_page(seat, measurement_form(seat, None))
    wanted = seat.sitting.open_at(seat.request.GET.get(WHERE, ""))
    step = wanted or seat.sitting.first_open()
    return question_page(seat, step) if step else ready_page(seat)


# --- pages -----------------------------------------------------------------------------------------


def start_page(seat: Seat, form: MeasurementForm | None) -> HttpResponse:
    """Who asks, about what, and how long it takes."""
    steps = seat.sitting.counted
    context = {
        "way": seat.way,
        "form": form,
        "total": len(steps),
        "minutes": max(1, ceil(len(steps) / A_MINUTE)),
        "on_the_way": any(seat.sitting.shown(step) for step in steps),
    }
    return seat.show("evaluation/start.html", context)


def question_page(seat: Seat, step: Step, form: AnswerForm | None = None) -> HttpResponse:
    earlier = seat.sitting.shown(step)
    before = seat.sitting.before(step)
    context = {
        "way": seat.way,
        "place": seat.sitting.place(step),
        "total": len(seat.sitting.counted),
        "question": step.question,
        "options": step.question.options.all(),
        "form": form or AnswerForm(None, question=step.question, earlier=earlier),
        "chosen": earlier.option.code if earlier and earlier.option else "",
        "skipped": earlier.skipped if earlier else "",
        "before": before.question.code if before else "",
        "last": seat.sitting.is_last(step),
    }
    return seat.show("evaluation/question.html", context)


def ready_page(seat: Seat) -> HttpResponse:
    """All was answered and nothing sent: only who answered the last question elsewhere sees it."""
    last = seat.sitting.steps[-1] if seat.sitting.steps else None
    back = last.question.code if last and seat.sitting.shown(last) else ""
    return seat.show("evaluation/ready.html", {"way": seat.way, "before": back})


def measurement_form(seat: Seat, data: Any) -> MeasurementForm | None:
    if not seat.measurements:
        return None
    chosen = seat.evaluation.assessment_id
    return MeasurementForm(data, measurements=seat.measurements, chosen=chosen)


# --- what a POST does ------------------------------------------------------------------------------


def begin(seat: Seat) -> HttpResponse:
    form = measurement_form(seat, seat.request.POST)
    if form and not form.is_valid():
        return start_page(seat, form)
    if form:
        voices.add_measurement(seat.evaluation, assessment=form.cleaned_data["assessment"])
    seat.begin()
    return seat.to(seat.sitting.first_open())


def answer(seat: Seat) -> HttpResponse:
    """Keep one answer and go on; the last one sends them all.

    A tap more to send would be a page where people stop who think they are done, and then nothing
    was said at all. The last question tells beforehand that its answer sends everything, and has
    Back like the others.
    """
    step = seat.sitting.asked(seat.request.POST.get("question", ""))
    if step is None or not seat.sitting.may_answer(step):
        return redirect(seat.request.path)
    form = AnswerForm(seat.request.POST, question=step.question)
    if not form.is_valid():
        return question_page(seat, step, form)
    voices.answer(seat.evaluation, question=step.question, **form.values())
    following = seat.after(step.question).behind(step.question)
    return seat.to(following) if following else give(seat)


def give(seat: Seat) -> HttpResponse:
    try:
        voices.give(seat.evaluation, by=seat.by)
    except NotAllAnswered:
        return seat.to(seat.sitting.first_open())
    return seat.done()
