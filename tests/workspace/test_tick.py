"""`manage.py tick` does what the clock does, without Celery and without a broker."""

import datetime as dt

import pytest
from django.conf import settings as known
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from accounts.middleware import act_as
from cases.models import Document
from cases.tasks import ring
from common.models import Heartbeat
from evaluation import tasks
from evaluation.models import EvaluationMoment, Reminder
from outbox import workflow as outbox
from outbox.models import Mail
from tests.cast import build_cast
from tests.outbox.test_trouble import other_process
from wooncoach.celery import app

TICK = "import sys; from django.core.management import execute_from_command_line as run;"
TICK += "sys.argv = ['manage.py', 'tick']; run(sys.argv)"
NO_BROKER = {"REDIS_URL": "redis://127.0.0.1:1/0", "LOG_LEVEL": "CRITICAL"}


@pytest.fixture(autouse=True)
def no_broker():
    """Nobody answers where the broker was."""
    address, app.conf.broker_url = app.conf.broker_url, NO_BROKER["REDIS_URL"]
    app._after_fork()
    yield
    app.conf.broker_url = address
    app._after_fork()


def test_it_runs_every_task_of_the_clock_and_tells_each(db, capsys):
    call_command("tick")
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        beat["task"] for beat in known.CELERY_BEAT_SCHEDULE.values()
    ]
    assert all(": done in " in line for line in lines)
    assert Heartbeat.objects.exists()
    assert not app.conf.task_always_eager


def test_one_that_fails_is_named_and_does_not_stop_the_others(db, monkeypatch, capsys):
    def broken(now):
        raise OSError("no")

    monkeypatch.setattr("cases.workflow.visits.tell_colleagues", broken)
    with pytest.raises(CommandError, match="failed: cases.tasks.tell_colleagues$"):
        call_command("tick")
    out = capsys.readouterr().out
    assert "cases.tasks.tell_colleagues: failed" in out
    assert out.count(": done in ") == len(known.CELERY_BEAT_SCHEDULE) - 1


def test_one_that_is_not_there_is_named_too(db, settings, capsys):
    beats = {"gone": {"task": "nowhere.tasks.gone", "schedule": 60.0}, **known.CELERY_BEAT_SCHEDULE}
    settings.CELERY_BEAT_SCHEDULE = beats
    with pytest.raises(CommandError, match="failed: nowhere.tasks.gone$"):
        call_command("tick")
    assert capsys.readouterr().out.count(": done in ") == len(beats) - 1


@pytest.mark.django_db(transaction=True)
def test_what_a_task_hands_on_is_done_in_the_same_process(monkeypatch):
    cast = build_cast()
    with transaction.atomic():
        act_as(user=cast.coach)
        waiting = Document.objects.create(
            trajectory=cast.trajectory, kind="my_plan", requested_by=cast.coach,
            created_at=timezone.now() - dt.timedelta(hours=1),
        )  # fmt: skip
        ring(waiting.pk)
    waiting.refresh_from_db()
    assert not waiting.file
    with monkeypatch.context() as patch, pytest.raises(CommandError, match="make_document$"):
        patch.setattr("cases.workflow.documents.make", "broken")
        call_command("tick")
    call_command("tick")
    waiting.refresh_from_db()
    assert waiting.file


@pytest.mark.django_db(transaction=True)
def test_two_processes_without_a_broker_do_all_of_it_once(sink):
    cast = build_cast()
    tasks.look_after_moments()
    EvaluationMoment.objects.filter(kind="baseline").update(
        due_on=timezone.localdate(), remind_on=timezone.localdate()
    )
    outbox.post(to="sanne@test.example", subject="x", body="x", cause="x", urgent=True)
    ticks = [other_process(TICK, **NO_BROKER) for _ in range(2)]
    assert [tick.wait(120) for tick in ticks] == [0, 0]
    assert len(sink.to("sanne@test.example")) == 1
    assert Reminder.objects.count() == Mail.objects.filter(cause="evaluation").count() == 1
    assert Mail.objects.get(cause="evaluation").to == cast.coach.email
