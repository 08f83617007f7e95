"""Vandaag: fixed rules, each with a reason, a day and a button; late, today, this week."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import workflow as cases
from cases.models import Trajectory
from cases.workflow import eviction, plan
from signals import workflow as signals
from signals.models import Signal
from tests.cast import resident, signal, trajectory
from workspace.today import RULES, groups_for

WEDNESDAY = dt.date(2026, 11, 25)
SUNDAY = dt.date(2026, 11, 29)


@pytest.fixture(autouse=True)
def _wednesday_morning():
    with time_machine.travel(dt.datetime(2026, 11, 25, 8, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def quiet(cast):
    """The cast with nothing due to anybody."""
    Signal.objects.update(respond_by="2027-01-01", feedback_by="2027-01-01")
    Trajectory.objects.update(next_contact_on="2027-01-01")
    cast.signal.refresh_from_db()
    cast.trajectory.refresh_from_db()
    return cast


def lines(user):
    """{group: [(why, who and where, url)]}, empty groups left out."""
    user.__dict__.pop("memberships_now", None)
    return {
        group["key"]: [(line.why, line.who_where, line.url) for line in group["lines"]]
        for group in groups_for(user)
        if group["lines"]
    }


def whys(user):
    return {key: [why for why, *_ in found] for key, found in lines(user).items()}


DAYS = [
    (WEDNESDAY - dt.timedelta(days=400), "late"), (WEDNESDAY - dt.timedelta(days=1), "late"),
    (WEDNESDAY, "today"), (WEDNESDAY + dt.timedelta(days=1), "week"), (SUNDAY, "week"),
    (SUNDAY + dt.timedelta(days=1), None), (None, None),
]  # fmt: skip


def test_when_nothing_is_due_there_is_nothing(quiet):
    assert lines(quiet.coach) == {}


@pytest.mark.parametrize(("due", "group"), DAYS[:6])
def test_a_signal_waits_to_be_assessed(quiet, due, group):
    Signal.objects.update(respond_by=due)
    assert whys(quiet.coach) == ({group: ["Signaal beoordelen"]} if group else {})
    signals.assess(quiet.signal, by=quiet.coach, triage="unclear")
    assert whys(quiet.coach) == ({group: ["Signaal beoordelen"]} if group else {})
    signals.take_up(quiet.signal, by=quiet.coach, triage="unclear")
    assert whys(quiet.coach) == {}


@pytest.mark.parametrize(("due", "group"), DAYS[:6])
def test_a_reporter_waits_for_an_answer_once_the_signal_is_assessed(quiet, due, group):
    Signal.objects.update(feedback_by=due)
    assert whys(quiet.coach) == {}
    quiet.signal.refresh_from_db()
    signals.refer(quiet.signal, by=quiet.coach, triage="quarrel", referred_to="buurtbemiddeling")
    assert whys(quiet.coach) == ({group: ["Melder wacht op antwoord"]} if group else {})
    signals.feed_back(quiet.signal, by=quiet.coach, kind="taken_up", text="")
    assert whys(quiet.coach) == {}


@pytest.mark.parametrize(("due", "group"), DAYS[:6])
def test_a_contact_is_planned(quiet, due, group):
    cases.plan_contact(quiet.trajectory, on=due)
    assert whys(quiet.coach) == ({group: ["Contact gepland"]} if group else {})
    assert whys(quiet.backup) == whys(quiet.coach)
    assert whys(quiet.colleague) == {}


def test_a_trajectory_without_a_next_contact_asks_for_one_today(quiet):
    Trajectory.objects.update(next_contact_on=None)
    assert whys(quiet.coach) == {"today": ["Geen volgend contact gepland"]}
    cases.close(quiet.trajectory, end_reason="moved", ended_on=WEDNESDAY, by=quiet.coach)
    assert whys(quiet.coach) == {}


def test_what_ended_asks_for_nothing(quiet):
    cases.plan_contact(quiet.trajectory, on=WEDNESDAY)
    cases.stop(quiet.trajectory, reason="x", ended_on=WEDNESDAY, by=quiet.coach)
    assert whys(quiet.coach) == {}


def test_danger_stands_on_top_then_the_oldest_first(quiet):
    for days, urgency in ((-3, "soon"), (-9, "soon"), (-1, "danger")):
        made = signal(quiet.reporter, quiet.kade, urgency=urgency, facts=f"{days}")
        Signal.objects.filter(pk=made.pk).update(respond_by=WEDNESDAY + dt.timedelta(days=days))
    found = groups_for(quiet.coach)[0]["lines"]
    assert [(line.due - WEDNESDAY).days for line in found] == [-1, -9, -3]


def test_on_a_sunday_the_week_ends_today(quiet):
    with time_machine.travel(dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC), tick=False):
        cases.plan_contact(quiet.trajectory, on=SUNDAY + dt.timedelta(days=1))
        assert whys(quiet.coach) == {}
        cases.plan_contact(quiet.trajectory, on=SUNDAY)
        assert whys(quiet.coach) == {"today": ["Contact gepland"]}


def test_the_day_turns_at_midnight_in_amsterdam(quiet):
    cases.plan_contact(quiet.trajectory, on=WEDNESDAY)
    for hour, minute, group in ((22, 59, "today"), (23, 1, "late")):
        at = dt.datetime(2026, 11, 25, hour, minute, tzinfo=dt.UTC)
        with time_machine.travel(at, tick=False):
            assert set(whys(quiet.coach)) == {group}


def test_a_danger_of_tonight_is_due_tonight(quiet):
    made = signal(quiet.reporter, quiet.kade, urgency="danger")
    assert made.respond_by == WEDNESDAY
    assert whys(quiet.coach) == {"today": ["Signaal beoordelen"]}


@pytest.mark.parametrize(
    ("rule", "times"),
    list(zip(RULES, (1, 1, 2), strict=True)),
    ids=lambda one: getattr(one, "__name__", str(one)),
)
def test_each_rule_asks_the_database_as_often_however_much_is_due(quiet, rule, times):
    for number in range(12):
        signal(quiet.reporter, quiet.kade, place=f"nummer {number}", urgency="danger")
        made = trajectory(quiet.coach, quiet.kade, who=resident(quiet.kade))
        own = made.participants.get(kind="own")
        goal = plan.add_goal(made, text="Huur op tijd")
        plan.add_step(goal, text="Post openen", owner=own, due_on=SUNDAY)
        eviction.set_phase(made, seen=None, by=quiet.coach, phase="court", date=SUNDAY)
    Trajectory.objects.filter(pk__in=Trajectory.objects.values("pk")[:6]).update(
        next_contact_on=None
    )
    some = list(Signal.objects.values_list("pk", flat=True)[:6])
    Signal.objects.filter(pk__in=some).update(
        state="taken_up", triage="unclear", feedback_by=SUNDAY
    )
    Trajectory.objects.exclude(next_contact_on=None).update(next_contact_on=SUNDAY)
    assert quiet.coach.memberships_now
    with CaptureQueriesContext(connection) as captured:
        found = list(rule(quiet.coach, SUNDAY))
        words = [(line.who_where, line.due_words, line.due_date, line.url) for line in found]
    assert len(words) >= 6
    assert len(captured) == times


def test_each_line_leads_to_where_it_can_be_done(quiet, login):
    Signal.objects.update(respond_by=WEDNESDAY)
    done = signal(quiet.reporter, quiet.kade, urgency="danger", dwelling=quiet.home)
    signals.take_up(done, by=quiet.coach, triage="unclear")
    Signal.objects.filter(pk=done.pk).update(feedback_by=WEDNESDAY)
    cases.plan_contact(quiet.trajectory, on=WEDNESDAY)
    trajectory(quiet.coach, quiet.kade, who=resident(quiet.kade, surname="Bakker"))
    Trajectory.objects.exclude(pk=quiet.trajectory.pk).update(next_contact_on=None)
    found = [line for group in lines(quiet.coach).values() for line in group]
    assert len({why for why, *_ in found}) == 4
    for _why, words, url in found:
        assert login(quiet.coach).get(url).status_code == 200
        assert words
    page = login(quiet.coach).get("/").content.decode()
    assert all(why in page and url in page for why, _words, url in found)


def test_who_logs_signals_sees_what_became_of_them(quiet, login):
    page = login(quiet.reporter).get("/").content.decode()
    assert quiet.signal.number in page
    assert quiet.trajectory.number not in page
    assert "Signaal beoordelen" not in page
