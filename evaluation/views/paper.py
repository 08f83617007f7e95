"""On paper: a form to print, and typing in what was written on it by somebody who is named."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import tasks
from cases.views.files import hint_at_labels, show
from cases.workflow import documents
from common.versioned import ChangedMeanwhile
from evaluation.asked import questions_of
from evaluation.forms.paper import PaperForm
from evaluation.models import Evaluation
from evaluation.paper_form import KIND
from evaluation.views.moments import own_voice, told_meanwhile
from evaluation.workflow import voices


def paper(request, number, key):
    """All questions of one voice on one page; each needs an answer, or why there is none."""
    evaluation, moment, file = own_voice(request, number, key)
    if evaluation.state != Evaluation.State.OPEN or not moment.is_planned:
        return told_meanwhile(request, number)
    form = PaperForm(request.POST or None, questions=questions_of(evaluation))
    if form.is_valid():
        try:
            voices.type_in(evaluation, answers=form.answers(), by=request.user)
        except ChangedMeanwhile:
            return told_meanwhile(request, number)
        messages.success(request, _("The answers on paper are saved."))
        hint_at_labels(request, form)
        return redirect("evaluation:moment", number)
    context = {"moment": moment, "evaluation": evaluation, "form": form, "rows": form.rows()}
    return show(request, file, "evaluation/paper.html", context)


@require_POST
def form(request, number, key):
    """Have the form made, to print."""
    evaluation, moment, _file = own_voice(request, number, key)
    document = documents.ask(
        moment.trajectory, kind=KIND, by=request.user, evaluation=str(evaluation.key)
    )
    tasks.ring(document.pk)
    return redirect("cases:document", moment.trajectory.number, document.key)
