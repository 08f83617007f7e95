"""Verbs on a signal: each is one transaction, and the only way its state changes."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Draft, User
from cases import workflow as cases
from cases.models import Trajectory
from residents.models import Resident
from signals.models import (
    UNASSESSED,
    Attachment,
    Event,
    Feedback,
    Reporter,
    Signal,
    SignalChanged,
    State,
    Triage,
    due_dates,
)


@transaction.atomic
def log_signal(
    *,
    by: User,
    organisation_id: int,
    signal: dict[str, Any],
    reporter: dict[str, Any],
    draft: Draft | None = None,
) -> Signal:
    """Save a new signal with its reporter; attachments of the draft come along.

    Both deadlines count in working days from today, by urgency.
    """
    respond_by, feedback_by = due_dates(organisation_id, signal["urgency"], timezone.localdate())
    made = Signal.objects.create(
        organisation_id=organisation_id, respond_by=respond_by, feedback_by=feedback_by, **signal
    )
    # Who typed it for somebody else hears what became of it too, and passes it on.
    Reporter.objects.create(signal=made, user=by, **reporter)
    _note(made, Event.Verb.LOGGED, by)
    if draft:
        Attachment.objects.filter(draft=draft).update(signal=made, draft=None)
        draft.delete()
    return made


@transaction.atomic
def edit(signal: Signal, *, by: User, values: dict[str, Any]) -> None:
    """Change the words of a signal; a changed urgency moves deadlines that are still ahead."""
    if signal.state == State.CLOSED:
        raise SignalChanged
    respond_by, feedback_by = due_dates(
        signal.organisation_id, values["urgency"], timezone.localdate(signal.created_at)
    )
    signal.change(**values, respond_by=respond_by, feedback_by=feedback_by)
    _note(signal, Event.Verb.EDITED, by)


@transaction.atomic
def assess(signal: Signal, *, by: User, triage: str, note: str = "") -> None:
    """Say what it is without an outcome yet: somebody is finding out more."""
    _from(signal, UNASSESSED)
    signal.change(state=State.ASSESSING, triage=Triage(triage), handler=by)
    _note(signal, Event.Verb.ASSESSED, by, note)


@transaction.atomic
def take_up(signal: Signal, *, by: User, triage: str, note: str = "") -> None:
    """Take it up oneself."""
    _from(signal, UNASSESSED)
    signal.change(state=State.TAKEN_UP, triage=Triage(triage), handler=by)
    _note(signal, Event.Verb.TAKEN_UP, by, note)


@transaction.atomic
def refer(signal: Signal, *, by: User, triage: str, referred_to: str, note: str = "") -> None:
    """Pass it on to somebody who can do more about it."""
    _from(signal, UNASSESSED)
    signal.change(state=State.REFERRED, triage=Triage(triage), handler=by, referred_to=referred_to)
    _note(signal, Event.Verb.REFERRED, by, note)


@transaction.atomic
def feed_back(signal: Signal, *, by: User, kind: str, text: str) -> Feedback:
    """Record what the reporter was told, or why nothing; the duty to feed back is done."""
    _from(signal, (State.TAKEN_UP, State.REFERRED, State.TRAJECTORY, State.FED_BACK))
    now = timezone.now()
    signal.change(state=State.FED_BACK, fed_back_at=signal.fed_back_at or now)
    _note(signal, Event.Verb.FED_BACK, by)
    return Feedback.objects.create(signal=signal, kind=kind, text=text, by=by, at=now)


@transaction.atomic
def close(signal: Signal, *, by: User, note: str = "") -> None:
    """Close a signal of which the reporter heard."""
    _from(signal, (State.FED_BACK,))
    signal.change(state=State.CLOSED)
    _note(signal, Event.Verb.CLOSED, by, note)


@transaction.atomic
def reopen(signal: Signal, *, by: User, note: str) -> None:
    """Open a closed signal again: the reporter is to hear anew.

    It is assessed anew, unless it lies under a trajectory: then it stays there.
    """
    _from(signal, (State.CLOSED,))
    respond_by, feedback_by = due_dates(
        signal.organisation_id, signal.urgency, timezone.localdate()
    )
    signal.change(
        state=State.TRAJECTORY if signal.trajectory_id else State.ASSESSING,
        respond_by=respond_by,
        feedback_by=feedback_by,
        fed_back_at=None,
    )
    _note(signal, Event.Verb.REOPENED, by, note)


@transaction.atomic
def start_trajectory(
    signals: Iterable[Signal],
    *,
    resident: Resident,
    coach: User,
    backups: Iterable[User],
    by: User,
) -> Trajectory:
    """Start a trajectory for the resident from one or more signals at the same address."""
    signals = list(signals)
    dwelling = next((signal.dwelling for signal in signals if signal.dwelling), None)
    trajectory = cases.open_trajectory(
        resident=resident, dwelling=dwelling, coach=coach, backups=backups, by=by
    )
    for signal in signals:
        join_trajectory(signal, trajectory=trajectory, by=by)
    return trajectory


@transaction.atomic
def join_trajectory(signal: Signal, *, trajectory: Trajectory, by: User) -> None:
    """Put a signal under a running trajectory; a triage is filled in when none was made."""
    _from(signal, (*UNASSESSED, State.TAKEN_UP, State.REFERRED, State.FED_BACK))
    state = State.FED_BACK if signal.fed_back_at else State.TRAJECTORY
    signal.change(
        state=state,
        trajectory=trajectory,
        resident=trajectory.resident,
        triage=signal.triage or Triage.VULNERABLE,
        handler=by,
    )
    _note(signal, Event.Verb.TRAJECTORY, by)


def _from(signal: Signal, states: Iterable[str]) -> None:
    """Raise SignalChanged unless the signal is in one of these states."""
    if signal.state not in states:
        raise SignalChanged


def _note(signal: Signal, verb: Event.Verb, by: User, note: str = "") -> None:
    Event.objects.create(signal=signal, verb=verb, by=by, note=note)
