"""The questions on a phone: handed over by the coach, by link from the mail, and the coach's own."""

import re
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from evaluation.workflow import voices
from outbox.workflow import send_due
from tests.browser.looks import troubles
from tests.stage import address, furnish
from tests.stage_evaluation import answer_all, asked

pytestmark = pytest.mark.browser

SIX = (
    ("Wat heeft u het meest geholpen?", "Weet ik niet"),
    ("Wat moet anders?", "Wil ik niet zeggen"),
    ("Mag en kunt u hier blijven wonen, denkt u?", "Ja"),
    ("Heeft u nu schulden die u niet kunt betalen?", "Nee"),
    ("Heeft u overdag iets vasts te doen?", "Ja, vaak"),
    ("Voelt u zich alleen?", "Nooit"),
)


@pytest.fixture
def scene(cast):
    return furnish(cast)


@pytest.fixture
def site(settings, live_server):
    settings.PUBLIC_URL = live_server.url


def path_of(cast, voice):
    cast.coach_voice = voice
    return address("evaluation:answer", cast)


def tap_answer(somebody, words):
    somebody.tap("button", re.compile(f"^{re.escape(words)}", re.IGNORECASE))


def answer_six(somebody):
    for question, words in SIX:
        somebody.reads(question)
        assert not troubles(somebody.page)
        tap_answer(somebody, words)


def test_together_on_the_phone_of_the_coach_six_questions_take_seven_taps(visit, scene):
    voice = asked(scene.moment, scene.coach, "resident", "together")
    answer_all(voice, but=6)
    phone = visit(scene.coach, path=path_of(scene, voice))
    phone.reads("Geef de telefoon")
    assert not troubles(phone.page)
    assert phone.page.locator("nav").count() == 0
    phone.tap("button", "Verder met de vragen")
    answer_six(phone)
    phone.reads("Geef de telefoon terug")
    assert phone.clicks == 7
    assert not troubles(phone.page)
    voice.refresh_from_db()
    assert voice.state == "given"


@pytest.mark.parametrize("width", [390, 1360])
def test_by_link_from_the_mail_without_javascript(visit, scene, sink, site, width):
    voices.mail(scene.resident_voice, by=scene.coach)
    answer_all(scene.resident_voice, but=6)
    send_due(timezone.now())
    letter = sink.to("bewoner@resident.example")[-1].get_payload(decode=True).decode()
    link = re.search(r"https?://\S+/vragen/\S+", letter).group()
    resident = visit(path=urlsplit(link).path, width=width, java_script_enabled=False)
    resident.reads("De Kade heeft een paar vragen voor u")
    resident.tap("button", "Beginnen")
    for question, words in SIX:
        resident.reads(question)
        tap_answer(resident, words)
    resident.reads("uw antwoorden zijn verstuurd")
    assert resident.clicks == 7
    resident.page.go_back()
    scene.resident_voice.refresh_from_db()
    assert scene.resident_voice.state == "given"


def test_back_stop_and_going_on(visit, scene, site):
    path = address("evaluation:questions", scene)
    resident = visit(path=path)
    assert not troubles(resident.page)
    resident.tap("button", "Beginnen")
    tap_answer(resident, "Goed")
    resident.reads("Vraag 2 van 14")
    resident.tap("link", "Terug")
    resident.reads("gekozen")
    assert not troubles(resident.page)
    tap_answer(resident, "Slecht")
    resident.tap("link", "Nu stoppen")
    resident.reads("bewaard")
    assert not troubles(resident.page)
    resident.go(path)
    resident.reads("Vraag 2 van 14")
    assert scene.resident_voice.answers.get().option.label == "slecht"


def test_what_is_typed_wrong_is_told_and_stays(visit, scene, site):
    answer_all(scene.resident_voice, but=5)
    resident = visit(path=address("evaluation:questions", scene))
    resident.tap("button", "Beginnen")
    resident.reads("Wat moet anders?")
    resident.write("Wat moet anders?", "Mijn nummer is 111222333.")
    resident.tap("button", "Verder")
    resident.reads("BSN")
    assert not troubles(resident.page)
    assert resident.page.get_by_label("Wat moet anders?").input_value() == (
        "Mijn nummer is 111222333."
    )
    resident.write("Wat moet anders?", "Niets.")
    resident.tap("button", "Verder")
    resident.reads("Mag en kunt u hier blijven wonen")


def test_the_coach_answers_and_adds_the_measurement(visit, scene):
    voice = scene.coach_voice
    coach = visit(scene.coach, path=path_of(scene, voice))
    assert not troubles(coach.page)
    coach.answer("Welke meting hoort hierbij?", re.compile("wooncoach"))
    coach.tap("button", "Beginnen")
    coach.reads("Vraag 1 van 11")
    answer_all(voice, but=1)
    coach.go(path_of(scene, voice))
    coach.write("Hoeveel uur kostte dit traject je ongeveer?", "40")
    assert not troubles(coach.page)
    coach.tap("button", "Antwoorden versturen")
    coach.reads("Je antwoorden zijn verstuurd")
    assert not troubles(coach.page)
    voice.refresh_from_db()
    assert (voice.state, voice.assessment) == ("given", scene.measurement)


def test_a_code_to_scan_opens_the_questions(visit, scene, site):
    together = asked(scene.moment, scene.coach, "resident", "together")
    coach = visit(scene.coach, path=address("evaluation:qr", scene))
    assert not troubles(coach.page)
    coach.tap("button", "Code maken")
    coach.reads("Scan deze code")
    assert not troubles(coach.page)
    together.refresh_from_db()
    assert together.link.is_live
