"""A coach hands over trajectories to a colleague."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Role
from audit.log import record
from audit.models import Entry
from cases import tasks
from cases.forms.hand_over import HandOverForm
from cases.models import Trajectory, TrajectoryChanged
from cases.rows import trajectory_row
from cases.workflow import hand_over as workflow


def hand_over(request):
    """One's own trajectories that run: one, several or all go to a colleague."""
    user = request.user
    if not user.has_role(Role.COACH):
        raise PermissionDenied
    mine = Trajectory.objects.visible_to(user).open().filter(coach=user)
    mine = mine.select_related("resident", "dwelling", "coach").order_by("next_contact_on", "pk")
    form = HandOverForm(request.POST or None, user=user, trajectories=mine)
    if form.is_valid():
        try:
            packs = workflow.hand_over(form.cleaned_data["trajectories"], by=user, **form.values())
        except TrajectoryChanged:
            messages.warning(
                request, _("One of them changed a moment ago. Nothing was handed over: look first.")
            )
            return redirect("cases:hand_over")
        for pack in packs:
            tasks.ring(pack.pk)
        messages.success(request, done_words(len(packs), form.cleaned_data["to"]))
        return redirect("cases:list")
    return show_mine(request, list(mine), form)


def done_words(count, to):
    words = ngettext(
        "%(count)d trajectory handed over to %(name)s.",
        "%(count)d trajectories handed over to %(name)s.",
        count,
    )
    return words % {"count": count, "name": to.name}


def show_mine(request, mine, form):
    record(
        request,
        Entry.Action.VIEW,
        objects=mine,
        organisation_id=mine[0].organisation_id if mine else None,
        ground="grant coach",
    )
    chosen = set(form["trajectories"].value() or [request.GET.get("traject", "")])
    rows = [
        trajectory_row(one) | {"version": one.version, "chosen": one.number in chosen}
        for one in mine
    ]
    return render(request, "cases/hand_over.html", {"form": form, "rows": rows})
