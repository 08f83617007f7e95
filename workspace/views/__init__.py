from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Membership, Role, User
from accounts.permissions import can_manage_people
from audit.log import record
from audit.models import Entry
from cases.models import Grant, State
from cases.models.people import labelled
from cases.permissions import WORKS_ON_IT, can_see_sensitive
from cases.pictures import growth_since_start
from cases.rows import flags_of, trajectory_row
from cases.steps import read_plan
from cases.views.files import open_file, show
from cases.workflow import STEPS
from signals.models import Signal
from signals.permissions import can_log
from signals.rows import signal_row
from workspace.dossier import timeline
from workspace.search import search
from workspace.today import groups_for

NEXT_STEPS = 3  # of the plan, on the page of a trajectory


@require_safe
def today(request):
    """What to do now; for who logs signals, what became of them."""
    user = request.user
    groups = groups_for(user)
    works_list = user.has_role(Role.COACH) or any(group["lines"] for group in groups)
    own = []
    if can_log(user) and not works_list:
        reported = Signal.objects.reported_by(user).select_related("dwelling")
        own = list(reported.order_by("-created_at")[:5])
    files = [file for group in groups for line in group["lines"] for file in line.files]
    record(
        request,
        Entry.Action.VIEW,
        objects=[*files, *own],
        organisation_id=user.memberships_now[0].organisation_id if user.memberships_now else None,
        ground="role",
    )
    context = {
        "groups": groups,
        "works_list": works_list,
        "empty": not any(group["lines"] for group in groups),
        "can_log": can_log(user),
        "own": [signal_row(signal, own=True) for signal in own],
        **start_of(user),
    }
    return render(request, "workspace/today.html", context)


def start_of(user):
    """What somebody without a list of work does here: one sentence, and where it begins."""
    if user.has_role(Role.PRIVACY_OFFICER):
        text, name, label = _("The log tells who saw what."), "audit:log", _("Open log")
    elif user.has_role(Role.ADMINISTRATOR):
        text = _("Here you see who works here, and in which role.")
        name, label = "workspace:people", _("Show people")
    else:
        return {"nothing_text": _("There is no work for your role at the moment.")}
    return {"nothing_text": text, "start_url": reverse(name), "start_label": label}


@require_safe
def people(request):
    """Who works here, in which role, and whether their second step stands."""
    if not can_manage_people(request.user):
        raise PermissionDenied
    organisations = request.user.organisation_ids(Role.ADMINISTRATOR)
    memberships = Membership.objects.current().filter(organisation__in=organisations)
    rows = list(memberships.select_related("user", "organisation").order_by("user__name", "role"))
    secured = User.objects.filter(authenticator__isnull=False, memberships__in=rows)
    record(
        request,
        Entry.Action.VIEW,
        objects=[row.user for row in rows],
        organisation_id=organisations[0],
        ground="role administrator",
    )
    context = {"rows": rows, "secured": set(secured.values_list("pk", flat=True))}
    return render(request, "accounts/people.html", context)


@require_safe
def dossier(request, number):
    """One trajectory: who it is, what happened, and what can be done now."""
    keeper = labelled("safety_net__keeper")
    trajectory, level = file = open_file(request, number, edit=False, also=keeper)
    before = request.GET.get("voor", "")
    items, older = timeline(trajectory, request.user, before=before)
    can_edit = level in WORKS_ON_IT
    sensitive = can_see_sensitive(request.user, trajectory)
    steps, _done = read_plan(trajectory, sensitive=sensitive)
    context = {
        "steps": steps[:NEXT_STEPS],
        "items": items,
        "older": older,
        "can_edit": can_edit,
        "can_hand_over": level == Grant.Level.COACH and trajectory.is_open,
        "flags": flags_of(trajectory),
        **growth_since_start(trajectory, sensitive=sensitive),
        "in_net": trajectory.state == State.SAFETY_NET,
        "contact_tone": trajectory_row(trajectory)["due_tone"],
        "next_states": [State(state) for state in STEPS.get(trajectory.state, ())],
    }
    more = [item.file for item in items if item.file]
    return show(request, file, "workspace/dossier.html", context, more=more)


@require_http_methods(["GET", "HEAD", "POST"])
def search_view(request):
    """Search by POST: a name typed must not stand in an address bar, history or server log."""
    if not can_log(request.user):  # for others there is nothing to find
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "workspace/search.html", {"text": ""})
    text = request.POST.get("q", "")[:80]
    hits = search(request.user, text)
    memberships = request.user.memberships_now
    record(
        request,
        Entry.Action.SEARCH,
        objects=[hit.file for hit in hits],
        organisation_id=memberships[0].organisation_id if memberships else None,
        ground="role",
    )
    return render(request, "workspace/search.html", {"text": text, "hits": hits})
