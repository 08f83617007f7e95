"""The road of a trajectory: states, team, contacts."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases import workflow
from cases.models import (
    OPEN_STATES,
    Grant,
    JournalEntry,
    State,
    Trajectory,
    TrajectoryChanged,
    TrajectoryRunsAlready,
)
from cases.permissions import can_edit, can_edit_entry, can_start, level_of
from tests.cast import resident, trajectory

TODAY = timezone.localdate
ROAD = [State.ACQUAINTANCE, State.ANALYSIS, State.PLAN, State.ACTION, State.SAFETY_NET]


def at(cast, state):
    made = trajectory(cast.coach, cast.kade, who=resident(cast.kade))
    for step in ROAD[1 : ROAD.index(state) + 1] if state in ROAD else []:
        workflow.move(made, to=step, by=cast.coach)
    if state == State.CLOSED:
        workflow.close(made, end_reason="home_kept", ended_on=TODAY(), by=cast.coach)
    if state == State.STOPPED:
        workflow.stop(made, ended_on=TODAY(), by=cast.coach, reason="Verhuisd.")
    assert made.state == state
    return made


@pytest.mark.parametrize("start", list(State))
@pytest.mark.parametrize("to", list(State))
def test_a_step_goes_one_forward_or_back(cast, start, to):
    made = at(cast, start)
    allowed = start in ROAD and to in workflow.STEPS[start]
    if allowed:
        assert abs(ROAD.index(start) - ROAD.index(to)) == 1
        workflow.move(made, to=to, by=cast.coach, reason="Tijd voor.")
        assert made.state_changes.filter(from_state=start, to_state=to).count() == 1
    else:
        with pytest.raises(TrajectoryChanged):
            workflow.move(made, to=to, by=cast.coach)


@pytest.mark.parametrize("state", list(State))
def test_only_what_runs_can_end_and_only_once(cast, state):
    made = at(cast, state)
    if state in OPEN_STATES:
        workflow.close(made, end_reason="moved", ended_on=TODAY(), by=cast.coach)
        assert (made.end_reason, made.ended_on, made.next_contact_on) == ("moved", TODAY(), None)
    with pytest.raises(TrajectoryChanged):
        workflow.close(made, end_reason="moved", ended_on=TODAY(), by=cast.coach)
    with pytest.raises(TrajectoryChanged):
        workflow.stop(made, ended_on=TODAY(), by=cast.coach, reason="x")


@pytest.mark.parametrize("before", ROAD)
def test_reopening_brings_back_the_state_it_had(cast, before):
    made = at(cast, before)
    workflow.close(made, end_reason="moved", ended_on=TODAY(), by=cast.coach)
    workflow.reopen(made, by=cast.coach)
    assert (made.state, made.end_reason, made.ended_on) == (before, "", None)
    assert made.next_contact_on > TODAY()
    with pytest.raises(TrajectoryChanged):
        workflow.reopen(made, by=cast.coach)


def test_one_trajectory_of_a_resident_runs_at_a_time(cast):
    first = at(cast, State.CLOSED)
    workflow.open_trajectory(
        resident=first.resident, dwelling=None, coach=cast.coach, backups=[], by=cast.coach
    )
    with pytest.raises(TrajectoryRunsAlready):
        workflow.reopen(first, by=cast.coach)


def test_the_database_wants_a_reason_and_a_day_with_an_end(cast):
    rows = Trajectory.objects.filter(pk=cast.trajectory.pk)
    for broken in ({"state": State.CLOSED}, {"state": State.CLOSED, "ended_on": TODAY()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**broken)


def test_of_two_editors_the_second_is_refused(cast):
    first, second = (Trajectory.objects.get(pk=cast.trajectory.pk) for _ in range(2))
    workflow.move(first, to=State.ANALYSIS, by=cast.coach)
    with pytest.raises(TrajectoryChanged):
        workflow.set_team(second, coach=cast.backup, backups=[])
    assert level_of(cast.coach, cast.trajectory) == Grant.Level.COACH


class TestTeam:
    def test_who_leaves_the_team_sees_nothing_more(self, cast):
        workflow.set_team(cast.trajectory, coach=cast.backup, backups=[cast.colleague])
        seen = Trajectory.objects.visible_to
        assert not seen(cast.coach).exists()
        assert level_of(cast.backup, cast.trajectory) == Grant.Level.COACH
        assert level_of(cast.colleague, cast.trajectory) == Grant.Level.BACKUP
        assert cast.trajectory.grants.filter(user=cast.coach, until__isnull=False).exists()

    def test_who_stays_keeps_one_grant(self, cast):
        before = cast.trajectory.grants.get(user=cast.coach).pk
        workflow.set_team(cast.trajectory, coach=cast.coach, backups=[])
        assert cast.trajectory.grants.filter(user=cast.coach).get().pk == before

    def test_a_coach_is_no_backup_of_himself(self, cast):
        made = workflow.open_trajectory(
            resident=resident(cast.kade),
            dwelling=None,
            coach=cast.coach,
            backups=[cast.coach, cast.backup],
            by=cast.coach,
        )
        assert made.grants.count() == 2

    def test_rights_follow_the_grant(self, cast):
        assert can_edit(cast.backup, cast.trajectory)
        assert not can_edit(cast.reader, cast.trajectory)
        assert not can_edit(cast.colleague, cast.trajectory)
        assert can_start(cast.colleague, cast.kade.pk)
        assert not can_start(cast.colleague, cast.vaart.pk)
        assert not can_start(cast.reporter, cast.kade.pk)


def write(cast, **values):
    fields = {"kind": "visit", "outcome": "reached", "facts": "De tuin was opgeruimd."}
    return workflow.add_entry(cast.trajectory, by=cast.coach, **(fields | values))


class TestContacts:
    def due(self, cast, days):
        workflow.plan_contact(cast.trajectory, on=TODAY() + dt.timedelta(days=days))

    def next(self, cast):
        cast.trajectory.refresh_from_db()
        return cast.trajectory.next_contact_on

    def test_an_attempt_is_no_contact(self, cast):
        write(cast, outcome="attempt")
        reached = write(cast)
        assert list(JournalEntry.objects.contacts()) == [reached]

    def test_a_note_cannot_be_a_contact(self, cast):
        with pytest.raises(IntegrityError), transaction.atomic():
            write(cast, kind="note", outcome="reached")

    def test_a_resident_that_was_reached_settles_the_planned_contact(self, cast):
        self.due(cast, -2)
        write(cast)
        assert self.next(cast) is None

    def test_an_attempt_leaves_it_due(self, cast):
        self.due(cast, -2)
        write(cast, outcome="attempt")
        assert self.next(cast) == TODAY() - dt.timedelta(days=2)

    def test_a_contact_planned_for_later_stays(self, cast):
        self.due(cast, 5)
        write(cast)
        assert self.next(cast) == TODAY() + dt.timedelta(days=5)

    def test_a_next_date_replaces_the_planned_one(self, cast):
        self.due(cast, 5)
        write(cast, next_contact_on=TODAY() + dt.timedelta(days=9))
        assert self.next(cast) == TODAY() + dt.timedelta(days=9)

    def test_what_ended_gets_no_next_contact(self, cast):
        workflow.close(cast.trajectory, end_reason="moved", ended_on=TODAY(), by=cast.coach)
        workflow.plan_contact(cast.trajectory, on=TODAY())
        assert self.next(cast) is None

    def test_only_its_author_corrects_an_entry_and_only_in_the_team(self, cast):
        entry = write(cast)
        assert can_edit_entry(cast.coach, entry)
        assert not can_edit_entry(cast.backup, entry)
        workflow.set_team(cast.trajectory, coach=cast.backup, backups=[])
        assert not can_edit_entry(cast.coach, entry)

    def test_the_second_of_two_editors_of_an_entry_is_refused(self, cast):
        entry = write(cast)
        other = JournalEntry.objects.get(pk=entry.pk)
        entry.change(facts="Eerst.")
        with pytest.raises(TrajectoryChanged):
            other.change(facts="Daarna.")
        assert JournalEntry.objects.get(pk=entry.pk).edited


@pytest.mark.parametrize(
    ("started", "today", "month"),
    [
        (dt.date(2026, 1, 15), dt.date(2026, 1, 15), 1),
        (dt.date(2026, 1, 15), dt.date(2026, 2, 14), 1),
        (dt.date(2026, 1, 15), dt.date(2026, 2, 15), 2),
        (dt.date(2025, 11, 30), dt.date(2026, 2, 28), 3),
    ],
)
def test_months_are_counted_from_the_start(cast, started, today, month):
    made = Trajectory(started_on=started, ended_on=today)
    assert made.month == month
