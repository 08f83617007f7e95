"""What was before, in dated facts; the pace, and another rhythm than it proposes."""

import pytest
from django.utils.formats import date_format
from playwright.sync_api import expect

from cases.models import HistoryItem
from cases.rhythm import propose_contact
from tests.browser.visit import about

pytestmark = pytest.mark.browser

COACHED, LIVED = "Budgetcoach van het wijkteam", "Woonde bij oma in huis"
WHY = "Een nieuwe stap lukt na twee keer voordoen."


@pytest.fixture
def coach(visit, cast, width):
    somebody = visit(cast.coach, width=width, path=cast.trajectory.get_absolute_url())
    somebody.tap("link", "Analyse", exact=True)
    somebody.tap("link", "Voorgeschiedenis")
    somebody.reads("Nog niets opgeschreven")
    return somebody


def add_fact(somebody, text, since, until="", source=""):
    somebody.tap("link", "Feit toevoegen")
    somebody.write("Wat gebeurde er?", text)
    somebody.write("Vanaf", since)
    somebody.write("Tot", until)
    somebody.write("Van wie weet je dit?", source)
    somebody.tap("button", "Feit opslaan")


def choose_pace(somebody, pace, *, days="", why=""):
    somebody.tap("link", "Tempo kiezen")
    somebody.answer("Welk tempo past bij de bewoner?", pace)
    somebody.write("Contact om de", days)
    somebody.write("Waarom dit tempo?", why)
    somebody.tap("button", "Tempo opslaan")


def test_facts_stand_in_order_with_their_days_and_who_says_so(coach):
    add_fact(coach, LIVED, "2022-10-14", "2023-10-19", "de ouders")
    add_fact(coach, COACHED, "2024-06-05", source="het wijkteam")
    shown = coach.page.locator(".timeline__item")
    expect(shown).to_have_count(2)
    expect(shown.first).to_contain_text(COACHED)
    expect(shown.first).to_contain_text("5 jun 2024 – nu")
    expect(shown.first).to_contain_text("volgens het wijkteam")
    expect(shown.last).to_contain_text("14 okt 2022 – 19 okt 2023")


def test_a_fact_that_ends_before_it_began_is_refused_and_nothing_is_lost(coach):
    add_fact(coach, LIVED, "2023-10-19", "2022-10-14")
    coach.reads("Nog niet opgeslagen")
    expect(coach.page.get_by_label("Wat gebeurde er?")).to_have_value(LIVED)
    coach.write("Tot", "")
    coach.tap("button", "Feit opslaan")
    coach.reads("Opgeslagen")
    coach.tap("link", about("Wijzigen", LIVED))
    coach.tap("button", "Feit weghalen")
    coach.reads("Weggehaald")
    assert not HistoryItem.objects.exists()


def test_a_diagnosis_is_no_fact_and_is_told_after_saving(coach):
    add_fact(coach, "Verwarde man in behandeling", "2024-01-01")
    coach.reads("Dat is een etiket")
    assert HistoryItem.objects.count() == 1, "a hint, never a block"


def test_the_pace_proposes_the_rhythm_of_contact(coach, cast):
    choose_pace(coach, "Rustig")
    card = coach.page.locator(".card-plain").filter(has_text="Tempo")
    expect(card).to_contain_text("Rustig")
    expect(card).to_contain_text("om de 21 dagen contact")
    expect(card).not_to_contain_text("zelf gekozen")
    cast.trajectory.refresh_from_db()
    proposed = date_format(propose_contact(cast.trajectory), "l j F")
    coach.go(f"/trajecten/{cast.trajectory.number}/notitie/")
    coach.reads(f"Het tempo van dit traject stelt {proposed} voor")
    expect(coach.page.get_by_label("Volgend contact")).to_have_value("")


def test_another_rhythm_needs_a_reason(coach, cast):
    choose_pace(coach, "Gewoon", days="5")
    coach.reads("Schrijf waarom je een ander ritme kiest")
    expect(coach.page.get_by_label("Contact om de")).to_have_value("5")
    coach.write("Waarom dit tempo?", WHY)
    coach.tap("button", "Tempo opslaan")
    coach.reads("om de 5 dagen contact")
    coach.reads("zelf gekozen")
    coach.reads(WHY)
    cast.trajectory.refresh_from_db()
    assert (cast.trajectory.pace, cast.trajectory.contact_days) == ("normal", 5)


def test_history_and_pace_work_with_javascript_off(visit, cast, width):
    path = f"/trajecten/{cast.trajectory.number}/voorgeschiedenis/"
    coach = visit(cast.coach, width=width, path=path, java_script_enabled=False)
    add_fact(coach, COACHED, "2024-06-05")
    coach.reads(COACHED)
    choose_pace(coach, "Vlot", days="3", why=WHY)
    coach.reads("om de 3 dagen contact")
