"""Moments come from an anchor day by rules, follow it when it moves, and none is missed."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cases import workflow as cases
from cases.models import Trajectory
from common.versioned import ChangedMeanwhile
from evaluation.models import EvaluationMoment, MomentRule, Questionnaire
from evaluation.workflow import moments
from tests import cast as made

LONG_AGO = dt.date(2015, 1, 1)


@pytest.fixture
def asked(cast):
    """The cast with rules and questionnaires, for moments of long ago too."""
    moments.prepare(cast.kade, since=LONG_AGO)
    return cast


def started(cast, day, **fields):
    """A trajectory of somebody new that started on a day."""
    who = made.resident(cast.kade, fields.get("home"), surname="Smit")
    file = made.trajectory(cast.coach, cast.kade, who=who, **fields)
    Trajectory.objects.filter(pk=file.pk).update(started_on=day)
    return Trajectory.objects.get(pk=file.pk)


def days(file):
    """{kind: day} of all that is planned."""
    found = EvaluationMoment.objects.planned().filter(trajectory=file)
    return dict(found.values_list("kind", "due_on"))


def test_a_new_trajectory_has_its_moments_at_once(asked):
    file = started(asked, dt.date(2025, 3, 10))
    assert days(file) == {
        "baseline": dt.date(2025, 3, 24),
        "three_months": dt.date(2025, 6, 10),
        "year": dt.date(2026, 3, 10),
    }
    reminders = EvaluationMoment.objects.filter(trajectory=file)
    assert all(m.remind_on == m.due_on - dt.timedelta(days=14) for m in reminders)
    assert len({m.number for m in reminders}) == 3


@pytest.mark.parametrize(
    ("start", "quarter", "year"),
    [
        (dt.date(2023, 11, 30), dt.date(2024, 2, 29), dt.date(2024, 11, 30)),  # a leap year
        (dt.date(2024, 11, 30), dt.date(2025, 2, 28), dt.date(2025, 11, 30)),
        (dt.date(2024, 2, 29), dt.date(2024, 5, 29), dt.date(2025, 2, 28)),
        (dt.date(2025, 12, 30), dt.date(2026, 3, 30), dt.date(2026, 12, 30)),  # over summer time
        (dt.date(2025, 7, 31), dt.date(2025, 10, 31), dt.date(2026, 7, 31)),
    ],
)
def test_months_end_where_a_calendar_ends_them(asked, start, quarter, year):
    found = days(started(asked, start))
    assert (found["three_months"], found["year"]) == (quarter, year)


def test_moving_the_start_moves_what_is_not_finished(asked):
    file = started(asked, dt.date(2025, 3, 10))
    closed = file.evaluation_moments.get(kind="baseline")
    closed.change(
        state="closed", residence="yes", closed_at=timezone.now(), closed_by=asked.coach,
        remind_on=None,
    )  # fmt: skip
    Trajectory.objects.filter(pk=file.pk).update(started_on=dt.date(2025, 4, 1))
    assert days(file) == {"three_months": dt.date(2025, 7, 1), "year": dt.date(2026, 4, 1)}
    closed.refresh_from_db()
    assert closed.due_on == dt.date(2025, 3, 24)


def test_counted_from_the_tenancy_they_move_with_it(asked):
    home = made.dwelling(asked.kade, 44)
    file = started(asked, dt.date(2025, 3, 10), home=home)
    moments.count_from(file, anchor="tenancy")
    assert days(file)["year"] == dt.date(2016, 5, 1)  # the cast's tenancies start in May 2015
    home.tenancies.update(starts_on=dt.date(2025, 2, 1))
    assert days(file)["year"] == dt.date(2026, 2, 1)


def test_without_a_tenancy_nothing_counts_until_there_is_one(asked):
    home = made.dwelling(asked.kade, 45)
    MomentRule.objects.filter(kind="year").update(anchor="tenancy")
    who = made.resident(asked.kade, surname="Smit")
    file = made.trajectory(asked.coach, asked.kade, who=who, home=home)
    assert "year" not in days(file)
    tenancy = home.tenancies.create(starts_on=dt.date(2025, 5, 5))
    tenancy.tenants.create(resident=who)
    assert days(file)["year"] == dt.date(2026, 5, 5)


def test_what_was_due_before_the_rules_came_is_not_asked(cast):
    file = started(cast, dt.date(2025, 3, 10))
    assert days(file) == {}
    moments.prepare(cast.kade, since=dt.date(2025, 12, 1))
    assert days(file) == {"year": dt.date(2026, 3, 10)}


def test_preparing_twice_changes_nothing(asked):
    before = (MomentRule.objects.count(), Questionnaire.objects.count())
    moments.prepare(asked.kade)
    assert (MomentRule.objects.count(), Questionnaire.objects.count()) == before == (4, 3)
    assert moments.plan() == 0


def test_a_changed_rule_moves_along_what_is_not_finished(asked):
    file = started(asked, dt.date(2025, 3, 10))
    rule = MomentRule.objects.get(organisation=asked.kade, kind="three_months")
    stale = MomentRule.objects.get(pk=rule.pk)
    moments.change_rule(rule, months=6, levels=["resident"])
    moment = file.evaluation_moments.get(kind="three_months")
    assert (moment.due_on, moment.levels) == (dt.date(2025, 9, 10), ["resident"])
    with pytest.raises(ChangedMeanwhile):
        moments.change_rule(stale, months=1)


def test_a_rule_switched_off_drops_and_switched_on_takes_back(asked):
    file = started(asked, dt.date(2025, 3, 10))
    rule = MomentRule.objects.get(organisation=asked.kade, kind="year")
    moments.change_rule(rule, active=False)
    moment = file.evaluation_moments.get(kind="year")
    assert (moment.state, moment.dropped, moment.remind_on) == ("dropped", "rule", None)
    moments.change_rule(rule, active=True)
    moment.refresh_from_db()
    assert (moment.state, moment.dropped) == ("planned", "")
    assert moment.remind_on == moment.due_on - dt.timedelta(days=14)


def test_the_end_of_a_trajectory_drops_what_lies_after_it_and_reopening_brings_it_back(asked):
    file = started(asked, timezone.localdate() - dt.timedelta(days=120))
    cases.close(file, end_reason="moved", ended_on=timezone.localdate(), by=asked.coach)
    states = dict(file.evaluation_moments.values_list("kind", "state"))
    assert states == {"baseline": "planned", "three_months": "planned", "year": "dropped"}
    cases.reopen(file, by=asked.coach)
    assert set(days(file)) == {"baseline", "three_months", "year"}


def test_a_moment_dropped_by_a_person_stays_dropped(asked):
    file = started(asked, dt.date(2025, 3, 10))
    moment = file.evaluation_moments.get(kind="year")
    moment.change(state="dropped", dropped="refused", remind_on=None)
    moments.plan()
    moment.refresh_from_db()
    assert moment.state == "dropped"


def test_a_version_of_a_questionnaire_never_changes_not_even_by_sql(asked):
    for table in ("evaluation_question", "evaluation_option"):
        for sql in (f"UPDATE {table} SET position = 9", f"DELETE FROM {table}"):
            with (
                pytest.raises(IntegrityError),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(sql)
