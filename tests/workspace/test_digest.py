"""The weekly figures: mailed once to each manager, and no name in it."""

import datetime as dt
import re
from collections import Counter
from threading import Barrier, Thread

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from cases import workflow as cases
from cases.models import Digest, Trajectory
from cases.workflow import eviction
from outbox import workflow as outbox
from outbox.models import Mail
from signals.models import Signal
from tests.cast import build_cast, person, resident, signal, trajectory
from workspace import digest, tasks

ZONE = timezone.get_default_timezone()
THURSDAY = dt.datetime(2026, 11, 19, 12, tzinfo=ZONE)
LAST_MONDAY = dt.date(2026, 11, 9)


@pytest.mark.parametrize(
    ("day", "hour", "week"),
    [
        (16, 6, None),  # Monday before seven
        (16, 7, LAST_MONDAY),
        (19, 12, LAST_MONDAY),  # beat was off until Thursday
        (22, 23, LAST_MONDAY),
        (23, 8, dt.date(2026, 11, 16)),
    ],
)
def test_a_week_is_told_about_from_monday_seven_on(day, hour, week):
    assert digest.last_week(dt.datetime(2026, 11, day, hour, tzinfo=ZONE)) == week


def test_each_manager_gets_one_mail_however_often_it_runs(cast):
    second = person("Bert Baas", "manager", cast.kade)
    assert digest.run(THURSDAY) == 2
    assert digest.run(THURSDAY) == 0
    tasks.weekly_digest()  # another week by the clock of today, or the same one
    per_week = Digest.objects.filter(week=LAST_MONDAY)
    assert {row.user for row in per_week} == {cast.manager, second}
    weeks = Counter(Mail.objects.filter(cause="digest").values_list("to", "subject"))
    assert set(weeks.values()) == {1}
    assert {to for to, _subject in weeks} == {cast.manager.email, second.email}


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_mail_once():
    build_cast()
    gate, sent = Barrier(2), []

    def work():
        try:
            gate.wait(5)
            sent.append(digest.run(THURSDAY))
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(sent) == 1
    assert Mail.objects.count() == 1


def test_the_mail_stands_or_falls_with_the_mark_that_it_was_written(cast):
    cast.manager.email = "geen adres"
    cast.manager.save()
    with pytest.raises(outbox.BadAddress):
        digest.run(THURSDAY)
    assert not Digest.objects.exists()


def test_it_counts_what_it_says(cast):
    today = timezone.localdate()
    monday = today - dt.timedelta(days=today.weekday() + 7)
    Trajectory.objects.filter(pk=cast.trajectory.pk).update(started_on=monday)
    old = trajectory(cast.coach, cast.kade, who=resident(cast.kade))
    Trajectory.objects.filter(pk=old.pk).update(started_on=today - dt.timedelta(days=60))
    spoken = trajectory(cast.coach, cast.kade, who=resident(cast.kade))
    Trajectory.objects.filter(pk=spoken.pk).update(started_on=today - dt.timedelta(days=60))
    cases.add_entry(spoken, by=cast.coach, kind="visit", outcome="reached", facts="Gezien.")
    ended = trajectory(cast.coach, cast.kade, who=resident(cast.kade))
    Trajectory.objects.filter(pk=ended.pk).update(started_on=today - dt.timedelta(days=90))
    ended.refresh_from_db()
    cases.close(ended, end_reason="home_kept", ended_on=monday, by=cast.coach)
    eviction.set_phase(old, seen=None, by=cast.coach, phase="risk", since=today)
    eviction.set_phase(spoken, seen=None, by=cast.coach, phase="none", since=today)
    signal(cast.reporter, cast.kade)
    Signal.objects.filter(pk=cast.signal.pk).update(respond_by=today - dt.timedelta(days=1))
    trajectory(cast.outsider, cast.vaart, who=resident(cast.vaart))  # somebody else's
    assert digest.counts(cast.kade.pk, monday) == {
        "open": 3, "started": 1, "ended": 1, "quiet": 1, "nets": 0,
        "eviction": 1, "signals_late": 1, "feedback_late": 0,
    }  # fmt: skip


def test_no_name_number_or_address_stands_in_the_mail(cast):
    with time_machine.travel(THURSDAY):
        digest.run(THURSDAY)
    assert outbox.send_due(THURSDAY) == 0  # in the morning, with what else there is
    assert outbox.send_due(THURSDAY + dt.timedelta(days=1)) == 1
    (sent,) = mail.outbox
    text = f"{sent.subject}\n{sent.body}"
    for word in ("Vries", "Lange Kade", "WC-", "S-", cast.coach.name, cast.manager.name, "http"):
        assert word not in text
    assert "De Kade" in text
    assert re.search(r"Open trajecten: \d", text)
    assert sent.subject == "Wooncoach: week 46 in cijfers"


def test_who_is_no_manager_any_more_gets_no_mail(cast):
    cast.manager.memberships.update(until=timezone.localdate() - dt.timedelta(days=1))
    assert digest.run(THURSDAY) == 0
    assert not Digest.objects.exists()


def test_an_organisation_without_work_is_not_bothered(cast):
    person("Leeg", "manager", cast.town if hasattr(cast, "town") else cast.vaart)
    assert digest.run(THURSDAY) == 1


def test_the_command_does_the_same(cast, capsys):
    call_command("weekly_digest")
    assert "mails written" in capsys.readouterr().out
