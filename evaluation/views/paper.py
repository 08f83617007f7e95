"""On paper: a form to print, and typing in what was written on it by somebody who is named."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import tasks
from cases.views.files import hint_at_labels, show
from cases.workflow import documents
from common.versioned import ChangedMeanwhile
from evaluation.forms.answering import AnswerForm
from evaluation.models import Evaluation
from evaluation.paper_form import KIND
from evaluation.views.moments import own_voice, told_meanwhile
from evaluation.workflow import voices


def paper(request, number, key):
    """All questions of one voice on one page; each needs an answer, or why there is none."""
    evaluation, moment, file = own_voice(request, number, key)
    if evaluation.state != Evaluation.State.OPEN:
        return told_meanwhile(request, number)
    questions = list(
        evaluation.questionnaire.questions.filter(moments__contains=[moment.kind])
        .select_related("after")
        .prefetch_related("options", "after__options")
    )
    forms = [
        AnswerForm(request.POST or None, question=question, prefix=question.code)
        for question in questions
    ]
    if request.method == "POST" and all_answered(forms):
        try:
            give(evaluation, forms, by=request.user)
        except ChangedMeanwhile:
            return told_meanwhile(request, number)
        messages.success(request, _("The answers on paper are saved."))
        for form in forms:
            if form.is_bound and hasattr(form, "cleaned_data"):
                hint_at_labels(request, form)
        return redirect("evaluation:moment", number)
    context = {
        "moment": moment,
        "evaluation": evaluation,
        "forms": forms,
        "wrong": request.method == "POST",
    }
    return show(request, file, "evaluation/paper.html", context)


def all_answered(forms):
    """Whether every question that is asked has an answer; one whose condition is not met needs none."""
    chosen, fine = {}, True
    for form in forms:
        question = form.question
        if question.after_id and chosen.get(question.after_id) not in question.after_options:
            form.not_asked = True
            continue
        valid = form.is_valid()
        chosen[question.pk] = form.cleaned_data.get("option") if valid else None
        fine = fine and valid
    return fine


def give(evaluation, forms, *, by):
    """Keep all answers and give them, in one transaction of the request."""
    for form in forms:
        if not getattr(form, "not_asked", False):
            voices.answer(evaluation, question=form.question, **form.values())
    evaluation = voices.ask(
        evaluation.moment, level=evaluation.level, channel=Evaluation.Channel.PAPER, by=by,
        participant=evaluation.participant,
    )  # fmt: skip
    voices.give(evaluation, by=by)


@require_POST
def form(request, number, key):
    """Have the form made, to print."""
    evaluation, moment, _file = own_voice(request, number, key)
    document = documents.ask(
        moment.trajectory, kind=KIND, by=request.user, evaluation=str(evaluation.key)
    )
    tasks.ring(document.pk)
    return redirect("cases:document", moment.trajectory.number, document.key)
