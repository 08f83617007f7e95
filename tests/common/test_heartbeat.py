"""When the clock stands still, everybody who is logged in reads it; it costs no query."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from common.models import Heartbeat
from workspace import tasks

WORDS = "De klok staat stil: herinneringen en post gaan nu niet uit. Waarschuw de beheerder."
MINUTE = dt.timedelta(minutes=1)
ROLES = (
    "reporter", "coach", "consultant", "manager", "privacy_officer", "administrator", "care_worker",
)  # fmt: skip


def warned(client, minutes):
    """Whether the page warns, so many minutes after now."""
    with time_machine.travel(timezone.now() + minutes * MINUTE, tick=False):
        return WORDS in client.get("/").content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_everybody_logged_in_is_warned_after_ten_minutes_of_silence(cast, login, role):
    tasks.beat()
    client = login(getattr(cast, role))
    assert [warned(client, minutes) for minutes in (0, 9, 11)] == [False, False, True]
    with time_machine.travel(timezone.now() + 11 * MINUTE, tick=False):
        tasks.beat()
        assert not warned(client, 0)


def test_before_the_first_sign_of_life_nobody_is_warned(cast, login):
    assert not Heartbeat.objects.exists()
    assert not warned(login(cast.coach), 25)


def test_who_is_not_logged_in_reads_nothing_about_it(db):
    Heartbeat.objects.create(name=Heartbeat.CLOCK, at=timezone.now() - 60 * MINUTE)
    assert WORDS not in Client().get("/inloggen/").content.decode()


def test_two_beats_make_one_row(db):
    tasks.beat()
    first = Heartbeat.objects.get().at
    tasks.beat()
    assert Heartbeat.objects.get().at > first


def test_it_is_read_along_with_the_user(cast, login):
    tasks.beat()
    client = login(cast.administrator)
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    (only,) = [query["sql"] for query in asked if "common_heartbeat" in query["sql"]]
    assert 'FROM "accounts_user"' in only
