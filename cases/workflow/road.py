"""Verbs on a trajectory: each is one transaction, and the only way its state and team change."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import (
    EndReason,
    Grant,
    JournalEntry,
    SafetyNet,
    State,
    StateChange,
    Trajectory,
    TrajectoryChanged,
    TrajectoryRunsAlready,
)
from cases.workflow.domain_sets import set_in_use
from cases.workflow.people import always_there
from common.dates import add_working_days
from residents.models import Dwelling, Resident

# One step forward, or back when life asks for it; ending is close() or stop().
STEPS: dict[str, tuple[State, ...]] = {
    State.ACQUAINTANCE: (State.ANALYSIS,),
    State.ANALYSIS: (State.PLAN, State.ACQUAINTANCE),
    State.PLAN: (State.ACTION, State.ANALYSIS),
    State.ACTION: (State.SAFETY_NET, State.PLAN),
    State.SAFETY_NET: (State.ACTION,),
}


def first_contact() -> dt.date:
    """When a new or reopened trajectory asks for contact: a working week from today."""
    return add_working_days(timezone.localdate(), 5)


@transaction.atomic
def open_trajectory(
    *, resident: Resident, dwelling: Dwelling | None, coach: User, by: User, backups: Iterable[User]
) -> Trajectory:
    """Start a trajectory with its team; it begins with getting acquainted.

    Raises TrajectoryRunsAlready when the resident has one.
    """
    domain_set = set_in_use(resident.organisation)
    with _one_at_a_time():
        trajectory = Trajectory.objects.create(
            organisation_id=resident.organisation_id,
            resident=resident,
            dwelling=dwelling,
            coach=coach,
            next_contact_on=first_contact(),
            domain_set=domain_set,
        )
    always_there(trajectory)
    _grant(trajectory, coach, Grant.Level.COACH)
    for backup in backups:
        if backup != coach:
            _grant(trajectory, backup, Grant.Level.BACKUP)
    StateChange.objects.create(trajectory=trajectory, to_state=trajectory.state, by=by)
    return trajectory


@transaction.atomic
def move(trajectory: Trajectory, *, to: str, by: User, reason: str = "") -> None:
    """Take one step along the road; raises TrajectoryChanged when the step is no longer there."""
    if to not in STEPS.get(trajectory.state, ()):
        raise TrajectoryChanged
    _change_state(trajectory, to=to, by=by, reason=reason)


@transaction.atomic
def close(
    trajectory: Trajectory, *, end_reason: str, ended_on: dt.date, by: User, reason: str = ""
) -> None:
    """Close with one of the listed reasons; raises TrajectoryChanged when it is not open any more."""
    _change_state(
        trajectory,
        to=State.CLOSED,
        by=by,
        reason=reason,
        end_reason=EndReason(end_reason),
        ended_on=ended_on,
        next_contact_on=None,
    )


@transaction.atomic
def stop(trajectory: Trajectory, *, ended_on: dt.date, by: User, reason: str) -> None:
    """Break off without a result, with an explanation."""
    _change_state(
        trajectory,
        to=State.STOPPED,
        by=by,
        reason=reason,
        ended_on=ended_on,
        next_contact_on=None,
    )


@transaction.atomic
def reopen(trajectory: Trajectory, *, by: User) -> None:
    """Open a closed or stopped trajectory again, in the state it had before its end.

    Raises TrajectoryChanged when it is open, TrajectoryRunsAlready when the resident has another.
    """
    if trajectory.is_open:
        raise TrajectoryChanged
    last = trajectory.state_changes.filter(to_state=trajectory.state).order_by("-at").first()
    back = last.from_state if last and last.from_state else State.ACQUAINTANCE
    with _one_at_a_time():
        trajectory.change(
            state=back,
            end_reason="",
            ended_on=None,
            next_contact_on=first_contact(),
        )
    StateChange.objects.create(
        trajectory=trajectory,
        from_state=last.to_state if last else "",
        to_state=back,
        by=by,
        reason=_("Opened again"),
    )


@transaction.atomic
def add_entry(
    trajectory: Trajectory, *, by: User, next_contact_on: dt.date | None = None, **values: object
) -> JournalEntry:
    """Write a contact or note; a next contact date, when given, replaces the planned one.

    Without one, a planned contact that was due is done once the resident was reached (with a
    safety net the next one follows by itself); an attempt leaves it due.
    """
    entry = JournalEntry.objects.create(trajectory=trajectory, author=by, **values)
    if next_contact_on:
        plan_contact(trajectory, on=next_contact_on)
    elif entry.outcome == JournalEntry.Outcome.REACHED:
        day = timezone.localdate(entry.happened_at)
        due = Trajectory.objects.due_for_contact(day).filter(pk=trajectory.pk)
        net = SafetyNet.objects.filter(trajectory__in=due.filter(state=State.SAFETY_NET)).first()
        due.update(next_contact_on=net.next_after(day) if net else None)
    return entry


def plan_contact(trajectory: Trajectory, *, on: dt.date) -> None:
    """Plan the next contact; a trajectory that ended meanwhile keeps none."""
    Trajectory.objects.open().filter(pk=trajectory.pk).update(next_contact_on=on)
    trajectory.next_contact_on = on


@transaction.atomic
def set_team(trajectory: Trajectory, *, coach: User, backups: Iterable[User]) -> None:
    """Make this the team: who is no longer in it loses access at once, and it stays on record.

    Who only reads along is not of the team, and keeps reading.
    """
    trajectory.change(coach=coach)
    wanted = {backup: Grant.Level.BACKUP for backup in backups} | {coach: Grant.Level.COACH}
    now = timezone.now()
    for grant in trajectory.grants.valid().select_related("user"):
        if wanted.get(grant.user) == grant.level:
            del wanted[grant.user]
        elif grant.level != Grant.Level.READ or grant.user in wanted:
            grant.until = now
            grant.save(update_fields=["until"])
    for user, level in wanted.items():
        _grant(trajectory, user, level)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Say in words what the constraint says: one open trajectory per resident."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "cases_one_open_trajectory_per_resident" not in str(error):
            raise
        raise TrajectoryRunsAlready from error


def _grant(trajectory: Trajectory, user: User, level: str) -> None:
    Grant.objects.create(
        trajectory=trajectory, user=user, level=level, why=Grant.Level(level).value
    )


def _change_state(
    trajectory: Trajectory, *, to: str, by: User, reason: str, **values: object
) -> None:
    if not trajectory.is_open:
        raise TrajectoryChanged
    before = trajectory.state
    trajectory.change(state=to, **values)
    StateChange.objects.create(
        trajectory=trajectory, from_state=before, to_state=to, by=by, reason=reason
    )
