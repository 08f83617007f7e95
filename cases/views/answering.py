"""The personal link of a partner: what is asked, what they may know, and their answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from audit.log import record
from audit.models import Entry
from cases.forms.sharing import DeclineForm, WordForm
from cases.models import ChangedMeanwhile, PartnerRequest, Share
from cases.shared import seen_by_receiver
from cases.workflow import asking as workflow
from cases.workflow.sharing import note_look
from common.conflict import seen_version
from links import door

FORMS = {  # {what they do: its form}
    # Three forms on one page: each names its fields after itself.
    "report": lambda data: WordForm(data, label=_("What came of it?"), auto_id="report_%s"),
    "ask_back": lambda data: WordForm(
        data, label=_("What do you want to know first?"), auto_id="ask_back_%s"
    ),
    "decline": lambda data: DeclineForm(data, auto_id="decline_%s"),
}
ENDS = ("report", "decline")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request, token):
    """The one page of a partner: read, accept, decline, report back, ask something first."""
    link, answer = door.enter(request, token, workflow.PURPOSE)
    if link is None:
        return answer
    found = asked_through(link)
    if found is None:
        return door.dead(request)
    forms = {name: make(None) for name, make in FORMS.items()}
    wanted = request.POST.get("do", "") if request.method == "POST" else ""
    if wanted in FORMS:
        forms[wanted] = FORMS[wanted](request.POST)
    if wanted == "accept" or wanted in FORMS and forms[wanted].is_valid():
        values = forms[wanted].cleaned_data if wanted in FORMS else {}
        if answer := done(request, found, getattr(workflow, wanted), values):
            return answer
    return page(request, found, forms)


def asked_through(link):
    """The question behind a link, while it runs and its share stands; None otherwise."""
    live = Share.objects.live().values("pk")
    return (
        PartnerRequest.objects.running()
        .filter(link=link, share__in=live)
        .select_related(
            "trajectory__organisation",
            "trajectory__resident",
            "trajectory__dwelling",
            "share__contact__partner",
            "asked_by",
            "link",
        )
        .first()
    )


def done(request, found, verb, values):
    """Do it once, and show where it stands; None when something new came in between."""
    seen_version(request, found)
    try:
        with transaction.atomic():
            verb(found, **values)
    except ChangedMeanwhile:
        messages.warning(
            request, _("Something changed here. Look first; what you wrote is still there.")
        )
        found.refresh_from_db(fields=["version", "state"])
        return None if found.is_running else door.dead(request)
    if verb.__name__ in ENDS:
        door.leave(request, found.link)
        return redirect("cases:answered")
    messages.success(request, _("Thank you. %(name)s sees it.") % {"name": found.asked_by.name})
    return redirect(request.path)


def page(request, found, forms):
    """Exactly the shared fields, in the ledger and in the log."""
    found.share.trajectory = trajectory = found.trajectory
    items = seen_by_receiver(found.share)
    note_look(found.share, [item.code for item in items])
    record(
        request,
        Entry.Action.VIEW,
        objects=[trajectory, trajectory.resident],
        organisation_id=trajectory.organisation_id,
        ground=f"share {found.share.ground}",
    )
    context = {
        "asked": found,
        "items": items,
        "forms": forms,
        "words": found.messages.select_related("by"),
        "organisation": trajectory.organisation,
    }
    return render(request, "cases/asked.html", context)


@login_not_required
@require_safe
def answered(request):
    """Thank you; nothing of anybody."""
    return render(request, "cases/answered.html")
