"""Threat of eviction: its phase, the four steps in arrears, contract agreements."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.documents import KINDS
from cases.forms.eviction import ArrearsForm, ContractForm, PhaseForm
from cases.models import ArrearsStep, ChangedMeanwhile, ContractAgreement
from cases.permissions import WORKS_ON_IT
from cases.rows import flags_of
from cases.threat import contract_rows, four_steps, phase_rows
from cases.views.files import open_file, show
from cases.workflow import eviction as workflow
from common.conflict import differences, seen_version


@require_safe
def eviction(request, number):
    """How near eviction is, what was done about it, and what was agreed."""
    trajectory, level = file = open_file(request, number, edit=False)
    phases = list(trajectory.eviction_phases.select_related("by"))
    context = {
        "flags": flags_of(trajectory),
        "can_edit": level in WORKS_ON_IT,
        "phases": phase_rows(phases),
        **four_steps(trajectory.arrears_steps.select_related("by")),
        "contracts": contract_rows(trajectory.contracts.all()),
        "documents": [kind for kind in KINDS.values() if kind.back == "cases:eviction"],
    }
    return show(request, file, "cases/eviction.html", context)


def eviction_phase(request, number):
    trajectory, _level = file = open_file(request, number)
    newest = trajectory.eviction_phases.first()
    seen = newest.pk if newest else 0
    form = PhaseForm(request.POST or None, newest=newest)
    stored = None
    if form.is_valid():
        posted = request.POST.get("version", "")
        try:
            workflow.set_phase(
                trajectory,
                seen=(int(posted) if posted.isdecimal() else seen) or None,
                by=request.user,
                **form.cleaned_data,
            )
        except ChangedMeanwhile:
            stored = differences(form, PhaseForm(instance=newest, newest=newest))
        if not stored:
            messages.success(request, _("Phase saved."))
            return redirect("cases:eviction", trajectory.number)
    context = {"form": form, "seen": seen, "stored": stored}
    return show(request, file, "cases/eviction_phase.html", context)


def arrears_step(request, number, kind):
    trajectory, _level = file = open_file(request, number)
    if kind not in ArrearsStep.Kind.values:
        raise Http404
    form = ArrearsForm(request.POST or None)
    if form.is_valid():
        workflow.take_step(trajectory, kind=kind, by=request.user, **form.cleaned_data)
        messages.success(request, _("Step saved."))
        return redirect("cases:eviction", trajectory.number)
    context = {"form": form, "kind": ArrearsStep.Kind(kind)}
    return show(request, file, "cases/eviction_arrears.html", context)


@require_POST
def arrears_drop(request, number, pk):
    trajectory, _level = open_file(request, number)
    step = get_object_or_404(trajectory.arrears_steps, pk=pk)
    try:
        workflow.drop_step(step)
    except ChangedMeanwhile:
        messages.info(request, _("This step was removed already."))
    else:
        messages.success(request, _("Step removed."))
    return redirect("cases:eviction", trajectory.number)


def contract(request, number, pk=None):
    """Write a contract agreement, or change one."""
    trajectory, _level = file = open_file(request, number)
    agreement = get_object_or_404(trajectory.contracts, pk=pk) if pk else None
    if agreement:
        seen_version(request, agreement)
    form = ContractForm(request.POST or None, instance=agreement)
    stored = None
    if form.is_valid():
        try:
            if agreement:
                agreement.change(**form.values())
            else:
                workflow.agree(trajectory, **form.values())
        except ChangedMeanwhile:
            current = ContractAgreement.objects.get(pk=agreement.pk)
            stored = differences(form, ContractForm(instance=current))
            agreement.version = current.version
        if not stored:
            messages.success(request, _("Agreement saved."))
            return redirect("cases:eviction", trajectory.number)
    context = {"form": form, "agreement": agreement, "stored": stored}
    return show(request, file, "cases/eviction_contract.html", context)
