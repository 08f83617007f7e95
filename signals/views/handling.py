"""What a coach does with a signal, and what its reporter sees of it."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.log import record
from audit.models import Entry
from cases.models import Trajectory, TrajectoryRunsAlready
from cases.views.files import runs_already
from residents.forms import ResidentForm
from residents.models import Resident
from signals import workflow
from signals.forms import AssessForm, FeedbackForm, NoteForm, StartForm
from signals.models import Signal, SignalChanged, State
from signals.permissions import can_edit, can_handle, can_see_reporter
from signals.rows import events_of, reporter_facts, shown, signal_row, state_words

RELATED = ("dwelling", "handler", "trajectory", "reporter")


def handled_by(user):
    return Signal.objects.visible_to(user).select_related(*RELATED)


def fetch(request, number):
    """The signal for who handles signals: 404 for everybody else."""
    return get_object_or_404(handled_by(request.user), number=number)


def show(request, signal, template, context, *, more=()):
    """A page about the signal, put on record with all it shows: also a form that came back."""
    record(
        request,
        Entry.Action.VIEW,
        objects=[signal, *more],
        organisation_id=signal.organisation_id,
        ground="role coach",
    )
    return render(request, template, shown(signal) | context)


def try_verb(request, signal, verb, **values):
    """Do it, or tell that a colleague was first; either way back to the signal."""
    try:
        verb(signal, by=request.user, **values)
    except SignalChanged:
        return colleague_was_first(request, signal)
    return redirect(signal)


def colleague_was_first(request, signal):
    messages.warning(
        request, _("A colleague was first with this signal. This is how it stands now.")
    )
    return redirect(signal)


@require_safe
def signal_detail(request, number):
    signal = handled_by(request.user).filter(number=number).first()
    if signal is None:
        return _own_words(request, number)
    earlier = list(Signal.objects.at_address_of(signal).select_related("dwelling")[:10])
    residents = _residents_at(request, signal)
    context = {
        "events": events_of(signal),
        "feedback": signal.feedback.order_by("-at"),
        "earlier": [signal_row(item) for item in earlier],
        "residents": residents,
        "assess_form": AssessForm(initial={"triage": signal.triage}),
        "can_edit": can_edit(request.user, signal),
        "steps": _steps(signal),
        "feedback_due": signal.is_assessed and signal.fed_back_at is None,
    }
    more = [*earlier, *residents]
    return show(request, signal, "signals/signal_detail.html", context, more=more)


def _steps(signal):
    """Which buttons make sense in this state."""
    return {
        "assess": not signal.is_assessed,
        "feed_back": signal.is_assessed and signal.state != State.CLOSED,
        "start": signal.trajectory_id is None and signal.state != State.CLOSED,
        "close": signal.state == State.FED_BACK,
        "reopen": signal.state == State.CLOSED,
    }


def _own_words(request, number):
    """What a reporter sees of a signal: their own words, its state, and what they were told."""
    mine = Signal.objects.reported_by(request.user)
    signal = get_object_or_404(mine.select_related("dwelling", "reporter"), number=number)
    record(
        request,
        Entry.Action.VIEW,
        objects=[signal],
        organisation_id=signal.organisation_id,
        ground="own",
    )
    context = shown(signal, own=True) | {
        "feedback": signal.feedback.order_by("-at"),
        "can_edit": can_edit(request.user, signal),
        "state_words": state_words(signal),
    }
    return render(request, "signals/signal_own.html", context)


def _residents_at(request, signal):
    if signal.dwelling is None:
        return []
    visible = Resident.objects.visible_to(request.user)
    return list(visible.living_at(signal.dwelling).by_name())


def signal_assess(request, number):
    signal = fetch(request, number)
    action = request.POST.get("action", "take_up")
    form = AssessForm(request.POST or None, action=action)
    if form.is_valid():
        data = form.cleaned_data
        referred_to = data.pop("referred_to")
        if action == "refer":
            return try_verb(request, signal, workflow.refer, referred_to=referred_to, **data)
        if action == "find_out":
            return try_verb(request, signal, workflow.assess, **data)
        response = try_verb(request, signal, workflow.take_up, **data)
        return redirect("signals:start", signal.number) if action == "start" else response
    return show(request, signal, "signals/assess.html", {"assess_form": form})


def signal_feedback(request, number):
    signal = fetch(request, number)
    form = FeedbackForm(request.POST or None)
    if form.is_valid():
        return try_verb(request, signal, workflow.feed_back, **form.cleaned_data)
    return show(request, signal, "signals/feedback.html", {"form": form})


def signal_close(request, number):
    return _with_note(request, number, workflow.close, "signals/close.html", required=False)


def signal_reopen(request, number):
    return _with_note(request, number, workflow.reopen, "signals/reopen.html", required=True)


def _with_note(request, number, verb, template, *, required):
    signal = fetch(request, number)
    form = NoteForm(request.POST or None, required=required)
    if form.is_valid():
        return try_verb(request, signal, verb, **form.cleaned_data)
    return show(request, signal, template, {"form": form})


@require_safe
def reporter(request, number):
    """Who gave the signal: on a page of its own, so that each look is a line in the log."""
    signal = get_object_or_404(Signal.objects.select_related("reporter__user"), number=number)
    if not can_see_reporter(request.user, signal):
        raise Http404
    record(
        request,
        Entry.Action.VIEW,
        objects=[signal, signal.reporter],
        organisation_id=signal.organisation_id,
        ground="role coach" if can_handle(request.user, signal) else "role privacy_officer",
    )
    handles = can_handle(request.user, signal)
    context = {
        "signal": signal,
        "facts": reporter_facts(signal.reporter),
        "phone": signal.reporter.phone or getattr(signal.reporter.user, "phone", ""),
        "back": signal.get_absolute_url() if handles else "",
    }
    return render(request, "signals/reporter.html", context)


def signal_start(request, number):
    """Start a trajectory from this signal, or put it under one that runs."""
    signal = fetch(request, number)
    if signal.trajectory_id:
        return redirect(signal.trajectory)
    found = _candidates(request, signal)
    form = StartForm(request.POST or None, signal=signal, initial={"coach": request.user}, **found)
    person = ResidentForm(request.POST if request.POST.get("who") == StartForm.NEW else None)
    new = request.POST.get("who") == StartForm.NEW
    if request.POST.get("action") != "find" and form.is_valid() and (not new or person.is_valid()):
        return _start(request, signal, form, person)
    context = {"form": form, "person": person, "name": _typed_name(request)}
    more = [*found["trajectories"], *found["residents"]]
    return show(request, signal, "signals/start.html", context, more=more)


def _typed_name(request):
    return request.POST.get("name", "")[:80]


def _candidates(request, signal):
    """Who it may be about: running trajectories one may see, residents there, residents by name."""
    name = _typed_name(request)
    visible = Resident.objects.visible_to(request.user)
    residents = _residents_at(request, signal)
    if name:
        residents += [item for item in visible.matching(name, 8) if item not in residents]
    running = Trajectory.objects.visible_to(request.user).open().select_related("resident")
    trajectories = list(running.filter(resident__in=residents))
    if signal.dwelling_id:
        here = running.filter(dwelling=signal.dwelling_id).exclude(resident__in=residents)
        trajectories += list(here)
    taken = {item.resident_id for item in trajectories}
    free = [item for item in residents if item.pk not in taken]
    return {"trajectories": trajectories, "residents": free}


def _start(request, signal, form, person):
    """Do as the form says; what a colleague did meanwhile is told, and nothing half-done stays."""
    data = form.cleaned_data
    try:
        with transaction.atomic():
            if form.trajectory:
                workflow.join_trajectory(signal, trajectory=form.trajectory, by=request.user)
                return redirect(form.trajectory)
            resident = form.resident or Resident.objects.create(
                organisation_id=signal.organisation_id, **person.values()
            )
            trajectory = workflow.start_trajectory(
                [signal, *data["others"]],
                resident=resident,
                coach=data["coach"],
                backups=data["backups"],
                by=request.user,
            )
    except SignalChanged:
        return colleague_was_first(request, signal)
    except TrajectoryRunsAlready:
        return runs_already(request, resident, back_to=signal)
    messages.success(request, _("Trajectory %(number)s started.") % {"number": trajectory.number})
    can_see = Trajectory.objects.visible_to(request.user).filter(pk=trajectory.pk).exists()
    return redirect(trajectory if can_see else signal)
