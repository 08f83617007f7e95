"""Closing, stopping and opening a trajectory again: its evaluation goes along."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.models import TrajectoryChanged, TrajectoryRunsAlready
from cases.views.files import changed_meanwhile, open_file, runs_already, show
from common.conflict import seen_version
from evaluation.forms.moments import EndByClosing, EndByStopping
from evaluation.models import EvaluationMoment, MomentKind
from evaluation.workflow import ending


def close(request, number):
    return end(request, number, EndByClosing, ending.close, "evaluation/trajectory_close.html")


def stop(request, number):
    return end(request, number, EndByStopping, ending.stop, "evaluation/trajectory_stop.html")


def end(request, number, form_class, verb, template):
    """End it once; then on to the closing evaluation, when it is held."""
    trajectory, _level = file = open_file(request, number)
    seen_version(request, trajectory)
    form = form_class(
        request.POST or None, trajectory=trajectory, asks=ending.asks_closing(trajectory)
    )
    if form.is_valid():
        try:
            verb(trajectory, by=request.user, **form.cleaned_data)
        except TrajectoryChanged:
            return changed_meanwhile(request, trajectory)
        planned = EvaluationMoment.objects.planned().filter(trajectory=trajectory)
        moment = planned.filter(kind=MomentKind.CLOSING).first()
        return redirect("evaluation:moment", moment.number) if moment else redirect(trajectory)
    return show(request, file, template, {"form": form})


@require_POST
def reopen(request, number):
    trajectory, _level = open_file(request, number)
    try:
        ending.reopen(trajectory, by=request.user)
    except TrajectoryChanged:
        return changed_meanwhile(request, trajectory)
    except TrajectoryRunsAlready:
        return runs_already(request, trajectory.resident, back_to=trajectory)
    messages.success(request, _("The trajectory runs again."))
    return redirect(trajectory)
