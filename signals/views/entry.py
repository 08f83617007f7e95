"""Logging a signal, changing it, and its attachments."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.drafts import draft_initial, drop_draft, load_draft, save_draft
from audit.log import record
from audit.models import Entry
from common.conflict import differences, seen_version
from common.requests import beside_the_form
from common.text import label_hints
from common.uploads import EXTENSION
from residents.models import Dwelling
from signals import workflow
from signals.forms import NewSignalForm, SignalForm
from signals.models import Attachment, Signal, SignalChanged
from signals.permissions import can_edit, can_handle, can_log

DRAFT = "signal"


def signal_create(request, dwelling=None):
    if not can_log(request.user):
        raise PermissionDenied
    draft = load_draft(request.user, DRAFT)
    form = NewSignalForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        user=request.user,
        initial=_initial(request, draft, dwelling),
        kept=draft.attachments.count() if draft else 0,
    )
    action = request.POST.get("action", "")
    if request.method == "POST":
        saved = form.is_valid() and action not in ("draft", "find")
        if saved:
            return _save(request, form, draft)
        draft = _keep(request, form)
        if action == "draft":
            messages.success(request, _("Kept as a draft. You can finish it later."))
            return redirect("workspace:today")
    if action == "find":
        form = NewSignalForm(
            user=request.user, initial=draft_initial(draft, NewSignalForm.base_fields)
        )
    if form.found_dwellings:
        put_search_on_record(request, form.found_dwellings)
    attachments = draft.attachments.order_by("pk") if draft else []
    context = {"form": form, "draft": draft, "draft_key": DRAFT, "attachments": attachments}
    return render(request, "signals/signal_form.html", context)


def _initial(request, draft, number):
    """What the form starts with: the draft, or the address it was opened from."""
    initial = draft_initial(draft, NewSignalForm.base_fields)
    if number:
        visible = Dwelling.objects.visible_to(request.user)
        initial["dwelling"] = get_object_or_404(visible, number=number).pk
    return initial


def _keep(request, form):
    """Keep what was typed, and the photos that were fine, so that an error costs nothing."""
    draft = save_draft(request.user, DRAFT, request.POST)
    _attach(form, draft=draft)
    return draft


def _attach(form, **home):
    for content, content_type in form.cleaned_data.get("photos", []):
        attachment = Attachment(content_type=content_type, size=content.size, **home)
        attachment.file.save(f"{attachment.key.hex}.{EXTENSION[content_type]}", content)


def _save(request, form, draft):
    signal = workflow.log_signal(
        by=request.user,
        organisation_id=form.organisation_id(),
        signal=form.values(),
        reporter=form.reporter_values(),
        draft=draft,
    )
    _attach(form, signal=signal)
    messages.success(request, _("Signal saved. Thank you."))
    hint_at_labels(request, signal)
    return redirect(signal)


def hint_at_labels(request, signal):
    """Tell, after saving, which words read as a diagnosis and what to write instead."""
    for hint in label_hints(f"{signal.facts} {signal.impression}"):
        messages.warning(request, hint)


@beside_the_form
@require_POST
def find_addresses(request):
    """The addresses that match what is typed, as choices in the form."""
    if not can_log(request.user):
        raise PermissionDenied
    form = NewSignalForm(user=request.user, initial={"place": request.POST.get("place", "")})
    put_search_on_record(request, form.found_dwellings)
    return render(request, "signals/_addresses.html", {"dwellings": form.found_dwellings})


def put_search_on_record(request, found):
    record(
        request,
        Entry.Action.SEARCH,
        objects=found,
        organisation_id=found[0].organisation_id if found else None,
        ground="role",
    )


def signal_edit(request, number):
    signal = editable(request, number)
    seen_version(request, signal)
    form = SignalForm(request.POST or None, instance=signal, user=request.user)
    stored = None
    if form.is_valid() and request.POST.get("action") != "find":
        try:
            workflow.edit(signal, by=request.user, values=form.values())
        except SignalChanged:
            current = Signal.objects.get(pk=signal.pk)
            signal.version = current.version
            stored = differences(form, SignalForm(instance=current, user=request.user))
        if not stored:  # saved; or a colleague saved the very same words
            messages.success(request, _("Signal changed."))
            hint_at_labels(request, signal)
            return redirect(signal)
    record(
        request,
        Entry.Action.VIEW,
        objects=[signal, *form.found_dwellings],
        organisation_id=signal.organisation_id,
        ground="role coach" if can_handle(request.user, signal) else "own",
    )
    context = {"form": form, "signal": signal, "stored": stored}
    return render(request, "signals/signal_edit.html", context)


def editable(request, number):
    """The signal, for who may change its words: 404 for outsiders, 403 for who may only read."""
    mine = Signal.objects.visible_to(request.user) | Signal.objects.reported_by(request.user)
    signal = get_object_or_404(mine.select_related("reporter", "dwelling"), number=number)
    if not can_edit(request.user, signal):
        raise PermissionDenied
    return signal


@require_safe
def attachment(request, key):
    """A photo or PDF, as a download under a name that tells nothing."""
    found = get_object_or_404(Attachment.objects.select_related("signal", "draft"), key=key)
    if found.signal:
        visible = Signal.objects.visible_to(request.user)
        mine = visible | Signal.objects.reported_by(request.user)
        get_object_or_404(mine, pk=found.signal_id)
        record(
            request,
            Entry.Action.EXPORT,
            objects=[found.signal, found],
            organisation_id=found.signal.organisation_id,
            ground="role coach" if can_handle(request.user, found.signal) else "own",
        )
    elif found.draft.user_id != request.user.pk:
        raise Http404
    name = f"bijlage.{EXTENSION[found.content_type]}"
    return FileResponse(
        found.file.open(), as_attachment=True, filename=name, content_type=found.content_type
    )


@require_POST
def attachment_drop(request, key):
    """Take a photo out of one's own draft."""
    found = get_object_or_404(Attachment, key=key, draft__user=request.user)
    found.delete()
    transaction.on_commit(lambda: found.file.delete(save=False))
    return redirect("signals:create")


@require_POST
def draft_drop(request):
    """Throw one's own draft away, with its photos."""
    photos = list(Attachment.objects.filter(draft__user=request.user, draft__key=DRAFT))
    drop_draft(request.user, DRAFT)
    transaction.on_commit(lambda: [photo.file.delete(save=False) for photo in photos])
    return redirect("signals:create")
