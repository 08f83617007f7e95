"""The coach's side: a letter for the resident, the second code, and stopping it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases import tasks
from cases.models import ChangedMeanwhile
from cases.permissions import WORKS_ON_IT
from cases.rows import flags_of
from cases.views.files import open_file, show
from cases.workflow import documents
from privacy import workflow
from privacy.letter import KIND
from privacy.models import ResidentAccess

CODES = "resident_codes"  # in the session: {access: the code to tell, until it was told}


def standing_access(trajectory):
    standing = ResidentAccess.objects.standing().filter(trajectory=trajectory)
    return standing.select_related("link", "made_by")


@require_safe
def access(request, number):
    """Whether the resident has a letter, whether they opened the page, and what they said of it."""
    trajectory, level = file = open_file(request, number, edit=False)
    found = standing_access(trajectory).first()
    context = {
        "access": found,
        "can_edit": level in WORKS_ON_IT,
        "code": request.session.get(CODES, {}).get(str(found.pk), "") if found else "",
        "flags": flags_of(trajectory),
        "corrections": trajectory.corrections.select_related("answered_by"),
    }
    return show(request, file, "privacy/access.html", context)


@require_POST
def letter_make(request, number):
    """A new letter with a new code; the one before ends here."""
    trajectory, _level = open_file(request, number)
    workflow.open_access(trajectory, by=request.user)
    document = documents.ask(trajectory, kind=KIND, by=request.user)
    tasks.ring(document.pk)
    return redirect("cases:document", number, document.key)


@require_POST
def code_make(request, number):
    """A second code to tell; the one before opens nothing any more."""
    trajectory, _level = open_file(request, number)
    found = get_object_or_404(standing_access(trajectory))
    known = request.session.get(CODES, {})
    request.session[CODES] = known | {str(found.pk): workflow.new_code(found)}
    return redirect("privacy:access", number)


@require_POST
def code_told(request, number):
    """The code was told: it is shown no more."""
    open_file(request, number)
    request.session.pop(CODES, None)
    return redirect("privacy:access", number)


@require_POST
def access_stop(request, number):
    trajectory, _level = open_file(request, number)
    found = get_object_or_404(standing_access(trajectory))
    try:
        workflow.stop_access(found)
    except ChangedMeanwhile:
        messages.warning(request, _("This was stopped already."))
    else:
        messages.success(request, _("Stopped. The letter opens nothing any more."))
    return redirect("privacy:access", number)
