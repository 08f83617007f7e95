"""The resident's own page: in by a letter and a second code, without an account."""

import uuid

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit.log import record
from audit.models import Entry
from cases.models import ChangedMeanwhile
from links import door
from privacy import workflow
from privacy.forms import CorrectionForm, LetterCodeForm
from privacy.models import CorrectionRequest, ResidentAccess
from privacy.own_page import page_of

METHODS = ["GET", "HEAD", "POST"]
LIMIT = "letter_code"


@login_not_required
@require_http_methods(METHODS)
def enter(request):
    """Type the code in the letter; whatever is wrong with it, the answer is the same."""
    form = LetterCodeForm(request.POST or None)
    if form.is_valid():
        if not ratelimit.consume(request, action=LIMIT, dry_run=True):
            words = _("That was wrong too often. Wait five minutes, then try again.")
            form.add_error("letter_code", words)
            return render(request, "privacy/enter.html", {"form": form}, status=429)
        if link := workflow.find_link(form.cleaned_data["letter_code"]):
            return redirect("privacy:own_page", link.token)
        ratelimit.consume(request, action=LIMIT)
        words = _("This code opens nothing. Look once more in the newest letter.")
        form.add_error("letter_code", words)
    return render(request, "privacy/enter.html", {"form": form})


def come_in(request, token):
    """The access of who was let in, with all the page needs; or the answer for who was not."""
    link, answer = door.enter(request, token, workflow.PURPOSE)
    if link is None:
        return None, answer
    found = (
        ResidentAccess.objects.standing()
        .filter(link=link)
        .select_related(
            "link",
            "trajectory__organisation",
            "trajectory__resident",
            "trajectory__dwelling",
            "trajectory__coach",
        )
    )
    access = found.first()
    return (access, None) if access else (None, door.dead(request, workflow.PURPOSE))


def show(request, access, template, context):
    """A page for the resident, put on record."""
    trajectory = access.trajectory
    record(
        request,
        Entry.Action.VIEW,
        objects=[trajectory, trajectory.resident],
        organisation_id=trajectory.organisation_id,
        ground="own file",
    )
    about = {"trajectory": trajectory, "token": access.link.token}
    return render(request, template, about | context)


@login_not_required
@require_http_methods(METHODS)
def own_page(request, token):
    """Everything on one page; what can be done here: take a consent back, and leave."""
    access, answer = come_in(request, token)
    if access is None:
        return answer
    if request.POST.get("do") == "leave":
        door.leave(request, access.link)
        messages.success(request, _("The page is closed. With your letter you can open it again."))
        return redirect("privacy:enter")
    if request.POST.get("do") == "take_back":
        return take_back(request, access)
    return show(request, access, "privacy/own_page.html", page_of(access.trajectory))


def take_back(request, access):
    key = request.POST.get("consent", "")
    consent = access.trajectory.consents.filter(key=as_key(key)).first()
    if consent is None:
        raise Http404
    try:
        workflow.take_back(consent)
    except ChangedMeanwhile:
        messages.info(request, _("You took this back already."))
    else:
        messages.success(request, _("You took your consent back. Nobody sees it any more."))
    return redirect("privacy:own_page", access.link.token)


@login_not_required
@require_http_methods(METHODS)
def not_right(request, token):
    """Say what is not right: somebody answers within a month."""
    access, answer = come_in(request, token)
    if access is None:
        return answer
    part = request.GET.get("over", "")
    initial = {"part": part} if part in CorrectionRequest.Part else {}
    form = CorrectionForm(request.POST or None, initial=initial)
    if form.is_valid():
        key = as_key(request.POST.get("once", "")) or uuid.uuid4()
        workflow.ask_correction(access.trajectory, key=key, **form.cleaned_data)
        messages.success(request, _("Thank you, it was sent. You read the answer on this page."))
        return redirect("privacy:own_page", token)
    return show(request, access, "privacy/not_right.html", {"form": form})


def as_key(text):
    """The key in a form, or None when it is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
