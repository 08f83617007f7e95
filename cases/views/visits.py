"""At the door: one screen for a visit, and planned visits with a check-in."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import workflow
from cases.forms.visits import DoorstepForm, PlanVisitForm
from cases.models import PlannedVisit
from cases.views.files import open_file, show
from cases.workflow import visits


def doorstep(request, number):
    """A visit in three taps; saving it also checks in for the visit planned here."""
    trajectory, _level = file = open_file(request, number)
    form = DoorstepForm(request.POST or None)
    mine = PlannedVisit.objects.filter(trajectory=trajectory, visitor=request.user)
    if form.is_valid():
        workflow.add_entry(trajectory, by=request.user, **form.values())
        visits.check_in(mine)
        messages.success(request, _("Visit saved."))
        return redirect(trajectory)
    context = {"form": form, "planned": mine.filter(checked_in_at=None)}
    return show(request, file, "cases/doorstep.html", context)


def visit_plan(request, number):
    trajectory, _level = file = open_file(request, number)
    form = PlanVisitForm(
        request.POST or None, user=request.user, organisation_id=trajectory.organisation_id
    )
    if form.is_valid():
        visits.plan(trajectory, visitor=request.user, **form.values())
        messages.success(request, _("Visit planned. Do not forget to check in."))
        return redirect("cases:doorstep", trajectory.number)
    return show(request, file, "cases/visit_plan.html", {"form": form})


@require_POST
def visit_check_in(request, number):
    trajectory, _level = open_file(request, number)
    mine = PlannedVisit.objects.filter(trajectory=trajectory, visitor=request.user)
    if visits.check_in(mine):
        messages.success(request, _("You are checked in."))
    return redirect("cases:doorstep", trajectory.number)
