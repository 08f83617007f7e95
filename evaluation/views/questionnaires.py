"""Questionnaires: kept by the functional administrator; no case content."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.versioned import ChangedMeanwhile
from evaluation.forms.questionnaires import QuestionnaireForm
from evaluation.models import FIXED, Level, MomentKind, Questionnaire
from evaluation.views.rules import own_organisations
from evaluation.workflow import questionnaires as workflow


def own_questionnaires(user):
    """Versions of the organisations this administrator keeps, the newest first."""
    found = Questionnaire.objects.filter(organisation__in=own_organisations(user))
    return found.select_related("organisation", "made_by").order_by("organisation", "-version")


def with_questions(found):
    """With all that a page of one version says."""
    return found.prefetch_related("questions__options", "questions__after__options")


@require_safe
def questionnaires(request):
    """Per level the version that is asked now, and those before it."""
    found = list(own_questionnaires(request.user))
    groups = [
        {"label": level.label, "versions": versions, "organisation": versions[0].organisation}
        for organisation in dict.fromkeys(item.organisation_id for item in found)
        for level in Level
        if (versions := [x for x in found if (x.organisation_id, x.level) == (organisation, level)])
    ]
    return render(request, "evaluation/questionnaires.html", {"groups": groups})


@require_safe
def questionnaire(request, pk):
    """One version as it is asked: each question with its answers, its moments and its condition."""
    found = get_object_or_404(with_questions(own_questionnaires(request.user)), pk=pk)
    questions = [
        {
            "question": question,
            "moments": ", ".join(str(MomentKind(kind).label) for kind in question.moments),
            "after": condition(question),
            "fixed": question.code in FIXED,
        }
        for question in found.questions.all()
    ]
    context = {"questionnaire": found, "questions": questions}
    return render(request, "evaluation/questionnaire.html", context)


def condition(question):
    """After which answers to which question this one is asked; "" when it always is."""
    if question.after is None:
        return ""
    labels = {option.code: option.label for option in question.after.options.all()}
    answers = _(" or ").join(f"“{labels.get(code, code)}”" for code in question.after_options)
    return _("after %(answers)s to “%(question)s”") % {
        "answers": answers,
        "question": question.after.text,
    }


def questionnaire_edit(request, pk):
    """Make the next version out of this one: what runs keeps the version it started with."""
    base = get_object_or_404(with_questions(own_questionnaires(request.user)), pk=pk)
    newest = workflow.newest_version(base.organisation_id, base.level)
    data = request.POST if request.method == "POST" else None
    form = QuestionnaireForm(data, base=base, seen=newest)
    action = request.POST.get("do", "save")
    if data is not None and action != "save":
        form = form.rearranged(action)
    elif form.is_valid():
        try:
            workflow.add_version(
                base.organisation, level=base.level, asked=form.asked(), seen=form.seen,
                by=request.user,
            )  # fmt: skip
        except ChangedMeanwhile:
            form = form.again(newest)
        else:
            messages.success(request, _("The new version is saved."))
            return redirect("evaluation:questionnaires")
    return render(request, "evaluation/questionnaire_form.html", {"form": form, "base": base})
