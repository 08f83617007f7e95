"""The privacy officer's side: requests of residents, each with its month."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Role
from audit.log import record
from audit.models import Entry
from cases.models import ChangedMeanwhile
from privacy import workflow
from privacy.forms import AnswerForm
from privacy.models import CorrectionRequest

MOST = 200


def requests_for(user):
    if not user.has_role(Role.PRIVACY_OFFICER):
        raise PermissionDenied
    found = CorrectionRequest.objects.visible_to(user)
    return found.select_related("trajectory", "answered_by")


def show(request, template, context, trajectories):
    """A page for the privacy officer, put on record; by number only."""
    record(
        request,
        Entry.Action.VIEW,
        objects=trajectories,
        organisation_id=request.user.organisation_ids(Role.PRIVACY_OFFICER)[0],
        ground="role privacy_officer",
    )
    return render(request, template, context)


@require_safe
def corrections(request):
    """What is open, the soonest first; then what was answered."""
    found = requests_for(request.user)
    open_ones = list(found.open().order_by("due_on", "pk")[:MOST])
    answered = list(found.exclude(answered_at=None).order_by(F("answered_at").desc())[:MOST])
    context = {"open_ones": open_ones, "answered": answered}
    shown = [item.trajectory for item in (*open_ones, *answered)]
    return show(request, "privacy/corrections.html", context, shown)


def correction(request, key):
    """One request, and the answer to it."""
    asked = get_object_or_404(requests_for(request.user), key=key)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        if asked.is_open and not is_late(asked, request.user, form):
            messages.success(request, _("Answered. The resident reads it on their own page."))
            return redirect("privacy:corrections")
        messages.warning(request, _("A colleague answered this already. Nothing was changed."))
        return redirect("privacy:correction", key)
    context = {"asked": asked, "form": form}
    return show(request, "privacy/correction.html", context, [asked.trajectory])


def is_late(asked, user, form):
    """Answer it; True when a colleague was first."""
    try:
        workflow.answer(asked, by=user, **form.cleaned_data)
    except ChangedMeanwhile:
        return True
    return False
