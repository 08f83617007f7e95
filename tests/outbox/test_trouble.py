"""Nothing is lost and nothing goes twice: killed senders, lost bells, a mail server that balks."""

import datetime as dt
import os
import subprocess
import sys
import threading

import pytest
import redis
import time_machine
from django.conf import settings as django_settings
from django.db import connection, transaction
from django.utils import timezone

from outbox import tasks, workflow
from outbox.models import Envelope, Mail
from wooncoach.celery import app

MINUTE = dt.timedelta(minutes=1)
RUN = "import django; django.setup(); from outbox import tasks; tasks.send_due()"


def post(to="sanne@test.example", **more):
    values = {"subject": "Bel nu", "body": "Open Wooncoach.", "cause": "visit", "urgent": True}
    return workflow.post(to=to, **(values | more))


def envelope_of(mail):
    mail.refresh_from_db()
    return mail.envelope


def other_process(code, **more):
    """A process of its own on this test's database and mail server."""
    known = connection.settings_dict
    place = f"{known['HOST']}:{known['PORT']}/{known['NAME']}"
    ours = {
        "DATABASE_URL": f"postgres://{known['USER']}:{known['PASSWORD']}@{place}",
        "WOONCOACH_DB_ROLE": "runtime",
        "DJANGO_SETTINGS_MODULE": "wooncoach.settings",
        "EMAIL_HOST": django_settings.EMAIL_HOST,
        "EMAIL_PORT": str(django_settings.EMAIL_PORT),
    }
    return subprocess.Popen([sys.executable, "-c", code], env=os.environ | ours | more)


@pytest.mark.django_db(transaction=True)
def test_killed_after_the_server_took_it_it_goes_again_as_the_same_mail(sink):
    mail = post()
    other = post(to="joris@test.example")
    with transaction.atomic():  # what the sender would write after sending waits for this
        list(Mail.objects.select_for_update().values_list("pk"))
        sender = other_process(RUN)
        assert sink.accepted.wait(30)
        sender.kill()
        sender.wait(30)
    with transaction.atomic():  # until the database saw that its client is gone
        list(Envelope.objects.select_for_update().values_list("pk"))
    assert envelope_of(mail).state == "waiting"
    assert workflow.send_due(timezone.now()) == 2
    first, again = sink.to("sanne@test.example")
    assert first["Message-ID"] == again["Message-ID"] == mail.envelope.message_id
    assert first.get_payload() == again.get_payload()
    assert len(sink.to(other.to)) == 1
    assert workflow.send_due(timezone.now()) == 0


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_mail_once(sink):
    for number in range(40):
        post(to=f"p{number}@test.example")
    post(to="samen@test.example", urgent=False)
    post(to="samen@test.example", urgent=False)
    tomorrow = timezone.localtime().replace(hour=9) + dt.timedelta(days=1)
    start, sent = threading.Barrier(3), []

    def send():
        start.wait(5)
        sent.append(workflow.send_due(tomorrow))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sum(sent) == 41
    assert len(sink.taken) == 41
    assert len({letter["Message-ID"] for letter in sink.taken}) == 41
    assert len(sink.to("samen@test.example")) == 1


@pytest.fixture
def broker(settings):
    """The queue of bells, on a shelf of the broker that no other test uses."""
    known, shelf = app.conf.broker_url, f"{settings.REDIS_URL.rpartition('/')[0]}/9"
    app.conf.broker_url = shelf
    app._after_fork()  # forget the connections there are
    with redis.from_url(shelf) as connected:
        connected.flushdb()
        yield connected
        connected.flushdb()
    app.conf.broker_url = known
    app._after_fork()


@pytest.mark.django_db(transaction=True)
def test_a_bell_that_was_lost_is_rung_by_the_clock(sink, broker):
    with transaction.atomic():
        post()
        assert broker.llen("celery") == 0  # not before it stands
    assert broker.llen("celery") == 1
    broker.flushdb()
    tasks.send_due()
    assert len(sink.taken) == 1


def test_the_clock_looks_every_minute():
    beats = {
        beat["task"]: beat["schedule"] for beat in django_settings.CELERY_BEAT_SCHEDULE.values()
    }
    assert beats["outbox.tasks.send_due"] == 60
    assert "outbox.tasks.tidy" in beats
    assert {"outbox.tasks.send_due", "outbox.tasks.tidy"} <= set(app.tasks)


@pytest.mark.django_db(transaction=True)
def test_without_a_broker_the_work_goes_on(sink):
    code = (
        "import django; django.setup(); from outbox import workflow;"
        "workflow.post(to='sanne@test.example', subject='x', body='x', cause='x', urgent=True)"
    )
    process = other_process(code, REDIS_URL="redis://127.0.0.1:1/0", LOG_LEVEL="CRITICAL")
    assert process.wait(60) == 0
    tasks.send_due()
    assert len(sink.taken) == 1


@pytest.mark.django_db
def test_a_server_that_is_down_costs_no_mail_an_attempt(sink, settings):
    mails = [post(to=f"p{number}@test.example") for number in range(3)]
    sink.stop()
    for minutes in range(50):
        assert workflow.send_due(timezone.now() + minutes * MINUTE) == 0
    assert {envelope_of(mail).attempts for mail in mails} == {0}
    settings.EMAIL_PORT = sink.start()
    assert workflow.send_due(timezone.now()) == 3


@pytest.mark.django_db
def test_refused_for_now_it_waits_longer_each_time_and_goes_then(sink):
    mail, now = post(), timezone.now()
    sink.answers[mail.to] = "451 later"
    waits = []
    for _ in range(6):
        assert workflow.send_due(now) == 0
        waited, now = envelope_of(mail).next_try_at - now, mail.envelope.next_try_at
        waits.append(waited // MINUTE)
        assert workflow.send_due(now - MINUTE / 2) == 0
    assert waits == [1, 5, 15, 60, 60, 60]
    assert envelope_of(mail).attempts == 6
    assert mail.envelope.last_error == "SMTPRecipientsRefused 451"
    del sink.answers[mail.to]
    assert workflow.send_due(now) == 1
    assert len(sink.taken) == 1


@pytest.mark.django_db
def test_refused_for_a_day_it_is_given_up(sink):
    mail, start = post(), timezone.now()
    sink.answers[mail.to] = "451 later"
    for hours in range(40):
        workflow.send_due(start + hours * 61 * MINUTE)
    assert (envelope_of(mail).state, mail.envelope.attempts) == ("failed", 24)
    assert mail.envelope.failed_at - start >= dt.timedelta(hours=20)


@pytest.mark.django_db
def test_refused_for_good_it_is_given_up_at_once_and_the_others_go(sink):
    wrong = post(to="bestaatniet@test.example")
    others = [post(to=f"p{number}@test.example") for number in range(2)]
    sink.answers[wrong.to] = f"550 no such user {wrong.to}"
    assert workflow.send_due(timezone.now()) == 2
    assert envelope_of(wrong).state == "failed"
    assert wrong.envelope.last_error == "SMTPRecipientsRefused 550"  # and not to whom
    assert wrong.body, "it can be sent again by hand"
    assert {envelope_of(mail).state for mail in others} == {"sent"}


@pytest.mark.django_db
def test_a_server_that_closes_halfway_is_left_alone_until_the_next_minute(sink):
    first, second = post(), post(to="joris@test.example")
    sink.answers[first.to] = "421 closing"
    now = timezone.now()
    assert workflow.send_due(now) == 0
    assert (envelope_of(first).attempts, envelope_of(second).attempts) == (1, 0)
    assert workflow.send_due(now + MINUTE / 2) == 1  # it does not stand in the way of the other
    sink.answers.clear()
    assert workflow.send_due(now + MINUTE) == 1


@pytest.mark.django_db
def test_a_text_that_was_given_up_is_erased_after_two_weeks(sink):
    mail = post()
    sink.answers[mail.to] = "550 no"
    workflow.send_due(timezone.now())
    for days, left in ((13, True), (15, False)):
        with time_machine.travel(timezone.now() + dt.timedelta(days=days)):
            tasks.tidy()
        mail.refresh_from_db()
        assert bool(mail.body) == left
    assert not mail.can_retry and not workflow.retry(mail)
