"""The pilot light after the trajectory."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.forms.safety_net import SafetyNetForm
from cases.models import Participant, SafetyNet, State, TrajectoryChanged
from cases.views.files import changed_meanwhile, open_file, show
from cases.workflow import safety_net as workflow
from common.conflict import seen_version
from common.dates import add_working_days


def safety_net(request, number):
    """Who keeps contact, how often, and when next; starting it moves the trajectory there."""
    trajectory, _level = file = open_file(request, number)
    seen_version(request, trajectory)
    net = SafetyNet.objects.filter(trajectory=trajectory).first()
    runs = trajectory.state == State.SAFETY_NET
    form = SafetyNetForm(
        request.POST or None,
        trajectory=trajectory,
        net=net if runs else None,
        initial=first_choice(trajectory, net),
    )
    if form.is_valid():
        try:
            workflow.keep(trajectory, by=request.user, **form.cleaned_data)
        except TrajectoryChanged:
            return changed_meanwhile(request, trajectory)
        messages.success(request, _("Pilot light saved."))
        return redirect(trajectory)
    context = {"form": form, "runs": runs, "ready": runs or trajectory.state == State.ACTION}
    return show(request, file, "cases/safety_net.html", context)


def first_choice(trajectory, net):
    """What the form proposes: as it is, else every four weeks."""
    today = timezone.localdate()
    if net:
        planned = trajectory.next_contact_on or net.next_after(today)
        return {"keeper": net.keeper_id, "days": net.days, "next_contact_on": max(planned, today)}
    own = trajectory.participants.filter(kind=Participant.Kind.OWN).first()
    return {"keeper": own, "days": 28, "next_contact_on": add_working_days(today, 20)}


@require_POST
def safety_net_wake(request, number):
    """One click: the trajectory runs again."""
    trajectory, _level = open_file(request, number)
    seen_version(request, trajectory)
    try:
        workflow.wake(trajectory, by=request.user, reason=_("Taken up again"))
    except TrajectoryChanged:
        return changed_meanwhile(request, trajectory)
    messages.success(request, _("The trajectory runs again."))
    return redirect(trajectory)
