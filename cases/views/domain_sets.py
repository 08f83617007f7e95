"""Sets of fields of life, kept by the functional administrator; no case content."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.forms.domain_sets import DomainSetForm
from cases.models import ChangedMeanwhile, DomainSet
from cases.views.catalogue import own_organisations
from cases.workflow import domain_sets as workflow


def own_sets(user):
    """The sets of the organisations this administrator keeps, the newest version first."""
    sets = DomainSet.objects.filter(organisation__in=own_organisations(user))
    return sets.order_by("organisation", "-in_use", "name", "-version")


@require_safe
def domain_sets(request):
    """Which fields of life there are, in which versions, and which is for new trajectories."""
    sets = own_sets(request.user).select_related("organisation").prefetch_related("domains")
    return render(request, "cases/domain_sets.html", {"sets": sets})


def domain_set(request, pk):
    """Make the next version out of this one: what was measured with it stays as it is."""
    base = get_object_or_404(own_sets(request.user).select_related("organisation"), pk=pk)
    newest = workflow.newest_version(base.organisation, base.name)
    form = DomainSetForm(request.POST or None, base=base, seen=newest)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("name", "in_use", "seen")}
        if values["name"].lower() != base.name.lower():  # a set of its own, from version 1
            values["seen"] = workflow.newest_version(base.organisation, values["name"])
        try:
            workflow.add_version(
                base.organisation, domains=form.domains(), levels=form.levels(), **values
            )
        except ChangedMeanwhile:
            form = form.again(newest)
        else:
            messages.success(request, _("The new version is saved."))
            return redirect("cases:domain_sets")
    return render(request, "cases/domain_set_form.html", {"form": form, "base": base})


@require_POST
def domain_set_use(request, pk):
    """Give this version to new trajectories."""
    workflow.use(get_object_or_404(own_sets(request.user), pk=pk))
    messages.success(request, _("New trajectories get this version."))
    return redirect("cases:domain_sets")
