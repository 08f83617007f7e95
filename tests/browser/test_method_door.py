"""At the door: three taps, a text that outlives a broken connection, a visit with a check-in."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Error, expect

from accounts.models import Submission
from cases.models import JournalEntry, PlannedVisit
from cases.tasks import tell_colleagues
from cases.workflow import visits
from outbox.tasks import send_due
from tests.browser.visit import Keyboard, about

pytestmark = pytest.mark.browser

FACTS = "Wat zag of hoorde je?"
SAW = "Mevrouw deed open. De gang was leeg."
SPOKE = "Heb je de bewoner gesproken?"
AGAIN = "Volgend contact over"
HOUR = dt.timedelta(hours=1)
ON_PHONE = "JSON.stringify(Object.entries(localStorage))"


@pytest.fixture
def path(cast):
    return f"/trajecten/{cast.trajectory.number}/aan-de-deur/"


@pytest.fixture
def coach(visit, cast, path):
    return visit(cast.coach, path=path, has_touch=True)


@pytest.fixture
def writing(coach):
    """A coach at the door who has written, and not yet saved."""
    coach.answer(SPOKE, "Ja, gesproken")
    coach.write(FACTS, SAW)
    coach.answer(AGAIN, "2 weken")
    return coach


def kept(somebody):
    """What the phone itself keeps, in any form."""
    return somebody.page.evaluate(ON_PHONE)


def save(somebody):
    somebody.tap("button", "Bezoek opslaan")


def saved(somebody, cast, *, entries=1):
    somebody.reads("Bezoek opgeslagen")
    expect(somebody.page.locator(".timeline")).to_contain_text(SAW)
    assert JournalEntry.objects.filter(facts=SAW).count() == entries
    cast.trajectory.refresh_from_db()
    assert cast.trajectory.next_contact_on == timezone.localdate() + dt.timedelta(days=14)
    assert kept(somebody) == "[]"


def fails(somebody):
    """Save while the way to the server fails; the browser shows its own page."""
    with pytest.raises(Error, match="ERR_"), somebody.page.expect_navigation():
        save(somebody)


def test_a_visit_takes_three_taps_and_a_sentence(visit, cast, path, width):
    coach = visit(cast.coach, width=width, path=path)
    coach.answer(SPOKE, "Ja, gesproken")
    coach.write(FACTS, SAW)
    coach.answer(AGAIN, "2 weken")
    save(coach)
    assert coach.clicks == 3
    saved(coach, cast)
    expect(coach.page.get_by_role("heading", name="Huisbezoek")).to_be_visible()


def test_an_attempt_takes_two_taps_and_no_words(visit, cast, path, width):
    coach = visit(cast.coach, width=width, path=path)
    coach.answer(SPOKE, "Nee, niemand bereikt")
    save(coach)
    coach.reads("Bezoek opgeslagen")
    assert coach.clicks == 2
    expect(coach.page.locator(".timeline__item--attempt")).to_contain_text("niemand bereikt")
    assert JournalEntry.objects.get().outcome == "attempt"


def test_all_of_it_stands_above_the_bottom_bar_of_a_phone(coach):
    bar = coach.page.locator(".bottombar").bounding_box()
    button = coach.find("button", "Bezoek opslaan").bounding_box()
    assert button["y"] + button["height"] <= bar["y"]
    assert button["height"] >= 56


def test_the_door_is_one_tap_away_from_the_trajectory(visit, cast, path, width):
    coach = visit(cast.coach, width=width, path=cast.trajectory.get_absolute_url())
    links = coach.page.get_by_role("link", name="Aan de deur")
    expect(links).to_have_count(1)
    links.click()
    coach.is_at(path)


def test_a_double_tap_is_one_visit(writing, cast):
    writing.find("button", "Bezoek opslaan").dblclick()
    saved(writing, cast)


def test_a_refusal_says_why_and_keeps_the_words(writing):
    writing.write(FACTS, "Zijn nummer is 111222333.")
    save(writing)
    writing.reads("Nog niet opgeslagen")
    writing.reads("BSN")
    expect(writing.page.get_by_label(FACTS)).to_have_value("Zijn nummer is 111222333.")
    expect(writing.page.get_by_role("radio", name="2 weken")).to_be_checked()


def test_without_a_connection_the_words_stay_and_go_out_later(writing, cast):
    writing.context.set_offline(True)
    save(writing)
    expect(writing.page.get_by_role("status")).to_contain_text("Geen verbinding")
    expect(writing.page.get_by_label(FACTS)).to_have_value(SAW)
    writing.context.set_offline(False)
    save(writing)
    saved(writing, cast)


def test_a_phone_that_lost_the_page_gives_the_words_back(writing, cast, path):
    writing.context.set_offline(True)
    save(writing)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        writing.page.reload()
    writing.context.set_offline(False)
    writing.go("/")
    writing.go(path)
    expect(writing.page.get_by_role("status")).to_contain_text("Dit schreef je eerder")
    expect(writing.page.get_by_label(FACTS)).to_have_value(SAW)
    expect(writing.page.get_by_role("radio", name="Ja, gesproken")).to_be_checked()
    save(writing)
    saved(writing, cast)


def test_a_form_that_did_not_arrive_is_not_taken_for_sent(writing, cast, path):
    writing.page.route(f"**{path}", lambda route: route.abort())
    fails(writing)
    writing.page.unroute(f"**{path}")
    writing.go("/trajecten/")
    assert SAW in kept(writing)
    writing.go(path)
    expect(writing.page.get_by_label(FACTS)).to_have_value(SAW)
    save(writing)
    saved(writing, cast)


def test_a_form_that_did_arrive_unheard_counts_once(writing, cast, path):
    def arrives_and_the_answer_is_lost(route):
        route.fetch(max_redirects=0)
        route.abort()

    writing.page.route(f"**{path}", arrives_and_the_answer_is_lost)
    fails(writing)
    writing.page.unroute(f"**{path}")
    assert JournalEntry.objects.count() == 1
    writing.go(path)
    save(writing)
    writing.is_at(cast.trajectory.get_absolute_url())
    assert JournalEntry.objects.count() == 1
    assert kept(writing) == "[]"
    assert Submission.objects.count() == 1


def test_logging_out_wipes_the_phone(writing):
    assert SAW in kept(writing)
    writing.page.locator(".menu > summary").click()
    writing.tap("button", "Uitloggen")
    writing.reads("Inloggen")
    assert kept(writing) == "[]"


def test_a_session_that_ended_at_the_door_costs_no_words(writing, cast, path):
    Session.objects.all().delete()
    save(writing)
    writing.is_at(f"/inloggen/?next={path}")
    writing.let_in(cast.coach)
    writing.go(path)
    expect(writing.page.get_by_label(FACTS)).to_have_value(SAW)
    save(writing)
    saved(writing, cast)


def test_a_session_that_ended_elsewhere_wipes_the_phone(writing):
    Session.objects.all().delete()
    writing.go("/trajecten/")
    writing.reads("Inloggen")
    assert kept(writing) == "[]"


def test_the_next_person_on_this_phone_finds_nothing(writing, cast, path):
    writing.context.clear_cookies()
    writing.let_in(cast.backup)
    writing.go(path)
    expect(writing.page.get_by_label(FACTS)).to_have_value("")
    assert SAW not in kept(writing)


def test_no_other_form_leaves_anything_on_the_phone(visit, cast):
    coach = visit(cast.coach, path=f"/trajecten/{cast.trajectory.number}/notitie/")
    coach.write(FACTS, SAW)
    coach.reads("Opgeslagen")  # on the server
    assert kept(coach) == "[]"


def test_the_door_works_with_javascript_off(visit, cast, path, width):
    coach = visit(cast.coach, width=width, path=path, java_script_enabled=False)
    coach.answer(SPOKE, "Ja, gesproken")
    coach.write(FACTS, SAW)
    coach.answer(AGAIN, "1 week")
    save(coach)
    coach.reads("Bezoek opgeslagen")
    assert JournalEntry.objects.get().facts == SAW


def test_the_door_works_by_keyboard_alone(coach, cast):
    keys = Keyboard(coach)
    keys.choose(SPOKE, "Ja, gesproken")
    keys.write(FACTS, SAW)
    keys.choose(AGAIN, "2 weken")
    keys.push("Bezoek opslaan")
    saved(coach, cast)


def test_a_visit_is_planned_with_a_check_in(visit, cast, path, width):
    coach = visit(cast.coach, width=width, path=cast.trajectory.get_absolute_url())
    coach.tap("link", "Contact plannen")
    coach.tap("link", "Ga je alleen?")
    coach.reads("Wooncoach vervangt geen alarm")
    coach.write("Dag", (timezone.localdate() + dt.timedelta(days=1)).isoformat())
    coach.write("Begint om", "10:00")
    coach.write("Melden voor", "09:00")
    coach.page.get_by_label("Wie krijgt bericht").select_option(label=cast.backup.name)
    coach.tap("button", "Bezoek plannen")
    coach.reads("Kies een tijd na het begin")
    coach.write("Melden voor", "11:00")
    coach.tap("button", "Bezoek plannen")
    coach.is_at(path)
    coach.reads(f"Meld je voor 11.00, anders krijgt {cast.backup.name} bericht.")
    coach.tap("button", "Melden dat het goed gaat")
    coach.reads("Je hebt je gemeld")
    expect(coach.page.locator("main")).not_to_contain_text("Meld je voor")
    assert PlannedVisit.objects.get().checked_in_at


@pytest.fixture
def planned(cast):
    """A visit under way, to check in for in an hour."""
    now = timezone.now()
    return visits.plan(
        cast.trajectory,
        visitor=cast.coach,
        colleague=cast.backup,
        starts_at=now - HOUR,
        check_in_by=now + HOUR,
    )


def test_a_planned_visit_is_on_the_list_of_today_until_the_check_in(
    visit, cast, path, planned, width
):
    coach = visit(cast.coach, width=width)
    line = coach.page.get_by_role("listitem").filter(has_text="Bezoek om")
    expect(line).to_contain_text(timezone.localtime(planned.check_in_by).strftime("%H.%M"))
    line.get_by_role("link", name=about("Naar het bezoek gaan", "")).click()
    coach.is_at(path)
    coach.answer(SPOKE, "Nee, niemand bereikt")
    save(coach)
    coach.reads("Bezoek opgeslagen")
    planned.refresh_from_db()
    assert planned.checked_in_at, "who saved the visit is safe"
    coach.go("/")
    expect(coach.page.locator("main")).not_to_contain_text("Bezoek om")


def test_a_colleague_is_told_of_who_did_not_check_in(visit, cast, planned):
    PlannedVisit.objects.update(check_in_by=timezone.now() - dt.timedelta(minutes=1))
    tell_colleagues()
    send_due()
    [letter] = mail.outbox
    assert letter.to == [cast.backup.email]
    assert f"{cast.coach.name} heeft zich niet gemeld" in letter.subject
    assert "vervangt geen alarm" in letter.body
    colleague = visit(cast.backup)
    expect(colleague.page.locator("main")).not_to_contain_text("Bezoek om")
