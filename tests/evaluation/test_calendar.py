"""The calendar feed: the days of one's own trajectories, nobody's name, closed at once."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Membership, User
from audit.models import Entry, file_key
from cases.models import Grant
from evaluation import calendar as ics
from evaluation.models import EvaluationMoment
from evaluation.workflow import calendar, moments
from links.models import Link
from tests import cast as made
from tests.pages import Page

DAY = dt.timedelta(days=1)


@pytest.fixture
def asked(cast):
    moments.prepare(cast.kade)
    return cast


def address_of(user):
    return f"/agenda/{calendar.make(user).token}.ics"


def fetch(address):
    """What a calendar program gets: nobody is logged in there."""
    return Client().get(address)


def unfolded(answer):
    """The lines as they were before folding."""
    return answer.content.decode().replace("\r\n ", "").split("\r\n")[:-1]


def events(answer):
    """[{property: value}] of all events."""
    found = []
    for line in unfolded(answer):
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and ":" in line:
            name, value = line.split(":", 1)
            found[-1][name.partition(";")[0]] = value
    return found


def test_it_holds_each_moment_as_a_whole_day_with_a_neutral_title(asked, settings):
    settings.PUBLIC_URL = "https://wooncoach.example"
    answer = fetch(address_of(asked.coach))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer.headers["Cache-Control"]
    found = {event["SUMMARY"]: event for event in events(answer)}
    assert set(found) == {
        "Wooncoach: evaluatie bij de start", "Wooncoach: evaluatie na 3 maanden",
        "Wooncoach: evaluatie na 1 jaar",
    }  # fmt: skip
    moment = asked.trajectory.evaluation_moments.get(kind="three_months")
    event = found["Wooncoach: evaluatie na 3 maanden"]
    assert event["UID"] == f"{moment.number}@wooncoach.example"
    assert event["DTSTART"] == f"{moment.due_on:%Y%m%d}"
    assert event["DTEND"] == f"{moment.due_on + DAY:%Y%m%d}"
    assert event["URL"].startswith("https://wooncoach.example/")


def test_it_names_nobody_and_no_place(asked):
    text = fetch(address_of(asked.coach)).content.decode()
    for private in ("Vries", "Lange Kade", "Veenwaard", "Sanne", "De Kade", "WC-"):
        assert private not in text


def test_every_line_ends_and_folds_as_the_standard_says(asked):
    raw = fetch(address_of(asked.coach)).content
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75


@pytest.mark.parametrize("text", ["é" * 200, "x" * 75, "x" * 76, "€" * 60, "a"])
def test_folding_never_cuts_a_character_in_two(text):
    pieces = ics.fold(text).split(b"\r\n")[:-1]
    assert all(len(piece) <= 75 for piece in pieces)
    assert pieces[0].decode() + "".join(piece.decode()[1:] for piece in pieces[1:]) == text
    assert all(piece.startswith(b" ") for piece in pieces[1:])


def test_what_means_something_in_a_calendar_is_escaped():
    assert ics.escape("a,b;c\\d\ne") == "a\\,b\\;c\\\\d\\ne"


def test_a_moment_that_moves_keeps_its_uid_and_counts_on(asked):
    address = address_of(asked.coach)
    before = {event["UID"]: event for event in events(fetch(address))}
    type(asked.trajectory).objects.update(started_on=timezone.localdate() - 5 * DAY)
    after = {event["UID"]: event for event in events(fetch(address))}
    assert set(before) == set(after)
    for uid, event in after.items():
        assert event["DTSTART"] != before[uid]["DTSTART"]
        assert int(event["SEQUENCE"]) > int(before[uid]["SEQUENCE"])


@pytest.mark.parametrize(
    ("days", "shown"), [(-32, False), (-31, True), (0, True), (366, True), (367, False)]
)
def test_it_reaches_a_month_back_and_a_year_ahead(asked, days, shown):
    EvaluationMoment.objects.exclude(kind="year").delete()
    EvaluationMoment.objects.update(due_on=timezone.localdate() + days * DAY)
    assert len(events(fetch(address_of(asked.coach)))) == shown


def test_what_is_not_held_is_not_in_it(asked):
    EvaluationMoment.objects.update(state="dropped", dropped="refused", remind_on=None)
    assert events(fetch(address_of(asked.coach))) == []


def test_each_sees_their_own_trajectories_only(asked):
    assert len(events(fetch(address_of(asked.backup)))) == 3
    assert events(fetch(address_of(asked.colleague))) == []
    assert events(fetch(address_of(asked.outsider))) == []


def test_access_that_ended_is_gone_at_the_next_fetch(asked):
    address = address_of(asked.coach)
    Grant.objects.filter(user=asked.coach).update(until=timezone.now())
    assert events(fetch(address)) == []


def closed_by(way, cast, link):
    if way == "account":
        User.objects.filter(pk=cast.coach.pk).update(is_active=False)
    elif way == "role":
        Membership.objects.filter(user=cast.coach).update(until=dt.date(2021, 1, 1))
    elif way == "stopped":
        calendar.stop(cast.coach)
    elif way == "renewed":
        calendar.make(cast.coach)
    elif way == "expired":
        Link.objects.filter(pk=link.pk).update(expires_at=timezone.now())
    elif way == "other purpose":
        Link.objects.filter(pk=link.pk).update(purpose="request")


@pytest.mark.parametrize(
    "way", ["account", "role", "stopped", "renewed", "expired", "other purpose"]
)
def test_an_address_that_was_closed_looks_as_one_that_never_was(asked, way):
    link = calendar.make(asked.coach)
    address = f"/agenda/{link.token}.ics"
    assert fetch(address).status_code == 200
    closed_by(way, asked, link)
    closed, unknown = fetch(address), fetch(f"/agenda/{'x' * 43}.ics")
    assert closed.status_code == unknown.status_code == 404
    assert plain(closed) == plain(unknown)
    assert "BEGIN" not in closed.content.decode()


def plain(answer):
    text = answer.content.decode().replace(answer.wsgi_request.path, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def test_each_fetch_is_on_record_as_taken_out_by_whose_it_is(asked):
    address = address_of(asked.coach)
    fetch(address)
    line = Entry.objects.filter(subject="evaluation:calendar_feed").get()
    assert (line.action, line.actor_id, line.ground) == ("export", asked.coach.pk, "calendar")
    assert line.organisation_id == asked.kade.pk
    assert line.files == [file_key(asked.trajectory)]


def test_a_coach_makes_renews_and_stops_it_on_a_page(asked, login):
    client = login(asked.coach)

    def shown():
        page = client.get("/agenda/").content.decode()
        return re.search(r'value="[^"]*(/agenda/[^"]+\.ics)"', page)

    assert shown() is None
    client.post("/agenda/nieuw/")
    first = shown()[1]
    assert fetch(first).status_code == 200
    client.post("/agenda/nieuw/")
    second = shown()[1]
    assert (fetch(first).status_code, fetch(second).status_code) == (404, 200)
    client.post("/agenda/stoppen/")
    assert shown() is None and fetch(second).status_code == 404
    assert Link.objects.live().filter(purpose="calendar").count() == 0


def test_a_form_of_the_page_makes_one_address_however_often_it_is_sent(asked, login):
    client = login(asked.coach)
    fields = Page(client.get("/agenda/").content.decode()).form_to("/agenda/nieuw/").fields
    for _ in range(2):
        client.post("/agenda/nieuw/", fields)
    assert Link.objects.filter(purpose="calendar").count() == 1


def test_many_trajectories_take_no_statement_more(asked, django_assert_max_num_queries):
    for _ in range(12):
        made.trajectory(asked.coach, asked.kade)
    address = address_of(asked.coach)
    with django_assert_max_num_queries(8):
        assert len(events(fetch(address))) == 39
