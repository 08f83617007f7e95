"""Asking a partner something, and what came back: the side of the coach."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.forms.sharing import AskForm, WordForm
from cases.models import Action, ChangedMeanwhile, PartnerRequest
from cases.pace import propose_date
from cases.permissions import WORKS_ON_IT, can_see_sensitive
from cases.shared import seen_by_receiver
from cases.views.analysis import changed
from cases.views.files import hint_at_labels, open_file, show
from cases.views.sharing import choices_for
from cases.workflow import asking as workflow

CODES = "codes"  # in the session: {request: the code to tell, until it was shown once}


def ask(request, number):
    """Ask, look at exactly what the receiver will see, and send that."""
    trajectory, _level = file = open_file(request, number)
    sensitive = can_see_sensitive(request.user, trajectory)
    steps = Action.objects.open().filter(goal__trajectory=trajectory).seen(sensitive=sensitive)
    form = AskForm(
        request.POST or None,
        initial=asked_for(request, trajectory),
        steps=steps,
        **choices_for(request.user, trajectory),
    )
    preview = None
    if form.is_valid():
        if request.POST.get("previewed") == form.seal:
            return send(request, trajectory, form)
        preview = form.preview
    context = {"form": form, "preview": preview}
    return show(request, file, "cases/ask.html", context)


def asked_for(request, trajectory):
    """What the link to the form said already: to whom, and about which step."""
    initial = {"items": ["name"], "due_on": propose_date(trajectory.pace)}
    to, step = request.GET.get("aan", ""), request.GET.get("stap", "")
    if to.isdecimal():
        initial["contact"] = to
    if step.isdecimal():
        initial |= {"step": step, "kind": "action", "items": ["name", f"step:{step}"]}
    return initial


def send(request, trajectory, form):
    """Send what was previewed, and show the code to tell."""
    made = workflow.ask(
        trajectory,
        by=request.user,
        contact=form.cleaned_data["contact"],
        shared={k: v for k, v in form.share_values().items() if k != "contact"},
        **form.request_values(),
    )
    remember_code(request, made)
    messages.success(request, _("Sent. Now tell the code."))
    hint_at_labels(request, form)
    return redirect("cases:request", trajectory.number, made.key)


def remember_code(request, asked):
    known = request.session.get(CODES, {})
    request.session[CODES] = known | {str(asked.pk): workflow.new_code(asked)}


def open_request(request, number, key, *, edit=True):
    """The trajectory and one question about it; 404 and 403 as open_file()."""
    file = open_file(request, number, edit=edit)
    found = PartnerRequest.objects.filter(trajectory=file[0]).select_related(
        "share__contact__partner__merged_into",
        "share__contact__merged_into__partner",
        "share__consent",
        "share__covenant",
        "link",
        "asked_by",
        "step",
    )
    asked = get_object_or_404(found, key=key)
    asked.trajectory = asked.share.trajectory = file[0]
    return file, asked


def request_detail(request, number, key):
    """Where it stands, what was said, and a word back."""
    file, asked = open_request(request, number, key, edit=request.method == "POST")
    form = WordForm(request.POST or None, label=_("Your answer"))
    if form.is_valid():
        try:
            workflow.reply(asked, by=request.user, text=form.cleaned_data["text"])
        except ChangedMeanwhile:
            return changed(request, file[0], "cases:sharing")
        messages.success(request, _("Sent."))
        hint_at_labels(request, form)
        return redirect("cases:request", file[0].number, asked.key)
    context = {
        "asked": asked,
        "contact": asked.share.contact.standing,
        "form": form,
        "items": seen_by_receiver(asked.share),
        "words": asked.messages.select_related("by"),
        "can_edit": file[1] in WORKS_ON_IT,
        "code": request.session.get(CODES, {}).get(str(asked.pk), ""),
    }
    return show(request, file, "cases/request.html", context)


@require_POST
def request_code(request, number, key):
    """A new code to tell; the one before opens nothing any more."""
    _file, asked = open_request(request, number, key)
    remember_code(request, asked)
    return redirect("cases:request", number, key)


@require_POST
def request_told(request, number, key):
    """The code was told: it is shown no more."""
    _file, asked = open_request(request, number, key)
    known = request.session.get(CODES, {})
    known.pop(str(asked.pk), None)
    request.session[CODES] = known
    return redirect("cases:request", number, key)


@require_POST
def request_seen(request, number, key):
    """The news was read: it leaves today's list."""
    _file, asked = open_request(request, number, key)
    workflow.seen(asked)
    return redirect("cases:request", number, key)


@require_POST
def request_withdraw(request, number, key):
    """Ask no longer: link and share stop at once."""
    file, asked = open_request(request, number, key)
    try:
        workflow.withdraw(asked)
    except ChangedMeanwhile:
        return changed(request, file[0], "cases:sharing")
    messages.success(request, _("Withdrawn. The link opens nothing any more."))
    return redirect("cases:request", number, key)
