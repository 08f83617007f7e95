"""A form counts once, however often it is sent."""

import threading
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import Submission
from cases.models import JournalEntry
from tests.cast import build_cast


def form(**more):
    return {
        "kind": "note",
        "facts": "De brievenbus is leeg.",
        "happened_on": "2026-01-05",
        "once": str(uuid.uuid4()),
    } | more


def url(cast):
    return reverse("cases:note", args=[cast.trajectory.number])


def test_a_second_click_lands_where_the_first_did(cast, login):
    sent = form()
    first = login(cast.coach).post(url(cast), sent)
    second = login(cast.coach).post(url(cast), sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert JournalEntry.objects.count() == 1


def test_a_form_that_came_back_with_an_error_may_be_sent_again(cast, login):
    sent = form(facts="")
    assert login(cast.coach).post(url(cast), sent).status_code == 200
    assert login(cast.coach).post(url(cast), sent | {"facts": "Nu wel."}).status_code == 302
    assert JournalEntry.objects.get().facts == "Nu wel."


def test_the_key_of_somebody_else_is_no_key_to_their_answer(cast, login):
    sent = form()
    login(cast.coach).post(url(cast), sent)
    answer = login(cast.backup).post(url(cast), sent)
    assert answer["Location"] == "/"
    assert JournalEntry.objects.count() == 1


def test_a_form_with_another_key_counts_again(cast, login):
    for _ in range(2):
        login(cast.coach).post(url(cast), form())
    assert JournalEntry.objects.count() == 2


def test_a_refused_form_leaves_no_key(cast, login):
    login(cast.reader).post(url(cast), form())
    assert not Submission.objects.exists()


@pytest.mark.parametrize("beside", ["signals:addresses", "accounts:draft_save"])
def test_a_page_that_asks_something_with_the_key_of_its_form_gets_its_answer(cast, login, beside):
    """Once the form had been sent this sent the browser on as well, past what the page had to say."""
    sent = form()
    browser = login(cast.coach)
    asked = [browser.post(reverse(beside), sent, headers={"HX-Request": "true"})]
    assert browser.post(url(cast), sent).status_code == 302
    asked.append(browser.post(reverse(beside), sent, headers={"HX-Request": "true"}))
    assert [(answer.status_code, "HX-Redirect" in answer) for answer in asked] == [(200, False)] * 2


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_count_once():
    cast = build_cast()
    sent = form()
    browser = Client()
    browser.force_login(cast.coach)
    answers, start = [], threading.Barrier(2)

    def click():
        other = Client()
        other.cookies = browser.cookies
        start.wait()
        answers.append(other.post(url(cast), sent))
        connection.close()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join(timeout=30)
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert JournalEntry.objects.count() == 1
