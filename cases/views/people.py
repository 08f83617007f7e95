"""Who takes part around a resident, and what was agreed with them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.analysis import agreements_of, causes_of
from cases.forms.people import AgreementForm, PartForm, ParticipantForm
from cases.models import ChangedMeanwhile, Pace, Participant
from cases.network_picture import conclusion, draw, read_network
from cases.pace import USUAL, quiet_weeks
from cases.permissions import WORKS_ON_IT
from cases.rows import flags_of
from cases.team import is_watched, read_team
from cases.views.analysis import change_page, changed, form_page, remove_item
from cases.views.files import hint_at_labels, open_file, show
from cases.views.sharing import requests_of
from cases.workflow import people as workflow
from common.conflict import seen_version
from network.models import PartnerContact

ALWAYS_THERE = (Participant.Kind.RESIDENT, Participant.Kind.OWN)


def participant_add(request, number):
    trajectory, _level = file = open_file(request, number)
    form = ParticipantForm(request.POST or None, contacts=_contacts_for(trajectory))
    if form.is_valid():
        _take_part(trajectory, form)
        messages.success(request, _("Saved."))
        hint_at_labels(request, form)
        return redirect("cases:network", trajectory.number)
    return show(request, file, "cases/analysis_participant.html", {"form": form})


def _contacts_for(trajectory):
    """Contacts in the registry of this organisation who do not take part yet."""
    taking_part = trajectory.participants.current().exclude(contact=None)
    known = PartnerContact.objects.of(trajectory.organisation_id).listed()
    free = known.exclude(pk__in=taking_part.values("contact"))
    return free.with_partner().order_by("partner__name", "name")


def _take_part(trajectory, form):
    data = form.cleaned_data
    if data["who"] == ParticipantForm.KNOWN:
        workflow.add_contact(trajectory, contact=data["contact"], role=data["role"])
    elif data["who"] == ParticipantForm.NEW:
        workflow.add_partner(
            trajectory,
            name=data["partner_name"],
            kind=data["partner_kind"],
            contact=form.new_contact(),
            role=data["role"],
        )
    else:
        workflow.add_somebody_close(trajectory, name=data["name"], role=data["role"])


@require_safe
def network(request, number):
    """Who is around the resident: who does what, how to reach them, and who has gone quiet."""
    trajectory, level = file = open_file(request, number, edit=False)
    members = read_team(request.user, trajectory)
    around = read_network(members)
    context = {
        "conclusion": conclusion(around),
        "picture": draw(around),
        "clashes": around.clashes,
        "flags": flags_of(trajectory),
        "can_edit": level in WORKS_ON_IT,
        "requests": requests_of(trajectory)[:20],
        "members": around.members,
        "before": [member for member in members if member.person.until],
        "weeks": quiet_weeks(trajectory.pace),
        "watched": is_watched(trajectory),
        "pace": trajectory.get_pace_display() or Pace(USUAL).label,
    }
    return show(request, file, "cases/network.html", context)


def participant_edit(request, number, participant):
    trajectory, _level = file = open_file(request, number)

    def form_of(item, data=None):
        return PartForm(data, initial={name: getattr(item, name) for name in PartForm.base_fields})

    shown = trajectory.participants.exclude(kind__in=ALWAYS_THERE).labelled()
    found = get_object_or_404(shown, pk=participant)
    words = {"heading": found.label, "button": _("Save part")}
    return change_page(
        request, file, shown, participant, form_of,
        words=words, save=workflow.change_part, back="cases:network",
    )  # fmt: skip


@require_POST
def participant_end(request, number, participant):
    trajectory, _level = open_file(request, number)
    found = get_object_or_404(
        trajectory.participants.exclude(kind__in=ALWAYS_THERE),
        pk=participant,
    )
    try:
        workflow.end_participation(found)
    except ChangedMeanwhile:
        return changed(request, trajectory, "cases:network")
    messages.success(request, _("Saved."))
    return redirect("cases:network", trajectory.number)


# --- agreements ----------------------------------------------------------------------------------


def agreement_add(request, number):
    trajectory, _level = file = open_file(request, number)
    causes = causes_of(request.user, trajectory)
    asked = request.GET.get("oorzaak", "")
    form = AgreementForm(
        request.POST or None,
        participants=trajectory.participants.current(),
        causes=causes,
        initial={"cause": asked if asked.isdecimal() else None},
    )
    words = {
        "heading": _("Make agreement"),
        "button": _("Save agreement"),
        "add_people": True,
    }
    return form_page(
        request,
        file,
        form,
        save=lambda **values: workflow.add_agreement(trajectory, **values),
        words=words,
    )


def agreement_edit(request, number, agreement):
    trajectory, _level = file = open_file(request, number)

    def form_of(item, data=None):
        current = trajectory.participants.current()
        return AgreementForm(
            data,
            initial={name: getattr(item, name) for name in AgreementForm.Meta.fields},
            participants=current | trajectory.participants.filter(pk=item.participant_id),
            causes=causes_of(request.user, trajectory),
        )

    words = {
        "heading": _("Change agreement"),
        "button": _("Save agreement"),
        "remove": _("Remove agreement"),
        "remove_url": "cases:agreement_remove",
    }
    shown = agreements_of(request.user, trajectory)
    return change_page(request, file, shown, agreement, form_of, words=words)


KEPT = {"yes": True, "no": False, "open": None}


@require_POST
def agreement_settle(request, number, agreement):
    """Kept, not kept, or open again; the later word counts only for who saw the newest."""
    trajectory, _level = open_file(request, number)
    found = get_object_or_404(agreements_of(request.user, trajectory), pk=agreement)
    seen_version(request, found)
    try:
        workflow.settle(found, kept=KEPT.get(request.POST.get("kept")))
    except ChangedMeanwhile:
        return changed(request, trajectory)
    return redirect("cases:analysis", trajectory.number)


@require_POST
def agreement_remove(request, number, agreement):
    trajectory, _level = open_file(request, number)
    shown = agreements_of(request.user, trajectory)
    return remove_item(request, trajectory, get_object_or_404(shown, pk=agreement))
