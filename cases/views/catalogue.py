"""The catalogue of goals and steps, kept by the functional administrator; no case content."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Role
from cases.forms.plan import CatalogueForm
from cases.models import CatalogueItem
from cases.workflow import catalogue as workflow


def own_organisations(user):
    organisations = user.organisation_ids(Role.ADMINISTRATOR)
    if not organisations:
        raise PermissionDenied
    return organisations


def catalogue(request):
    """What there is, and the form for one more."""
    organisations = own_organisations(request.user)
    form = CatalogueForm(request.POST or None, organisations=organisations)
    if form.is_valid():
        workflow.add(**form.cleaned_data)
        messages.success(request, _("Added to the catalogue."))
        return redirect("cases:catalogue")
    items = CatalogueItem.objects.filter(organisation__in=organisations)
    groups = [
        {"label": label, "items": [item for item in items if item.kind == kind]}
        for kind, label in ((CatalogueItem.Kind.GOAL, _("Goals")), ("action", _("Steps")))
    ]
    return render(request, "cases/plan_catalogue.html", {"form": form, "groups": groups})


@require_POST
def catalogue_remove(request, item):
    """Take an item out; goals and steps that were made of it stay."""
    own = CatalogueItem.objects.filter(organisation__in=own_organisations(request.user))
    workflow.take_out(get_object_or_404(own, pk=item))
    messages.success(request, _("Taken out of the catalogue."))
    return redirect("cases:catalogue")
