"""A session ends after half an hour in which nobody did anything."""

import datetime as dt

import pytest
import time_machine

from accounts.models import Draft
from tests.stage import address

MORNING = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)


@pytest.fixture
def at(cast, client):
    """Ask for a page so many minutes after logging in; "in" or "out"."""
    with time_machine.travel(MORNING, tick=False) as clock:
        client.force_login(cast.coach)
        client.get("/")

        def _at(minutes, path="/signalen/", method="get", **data):
            clock.move_to(MORNING + dt.timedelta(minutes=minutes))
            answer = getattr(client, method)(path, data)
            if answer.status_code in (200, 204):
                return "in"
            assert answer["Location"].startswith("/inloggen/?next="), answer["Location"]
            return "out"

        yield _at


def test_half_an_hour_away_is_out_and_less_is_not(at):
    assert at(29) == "in"
    assert at(29 + 30) == "in"
    assert at(29 + 30 + 31) == "out"


def test_who_goes_on_working_stays(at):
    assert [at(minutes) for minutes in range(20, 600, 20)] == ["in"] * 29


def test_saying_that_one_is_there_counts(at):
    assert at(25, "/ik-ben-er-nog/", "post") == "in"
    assert at(50) == "in"


def test_keeping_a_draft_counts(at):
    assert at(25, "/concept/", "post", draft="signal", facts="x") == "in"
    assert at(50) == "in"


def test_a_working_day_later_one_logs_in_again_whatever_happened(at):
    for minutes in range(20, 12 * 60 + 20, 20):
        at(minutes)
    assert at(12 * 60 + 25) in ("in", "out")
    assert at(24 * 60) == "out"


def test_it_is_said_why_and_led_back_to(cast, client):
    with time_machine.travel(MORNING, tick=False) as clock:
        client.force_login(cast.coach)
        client.get("/")
        clock.shift(dt.timedelta(minutes=31))
        answer = client.get("/signalen/", follow=True)
    assert answer.redirect_chain == [("/inloggen/?next=/signalen/", 302)]
    assert "half uur weg" in answer.content.decode()


def test_what_is_sent_too_late_is_not_done_and_not_written(cast, client):
    with time_machine.travel(MORNING, tick=False) as clock:
        client.force_login(cast.coach)
        client.get("/")
        clock.shift(dt.timedelta(minutes=31))
        answer = client.post(address("signals:assess", cast), {"triage": "unclear"})
        kept = client.post("/concept/", {"draft": "signal", "facts": "x"})
    assert answer.status_code == kept.status_code == 302
    cast.signal.refresh_from_db()
    assert cast.signal.state == "new"
    assert not Draft.objects.exists()


def test_the_old_session_is_worth_nothing_any_more(cast, client):
    with time_machine.travel(MORNING, tick=False) as clock:
        client.force_login(cast.coach)
        client.get("/")
        old = client.cookies["sessionid"].value
        clock.shift(dt.timedelta(minutes=31))
        client.get("/")
        client.cookies["sessionid"] = old
        clock.shift(dt.timedelta(minutes=-31))
        assert client.get("/signalen/").status_code == 302
