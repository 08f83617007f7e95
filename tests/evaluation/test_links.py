"""The personal link without a code: it only asks, and gives nothing away to who else opens it."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from cases.models import Trajectory
from evaluation.models import Answer, Evaluation
from evaluation.workflow import voices
from links import workflow as links
from links.models import Link
from residents.models import Dwelling, Resident
from tests.stage import furnish
from tests.stage_evaluation import answer_all

MARK = "Ωbewoner"  # in everything that is known of the resident


@pytest.fixture
def scene(cast):
    furnish(cast)
    Resident.objects.filter(pk=cast.resident.pk).update(
        surname=MARK, given_name=MARK, initials="Ω.", birth_year=1958, phone="0699999999"
    )
    Dwelling.objects.filter(pk=cast.home.pk).update(street=MARK, city=MARK)
    return cast


@pytest.fixture
def voice(scene):
    return scene.resident_voice


def path_of(voice):
    return reverse("evaluation:questions", args=[voice.link.token])


def body(answer):
    return answer.content.decode()


def begun(voice):
    """A browser in which somebody tapped Begin."""
    browser = Client()
    assert browser.post(path_of(voice), {"do": "begin"}).status_code == 302
    return browser


def say(browser, voice, code, **data):
    return browser.post(path_of(voice), {"question": code} | data, follow=True)


def rows():
    """What opening must leave as it was."""
    links_now = list(Link.objects.order_by("pk").values())
    return links_now, list(Evaluation.objects.order_by("pk").values()), Answer.objects.count()


def same_page(answer):
    """The page without its own address and the token of its form."""
    text = body(answer).replace(answer.request["PATH_INFO"], "")
    return [line for line in text.splitlines() if "csrfmiddlewaretoken" not in line]


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_scanner_that_opens_it_twenty_times_uses_nothing_up(voice, method):
    before = rows()
    for _time in range(20):
        scanner = Client()
        answer = getattr(scanner, method)(path_of(voice))
        assert answer.status_code == 200
        assert "sessionid" not in answer.cookies
    assert rows() == before
    assert "Vraag 1 van 14" in body(begun(voice).get(path_of(voice)))


def test_a_scanner_without_the_token_of_the_form_changes_nothing(voice):
    before = rows()
    scanner = Client(enforce_csrf_checks=True)
    for data in ({"do": "begin"}, {"question": "at_home", "option": "1"}, {"do": "give"}):
        assert scanner.post(path_of(voice), data).status_code == 403
    assert rows() == before


def test_the_first_page_tells_who_asks_and_nothing_of_the_resident(scene, voice):
    scene.coach.phone = "0612345678"
    scene.coach.save()
    page = body(Client().get(path_of(voice)))
    for word in ("De Kade", scene.coach.name, "0612345678", "14 vragen"):
        assert word in page
    assert scene.trajectory.number not in page


def test_a_partner_sees_which_trajectory_and_since_when_and_no_words_of_the_coach(scene):
    part = scene.partner_voice.participant
    type(part).objects.filter(pk=part.pk).update(role="Schuldhulp", since=dt.date(2026, 3, 2))
    page = body(Client().get(path_of(scene.partner_voice)))
    for word in (scene.trajectory.number, "2 mrt", "10 vragen"):
        assert word in page
    assert "Schuldhulp" not in page  # typed by somebody, so it may name somebody


def test_how_many_questions_there_are_tells_no_answer_given_elsewhere(scene):
    voice = scene.partner_voice
    browser = begun(voice)
    for code in ("who_does_what", "short_lines", "agreements"):
        say(browser, voice, code, option="3")
    say(browser, voice, "against", option="yes")
    assert "van 11" in body(browser.get(path_of(voice)))
    other = begun(voice)
    page = other.get(path_of(voice))
    assert "van 10" in body(page)
    say(other, voice, "agreements", option="1")  # given elsewhere, never seen here
    kept = voice.answers.get(question__code="agreements")
    assert kept.option.code == "3"


@pytest.mark.parametrize("level", ["resident_voice", "partner_voice"])
def test_no_page_holds_a_word_of_the_resident(scene, level):
    voice = getattr(scene, level)
    browser = begun(voice)
    pages = [Client().get(path_of(voice)), browser.get(path_of(voice) + "?stoppen")]
    while True:
        pages.append(browser.get(path_of(voice)))
        question = pages[-1].context and pages[-1].context.get("question")
        if not question or pages[-1].status_code != 200:
            break
        option = question.options.first()
        given = {"option": option.code} if option else {"skipped": "dont_know"}
        pages.append(say(browser, voice, question.code, **given))
        if pages[-1].redirect_chain[-1][0] == reverse("evaluation:thanks"):
            break
    voice.refresh_from_db()
    assert voice.state == "given"
    for page in pages:
        for word in (MARK, "Ω.", "1958", "0699999999"):
            assert word not in body(page)


def test_seven_taps_for_six_questions_and_then_it_is_given_once(voice):
    answer_all(voice, but=6)
    browser, taps = begun(voice), 1
    for code, data in (
        ("helped_most", {"skipped": "dont_know"}),
        ("change", {"skipped": "rather_not"}),
        ("may_stay", {"option": "yes"}),
        ("debts", {"option": "no"}),
        ("day_activity", {"option": "often"}),
        ("lonely", {"option": "5"}),
    ):
        page = say(browser, voice, code, **data)
        taps += 1
    assert "uw antwoorden zijn verstuurd" in body(page)
    assert taps == 7
    voice.refresh_from_db()
    assert (voice.state, voice.channel, voice.entered_by) == ("given", "link", None)
    assert voice.link.used_at


def test_another_browser_sees_no_answer_and_cannot_go_back(voice):
    mine, other = begun(voice), begun(voice)
    say(mine, voice, "at_home", option="4")
    say(mine, voice, "payments", option="2")
    assert "answer--chosen" in body(mine.get(path_of(voice) + "?vraag=payments"))
    for wanted in ("", "?vraag=at_home", "?vraag=payments", "?vraag=change", "?vraag=x"):
        page = body(other.get(path_of(voice) + wanted))
        assert "Vraag 3 van 14" in page
        assert "answer--chosen" not in page
        assert "?vraag=" not in page
    unopened = body(Client().get(path_of(voice) + "?vraag=at_home"))
    assert "van 14" not in unopened


def test_back_in_the_other_browser_reaches_its_own_answers_only(voice):
    say(begun(voice), voice, "at_home", option="4")
    other = begun(voice)
    page = body(say(other, voice, "payments", option="2"))
    assert "Vraag 3 van 14" in page
    assert "?vraag=payments" in page
    back = body(other.get(path_of(voice) + "?vraag=payments"))
    assert back.count("answer--chosen") == 1
    assert "?vraag=at_home" not in back


def test_a_follow_up_does_not_tell_another_browser_what_was_said(scene):
    voice = scene.partner_voice
    mine = begun(voice)
    for code in ("who_does_what", "short_lines", "agreements"):
        say(mine, voice, code, option="3")
    assert "Waarin werkten" in body(say(mine, voice, "against", option="yes"))
    other = begun(voice)
    page = body(other.get(path_of(voice)))
    assert "Werkten organisaties elkaar ergens tegen?" in page
    assert "answer--chosen" not in page


def test_own_words_are_not_shown_in_another_browser(voice):
    answer_all(voice, but=5)
    mine = begun(voice)
    say(mine, voice, "change", text="Niets hoeft anders.")
    assert "Niets hoeft anders." in body(mine.get(path_of(voice) + "?vraag=change"))
    for browser in (Client(), begun(voice)):
        assert "Niets hoeft" not in body(browser.get(path_of(voice) + "?vraag=change"))


def test_coming_back_goes_to_the_first_open_question(voice):
    browser = begun(voice)
    say(browser, voice, "at_home", option="4")
    assert "Vraag 2 van 14" in body(browser.get(path_of(voice)))


def test_what_opens_nothing_all_looks_the_same(scene, voice):
    token = voice.link.token
    changed = token[:-1] + ("A" if token[-1] != "A" else "B")
    tomorrow = timezone.now() + dt.timedelta(days=1)
    wrong = links.make_link(
        purpose="request", organisation_id=scene.kade.pk, expires_at=tomorrow, made_by=scene.coach
    )
    unknown = same_page(Client().get(reverse("evaluation:questions", args=["x" * 43])))
    assert "Deze link opent niets" in "".join(unknown)
    for other in (changed, wrong.token, scene.asked.link.token):
        answer = Client().get(reverse("evaluation:questions", args=[other]))
        assert (answer.status_code, same_page(answer)) == (404, unknown)
    with time_machine.travel(voice.link.expires_at + dt.timedelta(seconds=1)):
        answer = Client().get(path_of(voice))
    assert (answer.status_code, same_page(answer)) == (404, unknown)
    answer_all(voice)
    voices.give(voice)
    answer = Client().get(path_of(voice))
    assert (answer.status_code, same_page(answer)) == (404, unknown)
    voices.withdraw(scene.partner_voice)
    answer = Client().get(path_of(scene.partner_voice))
    assert (answer.status_code, same_page(answer)) == (404, unknown)


def test_a_token_of_questions_opens_no_other_door(voice):
    for page in ("cases:asked", "privacy:own_page", "cases:colours"):
        assert Client().get(reverse(page, args=[voice.link.token])).status_code == 404


@pytest.mark.parametrize("end", ["withdraw", "close_moment", "another_way"])
def test_withdrawn_while_the_page_is_open_nothing_is_taken_in(scene, voice, end):
    browser = begun(voice)
    if end == "withdraw":
        voices.withdraw(voice)
    elif end == "close_moment":
        scene.trajectory.evaluation_moments.filter(pk=scene.moment.pk).update(
            state="dropped", dropped="other", remind_on=None
        )
    else:
        voices.ask(scene.moment, level="resident", channel="together", by=scene.coach)
    for data in ({"question": "at_home", "option": "1"}, {"do": "give"}, {"do": "begin"}):
        assert browser.post(path_of(voice), data).status_code == 404
    assert not voice.answers.exists()


def test_sent_again_from_the_same_browser_says_thanks_and_elsewhere_nothing(voice):
    answer_all(voice, but=1)
    browser, stranger = begun(voice), Client()
    last = {"option": "5"}
    for _click in range(3):
        assert "uw antwoorden zijn verstuurd" in body(say(browser, voice, "lonely", **last))
    assert browser.get(path_of(voice)).status_code == 302
    say(browser, voice, "lonely", option="1")
    assert voice.answers.get(question__code="lonely").option.code == "5"
    assert say(stranger, voice, "lonely", **last).status_code == 404


def test_given_by_hand_meanwhile_the_link_takes_nothing_more(scene, voice):
    browser = begun(voice)
    answer_all(voice)
    voices.give(voice, by=scene.coach)
    assert say(browser, voice, "at_home", option="1").status_code == 404


def test_a_browser_that_lost_its_session_loses_no_answer(voice):
    page = say(Client(), voice, "at_home", option="4")
    assert "Vraag 2 van 14" in body(page)
    assert voice.answers.get().option.code == "4"


def test_a_wrong_answer_by_link_is_told_and_kept_on_the_page(voice):
    browser = begun(voice)
    page = say(browser, voice, "change", text="Mijn nummer is 111222333.")
    assert "BSN" in body(page)
    assert "Mijn nummer is 111222333." in body(page)
    assert not voice.answers.exists()


def test_every_page_by_link_stands_in_the_log(scene, voice):
    begun(voice).get(path_of(voice))
    line = Entry.objects.filter(subject="evaluation:questions").latest("pk")
    assert line.actor is None
    assert line.ground == "questions resident"
    assert f"cases_trajectory:{scene.trajectory.pk}" in line.files


def test_a_coach_who_opens_the_link_gets_no_other_page(scene, voice, login):
    page = body(login(scene.coach).get(path_of(voice)))
    assert MARK not in page
    assert Trajectory.objects.get(pk=scene.trajectory.pk).number not in page
