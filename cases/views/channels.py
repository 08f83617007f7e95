"""Whether a resident can be reached without anybody reading along who must not know."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.views.files import open_file, show
from common.conflict import seen_version
from common.dates import short_date
from residents import workflow
from residents.forms import SafeChannelForm
from residents.models import ResidentChanged


def channels(request, number):
    trajectory, _level = file = open_file(request, number)
    resident = trajectory.resident
    newest = resident.version
    seen_version(request, resident)
    form = SafeChannelForm(request.POST or None, resident=resident)
    if form.is_valid():
        try:
            workflow.confirm_channel(resident, by=request.user, **form.values())
        except ResidentChanged:
            resident.version = newest
            form.add_error(None, _("A colleague changed this just now. Look at it and save again."))
        else:
            messages.success(request, _("Confirmed as safe."))
            return redirect("cases:channels", trajectory.number)
    context = {"form": form, "resident": resident, "channels": current_channels(resident)}
    return show(request, file, "cases/channels.html", context)


def current_channels(resident):
    """What was confirmed, as facts under each other."""
    found = resident.safe_channels.current().select_related("confirmed_by").order_by("kind")
    return [
        {
            "kind": channel.kind,
            "label": capfirst(channel.get_kind_display()),
            "address": channel.address,
            "fits": channel.still_fits,
            "facts": [
                (_("Who reads along?"), channel.readers or _("nobody else")),
                (_("How do you know?"), channel.confirmed_how),
                (
                    _("Confirmed"),
                    f"{short_date(channel.confirmed_on)}, {channel.confirmed_by.name}",
                ),
            ],
        }
        for channel in found
    ]


@require_POST
def channel_withdraw(request, number, kind):
    trajectory, _level = open_file(request, number)
    if workflow.withdraw_channel(trajectory.resident, kind=kind, by=request.user):
        messages.success(request, _("Withdrawn. Nothing is sent there any more."))
    else:
        messages.info(request, _("This was withdrawn already."))
    return redirect("cases:channels", trajectory.number)
