from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.drafts import draft_initial, drop_draft, load_draft
from accounts.models import Role
from audit.log import record
from audit.models import Entry
from cases import workflow
from cases.filters import TrajectoryFilter
from cases.forms.files import EntryForm, MoveForm, NextContactForm, TeamForm
from cases.models import (
    JournalEntry,
    State,
    Trajectory,
    TrajectoryChanged,
)
from cases.permissions import WORKS_ON_IT, can_edit_entry, level_of
from cases.rhythm import propose_contact
from cases.rows import trajectory_row
from cases.threat import with_flags
from common.conflict import differences, seen_version
from common.keyset import capped_count, page
from common.lists import chips, fields, with_default
from common.text import label_hints
from network.models import PartnerContact
from residents.forms import ResidentForm
from residents.models import ResidentChanged

NEXT_CONTACT_ORDER = ("due", "pk")


def open_file(request, number, *, edit=True, also=()):
    """The trajectory this user may see, and its level for them; `also` names what to read with it.

    404 for outsiders and unknown numbers alike, 403 for who may read but not write when `edit`.
    """
    visible = with_flags(Trajectory.objects.visible_to(request.user))
    trajectory = get_object_or_404(
        visible.select_related("resident", "dwelling", "coach", *also), number=number
    )
    level = level_of(request.user, trajectory)
    if edit and level not in WORKS_ON_IT:
        raise PermissionDenied
    return trajectory, level


def show(request, file, template, context, *, more=()):
    """A page about the trajectory of open_file, put on record with all it shows.

    Forms that came back with errors too: whoever reads it there has read it.
    """
    trajectory, level = file
    record(
        request,
        Entry.Action.VIEW,
        objects=[trajectory, trajectory.resident, *more],
        organisation_id=trajectory.organisation_id,
        ground=f"grant {level}",
    )
    return render(request, template, {"trajectory": trajectory} | context)


def changed_meanwhile(request, trajectory):
    """Tell that a colleague was first, and show what the trajectory is now."""
    messages.warning(
        request,
        _("A colleague changed this trajectory a moment ago. Look first, then choose again."),
    )
    return redirect(trajectory)


def runs_already(request, resident, *, back_to):
    """Tell that this resident has a trajectory that runs, and whose it is."""
    messages.warning(
        request,
        _("A trajectory of %(name)s runs already. Ask %(coach)s to let you in.")
        % {"name": resident.full_name, "coach": resident.trajectories.open().get().coach.name},
    )
    return redirect(back_to)


@require_safe
def trajectory_list(request):
    if not request.user.has_role(Role.COACH):
        raise PermissionDenied
    visible = Trajectory.objects.visible_to(request.user).with_due()
    params = with_default(request.GET, state="open")
    filters = TrajectoryFilter(params, visible, request=request)
    found = page(
        filters.qs.select_related("resident", "dwelling", "coach"),
        request.GET,
        order=NEXT_CONTACT_ORDER,
    )
    record(
        request,
        Entry.Action.VIEW,
        objects=found.rows,
        organisation_id=found.rows[0].organisation_id if found.rows else None,
        ground="grant",
    )
    context = {
        "fields": fields(filters),
        "chips": chips(filters),
        "rows": [trajectory_row(trajectory) for trajectory in found.rows],
        "page": found,
        "count": capped_count(filters.qs),
    }
    return render(request, "cases/trajectory_list.html", context)


@require_safe
def note_pick(request):
    """Which trajectory is this note for? The ones due first."""
    if not request.user.has_role(Role.COACH):
        raise PermissionDenied
    mine = Trajectory.objects.visible_to(request.user).open()
    trajectories = list(
        mine.select_related("resident", "dwelling", "coach").order_by("next_contact_on", "pk")[:50]
    )
    record(
        request,
        Entry.Action.VIEW,
        objects=trajectories,
        organisation_id=trajectories[0].organisation_id if trajectories else None,
        ground="grant",
    )
    rows = [trajectory_row(trajectory) for trajectory in trajectories]
    return render(request, "cases/note_pick.html", {"rows": rows})


def note_create(request, number):
    trajectory, _level = file = open_file(request, number)
    draft_key = f"note {number}"
    draft = load_draft(request.user, draft_key) if request.method == "GET" else None
    form = EntryForm(
        request.POST or None,
        initial=talk_with(request) | draft_initial(draft, EntryForm.base_fields),
        contacts=contacts_of(trajectory),
        proposal=propose_contact(trajectory),
    )
    if form.is_valid():
        workflow.add_entry(
            trajectory,
            by=request.user,
            next_contact_on=form.cleaned_data["next_contact_on"],
            **form.values(),
        )
        drop_draft(request.user, draft_key)
        messages.success(request, _("Note saved."))
        hint_at_labels(request, form)
        return redirect(trajectory)
    context = {"form": form, "draft": draft, "draft_key": draft_key}
    return show(request, file, "cases/note_form.html", context)


def talk_with(request):
    """A note about a talk with a contact person, where the page of the network asks for one."""
    met = request.GET.get("met", "")
    return {"kind": JournalEntry.Kind.PARTNER, "contact": met} if met.isdecimal() else {}


def contacts_of(trajectory, entry=None):
    """Contact persons who take part now, and the one this entry is about."""
    parts = trajectory.participants.filter(until=None).values("contact")
    here = Q(pk__in=parts) | Q(pk=entry.contact_id if entry else None)
    return PartnerContact.objects.filter(here).with_partner()


def hint_at_labels(request, form):
    """Tell, after saving, which words read as a diagnosis and what to write instead."""
    typed = " ".join(value for value in form.cleaned_data.values() if isinstance(value, str))
    for hint in label_hints(typed):
        messages.warning(request, hint)


def note_edit(request, number, key):
    trajectory, _level = file = open_file(request, number)
    entry = get_object_or_404(JournalEntry.objects.filter(trajectory=trajectory), key=key)
    if not can_edit_entry(request.user, entry):
        raise PermissionDenied
    seen_version(request, entry)
    contacts = contacts_of(trajectory, entry)
    form = EntryForm(request.POST or None, instance=entry, contacts=contacts)
    stored = None
    if form.is_valid():
        try:
            entry.change(**form.values())
        except TrajectoryChanged:
            current = JournalEntry.objects.get(pk=entry.pk)
            shown = EntryForm(instance=current, contacts=contacts)
            stored, entry.version = differences(form, shown), current.version
        if not stored:  # saved; or it was saved elsewhere with the very same words
            messages.success(request, _("Note changed."))
            hint_at_labels(request, form)
            return redirect(trajectory)
    context = {"form": form, "entry": entry, "stored": stored}
    return show(request, file, "cases/note_form.html", context)


def trajectory_move(request, number, state):
    trajectory, _level = file = open_file(request, number)
    if state not in State.values:
        raise Http404
    if state == State.SAFETY_NET:  # asks who keeps it, and how often
        return redirect("cases:safety_net", number)
    seen_version(request, trajectory)
    form = MoveForm(request.POST or None)
    if form.is_valid():
        try:
            workflow.move(trajectory, to=state, by=request.user, **form.cleaned_data)
        except TrajectoryChanged:
            return changed_meanwhile(request, trajectory)
        return redirect(trajectory)
    context = {"form": form, "to": State(state)}
    return show(request, file, "cases/trajectory_move.html", context)


def next_contact(request, number):
    trajectory, _level = file = open_file(request, number)
    form = NextContactForm(
        request.POST or None,
        initial={"next_contact_on": trajectory.next_contact_on},
        proposal=propose_contact(trajectory),
    )
    if form.is_valid():
        workflow.plan_contact(trajectory, on=form.cleaned_data["next_contact_on"])
        messages.success(request, _("Next contact planned."))
        return redirect(trajectory)
    return show(request, file, "cases/next_contact.html", {"form": form})


def team(request, number):
    trajectory, _level = file = open_file(request, number)
    seen_version(request, trajectory)
    current = trajectory.grants.valid().filter(level="backup").values_list("user", flat=True)
    form = TeamForm(
        request.POST or None,
        organisation_id=trajectory.organisation_id,
        initial={"coach": trajectory.coach, "backups": list(current)},
    )
    if form.is_valid():
        try:
            workflow.set_team(trajectory, **form.cleaned_data)
        except TrajectoryChanged:
            return changed_meanwhile(request, trajectory)
        messages.success(request, _("Team changed."))
        visible = Trajectory.objects.visible_to(request.user).filter(pk=trajectory.pk)
        return redirect(trajectory if visible.exists() else "cases:list")
    return show(request, file, "cases/team.html", {"form": form})


def resident_edit(request, number):
    trajectory, _level = file = open_file(request, number)
    resident = trajectory.resident
    seen_version(request, resident)
    form = ResidentForm(request.POST or None, instance=resident)
    stored = None
    if form.is_valid():
        try:
            resident.change(**form.values())
        except ResidentChanged:
            current = type(resident).objects.get(pk=resident.pk)
            resident.version = current.version
            stored = differences(form, ResidentForm(instance=current))
        if not stored:
            messages.success(request, _("Details changed."))
            return redirect(trajectory)
    context = {"form": form, "resident": resident, "stored": stored}
    return show(request, file, "cases/resident_form.html", context)
