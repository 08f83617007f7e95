"""Answering through the door: the coach's own voice, and somebody's on the coach's phone."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Entry
from evaluation.asked import steps_of
from evaluation.models import Evaluation, Question
from evaluation.workflow import voices
from tests.stage import furnish
from tests.stage_evaluation import answer_all, asked, first_answer

BSN = "111222333"  # passes the 11-test, issued to nobody


@pytest.fixture
def scene(cast):
    furnish(cast)
    cast.together = asked(cast.moment, cast.coach, "resident", "together")
    return cast


@pytest.fixture
def coach(scene, login):
    return login(scene.coach)


def path_of(voice):
    return reverse("evaluation:answer", args=[voice.moment.number, voice.key])


def at(voice, code):
    return f"{path_of(voice)}?vraag={code}"


def body(answer):
    return answer.content.decode()


def question(voice, code):
    return Question.objects.get(questionnaire=voice.questionnaire, code=code)


def ask_kind(voice, code, kind):
    """A question as if it were of another kind; versions never change, so with other words."""
    found = question(voice, code)
    newer = voice.questionnaire
    return Question.objects.create(
        questionnaire=newer, code=f"new_{kind}", text="Sinds wanneer?", kind=kind,
        moments=found.moments, position=0,
    )  # fmt: skip


def test_fourteen_questions_take_fifteen_taps(scene, coach):
    page = coach.get(path_of(scene.together))
    assert "Geef de telefoon" in body(page)
    page = coach.post(path_of(scene.together), {"do": "begin"}, follow=True)
    for number in range(1, 15):
        assert f"Vraag {number} van 14" in body(page)
        code = re.search(r'name="question" value="(\w+)"', body(page)).group(1)
        first = re.search(r'name="(option|skipped)"\s+value="(\w+)"', body(page))
        data = {"question": code, first.group(1): first.group(2)}
        page = coach.post(path_of(scene.together), data, follow=True)
    assert "Geef de telefoon terug" in body(page)
    scene.together.refresh_from_db()
    assert (scene.together.state, scene.together.entered_by) == ("given", scene.coach)


def test_every_answer_is_kept_at_once_and_one_goes_on_where_one_stopped(scene, coach):
    voice = scene.together
    answer = coach.post(path_of(voice), {"question": "at_home", "option": "4"})
    assert answer.url == at(voice, "payments")
    assert voice.answers.get().option.code == "4"
    stopped = body(coach.get(path_of(voice) + "?stoppen"))
    assert "bewaard" in stopped
    on = re.search(r'href="([^"]+vraag=verder)"', stopped).group(1)
    assert "Vraag 2 van 14" in body(coach.get(on))


def test_back_shows_the_earlier_answer_and_nothing_else_is_chosen(scene, coach):
    voice = scene.together
    first = body(coach.get(at(voice, "at_home")))
    assert "answer--chosen" not in first
    coach.post(path_of(voice), {"question": "at_home", "option": "4"})
    second = body(coach.get(at(voice, "payments")))
    assert "answer--chosen" not in second
    assert "?vraag=at_home" in second
    back = body(coach.get(at(voice, "at_home")))
    assert re.search(r'value="4"\s+class="answer answer--chosen"', back)
    assert back.count("answer--chosen") == 1


def test_a_double_click_and_a_page_sent_again_do_no_harm(scene, coach):
    voice = scene.together
    for option in ("4", "4", "2"):
        answer = coach.post(path_of(voice), {"question": "at_home", "option": option})
        assert answer.url == at(voice, "payments")
    assert voice.answers.get().option.code == "2"


def test_the_last_answer_twice_gives_once_and_leads_to_the_same_thanks(scene, coach):
    voice = scene.together
    answer_all(voice, but=1)
    last = {"question": "lonely", "option": "5"}
    assert "laatste vraag" in body(coach.get(at(voice, "lonely")))
    for _click in range(2):
        page = coach.post(path_of(voice), last, follow=True)
        assert "Geef de telefoon terug" in body(page)
    assert voice.answers.get(question__code="lonely").option.code == "5"


def test_given_meanwhile_by_a_colleague_is_told(scene, coach):
    voice = scene.together
    answer_all(voice)
    voices.give(voice, by=scene.backup)
    page = coach.post(path_of(voice), {"question": "at_home", "option": "1"}, follow=True)
    assert "intussen" in body(page)
    assert "Geef de telefoon terug" not in body(page)


def test_withdrawn_meanwhile_is_told(scene, coach):
    voices.withdraw(scene.together)
    page = coach.post(path_of(scene.together), {"question": "at_home", "option": "1"}, follow=True)
    assert "niet meer gevraagd" in body(page)
    assert not scene.together.answers.exists()


def test_answered_elsewhere_to_the_end_only_sending_is_left(scene, coach):
    answer_all(scene.together)
    page = coach.get(at(scene.together, "klaar"))
    assert "Antwoorden versturen" in body(page)
    page = coach.post(path_of(scene.together), {"do": "give"}, follow=True)
    assert "Geef de telefoon terug" in body(page)


def test_sending_too_early_leads_to_the_question_that_is_open(scene, coach):
    answer_all(scene.together, but=1)
    answer = coach.post(path_of(scene.together), {"do": "give"})
    assert answer.url == at(scene.together, "lonely")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"question": "change", "text": f"Mijn nummer is {BSN}."}, "BSN"),
        ({"question": "change", "text": "  "}, "Schrijf een antwoord"),
        ({"question": "change", "text": "x" * 4001}, "4000"),
        ({"question": "at_home", "option": "9"}, "Kies een van deze antwoorden"),
        ({"question": "at_home"}, "Kies een van deze antwoorden"),
        ({"question": "at_home", "skipped": "anything"}, "Kies een van deze antwoorden"),
    ],
)
def test_a_wrong_answer_is_told_and_stays_on_the_page(scene, coach, data, error):
    page = coach.post(path_of(scene.together), data)
    assert page.status_code == 200
    assert error in body(page)
    assert data.get("text", "").strip() in body(page)
    assert not scene.together.answers.exists()


@pytest.mark.parametrize(
    ("typed", "error"), [("veel", "Vul een getal in"), ("-1", "Vul een getal in"), ("7,5", None)]
)
def test_a_number_is_read_as_people_write_it(scene, coach, typed, error):
    page = coach.post(path_of(scene.coach_voice), {"question": "hours", "number": typed})
    if error:
        assert error in body(page)
        assert f'value="{typed}"' in body(page)
    else:
        assert str(scene.coach_voice.answers.get().number) == "7.50"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("31-12-2024", True), ("2024-12-31", True), ("31-2-2024", False), ("0001-01-01", False)],
)
def test_a_date_is_read_as_people_write_it(scene, coach, typed, kept):
    ask_kind(scene.together, "at_home", "date")
    page = coach.post(path_of(scene.together), {"question": "new_date", "date": typed})
    assert scene.together.answers.exists() is kept
    assert kept or "Vul een datum in" in body(page)
    if kept:
        assert 'value="2024-12-31"' in body(coach.get(at(scene.together, "new_date")))


def test_who_skips_need_not_clear_what_was_typed(scene, coach):
    data = {"question": "change", "text": BSN, "skipped": "rather_not"}
    assert coach.post(path_of(scene.together), data).status_code == 302
    answer = scene.together.answers.get()
    assert (answer.skipped, answer.text) == ("rather_not", "")


def test_only_skips_that_the_question_allows(scene, coach):
    data = {"question": "signal_in_time", "skipped": "rather_not"}
    assert coach.post(path_of(scene.coach_voice), data).status_code == 200
    assert "wil ik niet zeggen" not in body(coach.get(at(scene.coach_voice, "signal_in_time")))


def test_the_coach_adds_a_measurement_to_their_own_answers(scene, coach):
    voice = scene.coach_voice
    assert "checked" not in body(coach.get(path_of(voice)))
    coach.post(path_of(voice), {"do": "begin", "assessment": scene.measurement.pk})
    answer_all(voice, but=1)
    page = coach.post(path_of(voice), {"question": "hours", "number": "40"}, follow=True)
    assert "Je antwoorden zijn verstuurd" in body(page)
    voice.refresh_from_db()
    assert (voice.state, voice.assessment) == ("given", scene.measurement)


def test_a_measurement_of_somebody_else_does_not_belong_to_it(scene, coach):
    page = coach.post(path_of(scene.coach_voice), {"do": "begin", "assessment": "999999"})
    assert page.status_code == 200
    scene.coach_voice.refresh_from_db()
    assert scene.coach_voice.assessment is None


def test_a_follow_up_comes_after_its_answer_only(scene, coach):
    voice = scene.partner_voice
    voice = asked(scene.moment, scene.coach, "network", "together", participant=voice.participant)
    for code in ("who_does_what", "short_lines", "agreements"):
        coach.post(path_of(voice), {"question": code, "option": "3"})
    no = coach.post(path_of(voice), {"question": "against", "option": "no"})
    assert no.url == at(voice, "value_resident")
    yes = coach.post(path_of(voice), {"question": "against", "option": "yes"})
    assert yes.url == at(voice, "against_how")


def test_the_pages_for_the_resident_show_nothing_of_the_file(scene, coach):
    file = scene.trajectory
    for query in ("", "?vraag=at_home", "?stoppen"):
        page = body(coach.get(path_of(scene.together) + query))
        assert "Vries" not in page
        assert "Lange Kade" not in page
        if "vraag" in query:
            assert file.number not in page
            assert "/trajecten/" not in page


def test_looking_changes_nothing_and_stands_in_the_log(scene, coach):
    before = Evaluation.objects.get(pk=scene.together.pk).version
    for query in ("", "?vraag=at_home", "?stoppen", "?vraag=nergens"):
        assert coach.get(path_of(scene.together) + query).status_code == 200
        assert coach.head(path_of(scene.together) + query).status_code == 200
    assert Evaluation.objects.get(pk=scene.together.pk).version == before
    assert not scene.together.answers.exists()
    line = Entry.objects.filter(subject="evaluation:answer").latest("pk")
    assert f"cases_trajectory:{scene.trajectory.pk}" in line.files


def test_what_is_asked_by_link_is_not_read_before_it_is_given(scene, coach):
    voice = asked(scene.moment, scene.coach, "resident", "link")
    answer_all(voice, but=2)
    assert coach.get(path_of(voice)).status_code == 404
    data = {"question": "at_home", "option": "1"}
    assert coach.post(path_of(voice), data).status_code == 404


def test_a_voice_of_another_moment_is_not_found_here(scene, coach):
    other = scene.trajectory.evaluation_moments.exclude(pk=scene.moment.pk).first()
    path = reverse("evaluation:answer", args=[other.number, scene.together.key])
    assert coach.get(path).status_code == 404


def test_the_code_to_scan_is_made_by_a_post_and_shows_no_address(scene, coach):
    path = reverse("evaluation:qr", args=[scene.moment.number, scene.together.key])
    assert 'class="qr"' not in body(coach.get(path))
    scene.together.refresh_from_db()
    assert scene.together.channel == "together"
    page = body(coach.post(path, follow=True))
    scene.together.refresh_from_db()
    assert scene.together.channel == "link"
    assert 'class="qr"' in page
    assert scene.together.link.token not in page
    again = coach.post(path, follow=True)
    assert 'class="qr"' in body(again)


def test_no_code_for_what_was_given(scene, coach):
    answer_all(scene.together)
    voices.give(scene.together, by=scene.coach)
    path = reverse("evaluation:qr", args=[scene.moment.number, scene.together.key])
    for page in (coach.get(path), coach.post(path)):
        assert "niet meer gevraagd" in body(page)


def test_every_question_of_every_level_has_a_page(scene, coach):
    for voice in (scene.together, scene.coach_voice):
        for step in steps_of(voice):
            page = body(coach.get(at(voice, step.question.code)))
            assert f"Vraag {step.place} van {step.total}" in page
            voices.answer(voice, question=step.question, **first_answer(step.question))


def test_who_is_not_logged_in_goes_to_the_login(scene):
    answer = Client().post(path_of(scene.together), {"question": "at_home", "option": "1"})
    assert answer.url.startswith("/inloggen/")
    assert not scene.together.answers.exists()


@pytest.mark.parametrize("query", ["", "?vraag=at_home", "?vraag=lonely", "?stoppen"])
def test_a_page_takes_twelve_statements_at_most_however_much_was_answered(scene, coach, query):
    answer_all(scene.together, but=1)
    coach.get(path_of(scene.together))
    with CaptureQueriesContext(connection) as captured:
        coach.get(path_of(scene.together) + query)
    found = [one["sql"] for one in captured if "SAVEPOINT" not in one["sql"]]
    assert len(found) <= 12, "\n".join(found)
