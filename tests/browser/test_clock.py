"""The administrator makes a version of a questionnaire without JavaScript; a clock that stands still."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from common.models import Heartbeat
from evaluation.workflow import moments
from tests.browser.looks import troubles
from tests.browser.visit import about

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [390, 1360])
def test_a_question_is_moved_and_one_added_and_nothing_typed_is_lost(visit, cast, width, scripts):
    moments.prepare(cast.kade)
    somebody = visit(cast.administrator, width=width, path=None, java_script_enabled=scripts)
    somebody.go("/vragenlijsten/")
    somebody.tap("link", about("Nieuwe versie maken", "netwerk"))
    fields = somebody.page.locator("details.more")
    fields.first.locator("summary").click()
    fields.first.get_by_label("Uitleg eronder").fill("Denk aan het laatste half jaar.")
    somebody.tap("button", about("Naar beneden", "Wist u wie waarvoor"))
    expect(somebody.page.locator("h2.questions__text").nth(1)).to_have_text(
        "Wist u wie waarvoor verantwoordelijk was?"
    )
    somebody.tap("button", "Vraag toevoegen")
    new = somebody.page.locator("li.card-plain").last
    expect(new.get_by_label("Vraag", exact=True)).to_be_visible()
    new.get_by_label("Vraag", exact=True).fill("Wie mist er?")
    new.get_by_label("Hoe antwoordt men?").select_option(label="eigen woorden")
    somebody.page.get_by_role("button", name="Nieuwe versie opslaan").last.click()
    somebody.reads("De nieuwe versie is opgeslagen.")
    made = cast.kade.questionnaires.get(level="network", in_use=True)
    first, second, *_rest, last = made.questions.all()
    assert (first.code, second.code) == ("short_lines", "who_does_what")
    assert second.help_text == "Denk aan het laatste half jaar."
    assert (last.text, last.kind) == ("Wie mist er?", "text")


def test_a_clock_that_stands_still_is_told_above_each_page(visit, cast):
    Heartbeat.objects.create(name=Heartbeat.CLOCK, at=timezone.now() - dt.timedelta(minutes=11))
    coach = visit(cast.coach)
    coach.reads("De klok staat stil")
    assert troubles(coach.page) == []
    Heartbeat.beat()
    coach.go("/trajecten/")
    expect(coach.page.get_by_text("De klok staat stil")).to_have_count(0)
