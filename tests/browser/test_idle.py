"""Away from the desk: a warning five minutes before the end, and an empty screen after it."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

MINUTE = 60_000
IDLE = 10 * MINUTE
WARNING = IDLE - 5 * MINUTE


@pytest.fixture
def away(visit, cast, settings):
    """A coach with a file open, and a clock that can be turned forward."""
    settings.SESSION_IDLE_SECONDS = IDLE // 1000
    coach = visit(cast.coach, path=None)
    coach.page.clock.install()
    coach.go(cast.trajectory.get_absolute_url())
    coach.dialog = coach.page.get_by_role("dialog", name="Ben je er nog?")
    return coach


def test_a_warning_comes_five_minutes_before_the_end(away):
    away.page.clock.fast_forward(WARNING - 1000)
    expect(away.dialog).to_be_hidden()
    away.page.clock.fast_forward(2000)
    expect(away.dialog).to_be_visible()
    expect(away.find("button", "Ik ben er nog")).to_be_focused()


def test_who_says_to_be_there_starts_a_new_half_hour(away):
    away.page.clock.fast_forward(WARNING + 1000)
    with away.page.expect_response("**/ik-ben-er-nog/") as answer:
        away.tap("button", "Ik ben er nog")
    assert answer.value.status == 204
    expect(away.dialog).to_be_hidden()
    away.page.clock.fast_forward(WARNING - 1000)
    expect(away.dialog).to_be_hidden()
    away.page.clock.fast_forward(2000)
    expect(away.dialog).to_be_visible()


def test_who_types_all_along_is_not_disturbed(away):
    away.page.clock.fast_forward(WARNING - MINUTE)
    away.write("Wat zag of hoorde je?", "Nog bezig met schrijven")
    with away.page.expect_response("**/ik-ben-er-nog/"):
        away.page.clock.fast_forward(MINUTE + 1000)
    expect(away.dialog).to_be_hidden()


def test_after_the_end_the_file_is_off_the_screen(away, cast):
    away.page.clock.fast_forward(WARNING + 1000)
    expect(away.dialog).to_be_visible()
    Session.objects.all().delete()
    away.page.clock.fast_forward(6 * MINUTE)
    away.reads("Inloggen")
    expect(away.page.locator("body")).not_to_contain_text(cast.resident.surname)


def test_text_that_was_not_kept_stays_on_the_screen(away):
    away.write("Wat zag of hoorde je?", "Nog niet bewaard")
    Session.objects.all().delete()
    away.page.clock.fast_forward(IDLE + MINUTE)
    expect(away.page.get_by_label("Wat zag of hoorde je?")).to_have_value("Nog niet bewaard")
