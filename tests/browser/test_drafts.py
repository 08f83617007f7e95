"""What is typed is kept on the server, and nothing of it is lost when the session ends."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from accounts.models import Draft

pytestmark = pytest.mark.browser

FACTS = "Wat zag of hoorde je?"
SAID = "Hij riep de hele nacht uit het raam."
NEW = "/signalen/nieuw/"
SILENCE = 2_100  # milliseconds after the last key


@pytest.fixture
def typing(visit, cast):
    """A reporter who writes in the form, with a clock that can be turned forward."""
    reporter = visit(cast.reporter, path=None)
    reporter.page.clock.install()
    reporter.go(NEW)
    reporter.saved = reporter.page.locator("[data-saved]")
    return reporter


def keep(reporter):
    """Two seconds of silence, and the answer of the server."""
    with reporter.page.expect_response("**/concept/"):
        reporter.page.clock.fast_forward(SILENCE)


def test_a_draft_is_kept_after_two_seconds_of_silence(typing):
    typing.write(FACTS, SAID)
    typing.page.clock.fast_forward(1_500)
    expect(typing.saved).to_be_empty()
    keep(typing)
    expect(typing.saved).to_contain_text("Opgeslagen")
    typing.page.reload()
    expect(typing.page.get_by_label(FACTS)).to_have_value(SAID)
    typing.reads("staat weer in het formulier")


def test_a_word_that_is_a_label_gets_a_hint_while_typing(typing):
    typing.write(FACTS, "Een verwarde man.")
    keep(typing)
    expect(typing.saved).to_contain_text("Dat is een etiket")
    typing.write(FACTS, "Hij praatte met iemand die er niet was.")
    keep(typing)
    expect(typing.saved).not_to_contain_text("etiket")


def test_a_number_that_may_not_be_kept_is_refused_while_typing(typing):
    typing.write(FACTS, "Zijn nummer is 111222333.")
    keep(typing)
    expect(typing.saved).to_contain_text("BSN")
    assert not Draft.objects.exists()


def test_a_session_that_ended_costs_nothing_of_the_draft(typing, cast):
    typing.write("Welk adres", "Lange Kade 12")
    typing.write(FACTS, SAID)
    keep(typing)
    Session.objects.all().delete()
    typing.write(FACTS, f"{SAID} Toen werd het stil.")
    keep(typing)
    expect(typing.saved).to_contain_text("Niet bewaard")
    typing.tap("button", "Signaal opslaan")
    typing.is_at("/inloggen/?next=/signalen/nieuw/")
    typing.let_in(cast.reporter)
    typing.go(NEW)
    expect(typing.page.get_by_label(FACTS)).to_have_value(SAID)
    expect(typing.page.get_by_label("Welk adres")).to_have_value("Lange Kade 12")


def test_a_draft_can_be_finished_later_without_javascript(visit, cast):
    reporter = visit(cast.reporter, path=NEW, java_script_enabled=False)
    reporter.write(FACTS, SAID)
    reporter.tap("button", "Later afmaken")
    reporter.reads("Bewaard als concept")
    reporter.go(NEW)
    expect(reporter.page.get_by_label(FACTS)).to_have_value(SAID)
    reporter.tap("button", "Concept weggooien")
    expect(reporter.page.get_by_label(FACTS)).to_have_value("")
