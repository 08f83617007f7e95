"""Reminders: each step once, to who is there to hear it, whatever happens to the clock."""

import datetime as dt
import threading
import time
from collections import Counter

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Membership
from cases.models import Grant, Trajectory
from evaluation import tasks
from evaluation.models import EvaluationMoment, Reminder
from evaluation.workflow import moments, reminding
from outbox import workflow as outbox
from outbox.models import Mail
from tests import cast as made
from tests.outbox.test_trouble import other_process

LONG_AGO = dt.date(2015, 1, 1)
DAY = dt.timedelta(days=1)
RUN = """
import datetime as dt, django
django.setup()
from evaluation.workflow import reminding
reminding.remind_due(dt.date({day:%Y, %-m, %-d}))
"""


@pytest.fixture
def asked(cast):
    moments.prepare(cast.kade, since=LONG_AGO)
    return cast


def started(cast, day, *, backups=()):
    """A trajectory of somebody new that started on a day, with its moments."""
    who = made.resident(cast.kade, surname="Smit")
    file = made.trajectory(cast.coach, cast.kade, who=who, backups=backups)
    Trajectory.objects.filter(pk=file.pk).update(started_on=day)
    return Trajectory.objects.get(pk=file.pk)


def only(cast, due, *, backups=()):
    """One moment, due on a day, and no other one in the whole database."""
    file = started(cast, due - 14 * DAY, backups=backups)
    moment = file.evaluation_moments.get(kind="baseline")
    EvaluationMoment.objects.exclude(pk=moment.pk).update(remind_on=None)
    return moment


def mails():
    """{address: subjects} of all reminders written so far, in order."""
    found = {}
    for to, subject in (
        Mail.objects.filter(cause="evaluation").order_by("pk").values_list("to", "subject")
    ):
        found.setdefault(to, []).append(subject)
    return found


def told_on(cast, due, days, **more):
    """{address: how many mails}, the clock looking on each of these days around the moment."""
    only(cast, due, **more)
    for day in days:
        reminding.remind_due(due + day * DAY)
    return {to: len(subjects) for to, subjects in mails().items()}


DUE = dt.date(2026, 5, 5)  # a holiday


def test_the_coach_hears_it_ahead_and_on_the_day_the_team_a_week_and_the_manager_three_later(asked):
    moment = only(asked, DUE, backups=[asked.backup])
    heard = {}
    for day in range(-30, 60):
        before = mails()
        reminding.remind_due(DUE + day * DAY)
        new = {to for to, subjects in mails().items() if len(subjects) > len(before.get(to, []))}
        if new:
            heard[day] = new
    coach, backup, manager = (person.email for person in (asked.coach, asked.backup, asked.manager))
    assert heard == {-14: {coach}, 0: {coach}, 7: {coach, backup}, 21: {coach, backup, manager}}
    moment.refresh_from_db()
    assert moment.remind_on is None
    assert list(moment.reminders.order_by("step").values_list("step", "told")) == [
        (-14, 1), (0, 1), (7, 2), (21, 3),
    ]  # fmt: skip


@pytest.mark.parametrize("due", [
    dt.date(2024, 2, 29), dt.date(2025, 3, 30), dt.date(2025, 10, 26), dt.date(2025, 12, 25),
    dt.date(2026, 1, 1),
])  # fmt: skip
def test_steps_are_calendar_days_over_leap_days_summer_time_and_holidays(asked, due):
    only(asked, due)
    for day in range(-20, 30):
        at = dt.datetime.combine(due + day * DAY, dt.time(0, 5), timezone.get_default_timezone())
        with time_machine.travel(at, tick=False):
            tasks.remind_due()
    days = dict(Reminder.objects.values_list("step", "sent_at"))
    local = {step: timezone.localtime(at).date() for step, at in days.items()}
    assert local == {step: due + step * DAY for step in (-14, 0, 7, 21)}


def test_two_years_with_a_clock_that_is_often_off_send_each_step_once_and_never_late_ones(asked):
    """On for three days, off for four, over two years with twelve trajectories."""
    begin = dt.date(2024, 1, 31)
    files = [started(asked, begin + 11 * number * DAY) for number in range(12)]
    Mail.objects.all().delete()
    for day in range(750):
        if day % 7 < 3:
            reminding.remind_due(begin + day * DAY)
            assert reminding.remind_due(begin + day * DAY) == 0
    rows = Reminder.objects.filter(moment__trajectory__in=files)
    steps = Counter(rows.values_list("moment", "step"))
    assert set(steps.values()) == {1}
    assert len(steps) == 12 * 3 * 4, "a week holds every step, so none is jumped over"


def test_steps_jumped_over_while_the_clock_was_off_are_not_sent_any_more(asked):
    assert told_on(asked, DUE, [-20, 9, 10, 40]) == {
        asked.coach.email: 2,
        asked.manager.email: 1,
    }
    assert list(Reminder.objects.order_by("step").values_list("step", flat=True)) == [7, 21]


@pytest.mark.parametrize(("shift", "again"), [(2, 0), (-2, 0), (7, 0), (8, 1), (40, 1)])
def test_a_moment_that_moves_a_little_gives_no_second_mail(asked, shift, again):
    moment = only(asked, DUE)
    reminding.remind_due(DUE - 14 * DAY)
    Trajectory.objects.filter(pk=moment.trajectory_id).update(started_on=DUE + (shift - 14) * DAY)
    EvaluationMoment.objects.exclude(pk=moment.pk).update(remind_on=None)
    moment.refresh_from_db()
    assert moment.due_on == DUE + shift * DAY
    reminding.remind_due(max(moment.due_on, DUE) - 14 * DAY)
    assert len(mails()[asked.coach.email]) == 1 + again
    reminding.remind_due(moment.due_on + 7 * DAY)  # and the later steps come at their new days
    assert moment.reminders.filter(step=7, due_on=moment.due_on).exists()


def test_a_closed_or_dropped_moment_reminds_nobody(asked):
    moment = only(asked, DUE)
    moment.change(state="dropped", dropped="refused", remind_on=None)
    assert reminding.remind_due(DUE + 30 * DAY) == 0


@pytest.mark.parametrize("way", ["account", "role", "grant"])
def test_who_left_gets_nothing_and_with_nobody_left_the_manager_is_told(asked, way):
    moment = only(asked, DUE)
    if way == "account":
        type(asked.coach).objects.filter(pk=asked.coach.pk).update(is_active=False)
    elif way == "role":
        Membership.objects.filter(user=asked.coach).update(until=dt.date(2021, 1, 1))
    else:
        Grant.objects.filter(trajectory=moment.trajectory_id).update(until=timezone.now())
    reminding.remind_due(DUE)
    assert mails() == {asked.manager.email: [f"{moment.trajectory.number}: evaluatie vandaag"]}
    assert "niemand" in Mail.objects.get(cause="evaluation").body.lower()


def test_who_only_reads_along_hears_nothing(asked):
    Grant.objects.create(
        trajectory=only(asked, DUE).trajectory, user=asked.reader, level="read", why="x"
    )
    reminding.remind_due(DUE + 21 * DAY)
    assert set(mails()) == {asked.coach.email, asked.manager.email}


def test_the_mail_names_a_number_a_moment_and_an_address_and_nobody(asked, settings):
    moment = only(asked, DUE, backups=[asked.backup])
    for step in (-14, 0, 7, 21):
        reminding.remind_due(DUE + step * DAY)
    who = moment.trajectory.resident
    for mail in Mail.objects.filter(cause="evaluation"):
        text = f"{mail.subject}\n{mail.body}"
        assert moment.trajectory.number in mail.body and "start" in mail.body
        assert f"{settings.PUBLIC_URL}/" in mail.body
        for private in (who.surname, who.initials, asked.coach.name, asked.backup.name, "Kade"):
            assert private not in text
        assert moment.number not in text


def test_a_hundred_due_moments_of_one_person_are_one_envelope(asked, sink):
    for _ in range(12):
        started(asked, DUE - 14 * DAY)
    reminding.remind_due(DUE)
    tomorrow = timezone.localtime().replace(hour=9) + DAY
    assert outbox.send_due(tomorrow) == 1
    (letter,) = sink.to(asked.coach.email)
    assert letter.get_payload(decode=True).decode().count("start") == 12


def test_one_address_that_takes_no_mail_does_not_stop_the_others(asked):
    asked.manager.email = "geen adres"
    asked.manager.save()
    assert told_on(asked, DUE, [21]) == {asked.coach.email: 1}


def test_many_take_batches_and_not_a_query_each(asked, monkeypatch, django_assert_max_num_queries):
    for _ in range(20):
        started(asked, DUE - 14 * DAY)
    with django_assert_max_num_queries(20):
        assert reminding.remind_due(DUE) == 20
    Reminder.objects.all().delete()
    EvaluationMoment.objects.planned().filter(kind="baseline").update(remind_on=DUE)
    monkeypatch.setattr(reminding, "BATCH", 7)
    assert reminding.remind_due(DUE) >= 20


class TestAtOnce:
    """Several clocks, and clocks that die."""

    pytestmark = pytest.mark.django_db(transaction=True)

    @pytest.fixture
    def many(self):
        cast = made.build_cast()
        moments.prepare(cast.kade, since=LONG_AGO)
        cast.files = [started(cast, DUE - 14 * DAY) for _ in range(30)]
        own = EvaluationMoment.objects.filter(trajectory__in=cast.files, kind="baseline")
        EvaluationMoment.objects.exclude(pk__in=own).update(remind_on=None)
        return cast

    def test_three_clocks_at_once_remind_each_of_each_moment_once(self, many, monkeypatch, sink):
        monkeypatch.setattr(reminding, "BATCH", 4)
        start, written = threading.Barrier(3), []

        def work():
            try:
                start.wait(5)
                written.append(reminding.remind_due(DUE))
            finally:
                connection.close()

        threads = [threading.Thread(target=work) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert sum(written) == 30
        self.all_told_once(many, sink)

    def test_killed_halfway_nothing_is_lost_and_nothing_goes_twice(self, many, sink):
        with transaction.atomic():  # reminders are written by then, and mails are not
            connection.cursor().execute("LOCK TABLE outbox_mail IN EXCLUSIVE MODE")
            clock = other_process(RUN.format(day=DUE))
            wait_for_a_lock("outbox_mail")
            clock.kill()
            clock.wait(30)
        with transaction.atomic():  # until the database saw that its client is gone
            list(EvaluationMoment.objects.select_for_update().values_list("pk"))
        assert (Reminder.objects.count(), Mail.objects.count()) == (0, 0)
        assert reminding.remind_due(DUE) == 30
        assert reminding.remind_due(DUE) == 0
        self.all_told_once(many, sink)

    def test_with_a_beat_that_was_off_for_three_days_all_are_told_once(self, many, sink):
        for day in (3, 3, 4, 5):
            reminding.remind_due(DUE + day * DAY)
        self.all_told_once(many, sink)

    def all_told_once(self, cast, sink):
        tomorrow = timezone.localtime().replace(hour=9) + DAY
        outbox.send_due(tomorrow)
        outbox.send_due(tomorrow)
        (letter,) = sink.to(cast.coach.email)
        text = letter.get_payload(decode=True).decode()
        told = Counter(word.strip(":.") for word in text.split() if word.startswith("WC-"))
        assert told == {file.number: 2 for file in cast.files}  # subject and text


def wait_for_a_lock(table):
    """Until somebody else waits for this table."""
    for _ in range(600):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE relation = %s::regclass AND NOT granted",
                [table],
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("nobody waits for it")


class TestLookingAfter:
    def test_an_organisation_without_rules_gets_them_and_moments_too(self, cast):
        tasks.look_after_moments()
        assert cast.kade.moment_rules.count() == 4
        assert cast.kade.questionnaires.filter(in_use=True).count() == 3
        assert cast.trajectory.evaluation_moments.planned().count() == 3

    def test_when_nothing_is_to_be_done_it_is_cheap(self, asked, django_assert_max_num_queries):
        moments.look_after()
        with django_assert_max_num_queries(8):
            assert moments.look_after() == 0

    def test_a_moment_somebody_deleted_comes_back(self, asked):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM evaluation_evaluationmoment")
        assert moments.look_after() > 0
        assert asked.trajectory.evaluation_moments.planned().count() == 3
