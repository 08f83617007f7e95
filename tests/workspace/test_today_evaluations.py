"""Evaluation moments on Vandaag: the coach's, a week late the team's, after three the manager's."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import workflow as cases
from cases.models import Trajectory
from evaluation.models import EvaluationMoment
from evaluation.workflow import moments
from tests import cast as made
from tests.workspace.test_today import SUNDAY, WEDNESDAY, lines, whys
from workspace.today import groups_for

DAY = dt.timedelta(days=1)
WHY = "Evaluatie na 3 maanden"


@pytest.fixture(autouse=True)
def _wednesday_morning():
    with time_machine.travel(dt.datetime(2026, 11, 25, 8, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def due(cast):
    """due(day): the one thing that waits is a moment that falls on this day."""
    moments.prepare(cast.kade, since=dt.date(2020, 1, 1))
    cast.signal.respond_by = cast.signal.feedback_by = dt.date(2027, 6, 1)
    cast.signal.save()

    def _due(day):
        file = Trajectory.objects.filter(pk=cast.trajectory.pk)
        file.update(next_contact_on="2027-06-01")
        moment = EvaluationMoment.objects.get(trajectory=cast.trajectory, kind="three_months")
        EvaluationMoment.objects.exclude(pk=moment.pk).delete()
        EvaluationMoment.objects.filter(pk=moment.pk).update(due_on=day)
        moment.refresh_from_db()
        return moment

    return _due


@pytest.mark.parametrize(
    ("day", "group"),
    [
        (WEDNESDAY - 400 * DAY, "late"), (WEDNESDAY - DAY, "late"), (WEDNESDAY, "today"),
        (WEDNESDAY + DAY, "week"), (SUNDAY, "week"), (SUNDAY + DAY, None),
    ],
)  # fmt: skip
def test_the_coach_sees_it_late_today_and_this_week(cast, due, day, group):
    moment = due(day)
    assert whys(cast.coach) == ({group: [WHY]} if group else {})
    moment.change(state="dropped", dropped="refused", remind_on=None)
    assert whys(cast.coach) == {}


def test_it_names_the_resident_and_leads_to_the_moment_or_its_trajectory(cast, due):
    moment = due(WEDNESDAY)
    ((why, who, url),) = lines(cast.coach)["today"]
    assert (why, who) == (WHY, "Mevrouw A. de Vries · Lange Kade 12, Veenwaard")
    assert url in (f"/evaluaties/{moment.number}/", f"/trajecten/{cast.trajectory.number}/")


@pytest.mark.parametrize(("late", "seen"), [(6, False), (7, True), (30, True)])
def test_the_backup_sees_it_a_week_late(cast, due, late, seen):
    due(WEDNESDAY - late * DAY)
    assert whys(cast.backup) == ({"late": [WHY]} if seen else {})
    assert whys(cast.colleague) == whys(cast.outsider) == {}


@pytest.mark.parametrize(("late", "seen"), [(20, False), (21, True)])
def test_the_manager_sees_a_number_three_weeks_late_and_no_more(cast, due, late, seen):
    due(WEDNESDAY - late * DAY)
    told = [(f"{WHY} is te laat: vraag het team", cast.trajectory.number, "")]
    assert lines(cast.manager) == ({"late": told} if seen else {})
    other = made.person("Ton Tak", "manager", cast.vaart)
    assert lines(other) == {}


def test_a_trajectory_that_ended_still_asks_its_closing_evaluation(cast, due):
    due(WEDNESDAY)
    cases.close(cast.trajectory, end_reason="moved", ended_on=WEDNESDAY, by=cast.coach)
    EvaluationMoment.objects.update(state="planned", dropped="", remind_on=None)
    EvaluationMoment.objects.update(kind="closing")
    assert whys(cast.coach) == {"today": ["Evaluatie bij het einde"]}


def test_it_takes_no_statement_of_its_own(cast, due):
    due(WEDNESDAY + 100 * DAY)
    Trajectory.objects.update(next_contact_on=WEDNESDAY)
    cast.coach.memberships_now  # noqa: B018  read once
    counts = []
    for day in (WEDNESDAY + 100 * DAY, WEDNESDAY):
        EvaluationMoment.objects.update(due_on=day)
        with CaptureQueriesContext(connection) as asked:
            groups_for(cast.coach)
        counts.append(len(asked))
    assert counts[0] == counts[1]
