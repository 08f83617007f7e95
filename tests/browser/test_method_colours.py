"""From a coach at an address to a contractor at a door: colour, list, mail, code, and the page."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cases.models import AddressAdvice
from network.workflow import registry
from outbox import workflow as outbox
from tests.cast import dwelling

pytestmark = pytest.mark.browser

WHY = "Gooide een pan naar de deur."


@pytest.fixture
def fitter(cast):
    dwelling(cast.kade, 14)
    partner = registry.add_partner(cast.kade.pk, name="Warmte", kind="contractor")
    return registry.add_contact(partner, name="Mo", email="mo@warmte.example", phone="06 11")


def letter_to(sink, address):
    """The address of the page in the mail that really came in."""
    outbox.send_due(timezone.now())
    (letter,) = sink.to(address)
    text = letter.get_payload(decode=True).decode()
    assert WHY not in text and "Lange Kade" not in text
    return re.search(r"https?://\S+(/kleuren/\S+)", text)[1]


def colour(somebody, home):
    somebody.go(f"/adres/{home.number}/")
    somebody.tap("link", "Advies geven")
    somebody.answer("Hoe gaan mensen erheen?", "Niet zonder collega")
    somebody.write("Waarom?", WHY)
    somebody.tap("button", "Advies opslaan")
    somebody.reads("Advies opgeslagen")


def make_list(somebody, street):
    somebody.go("/adviezen/lijsten/nieuw/")
    somebody.pick("Voor wie bij de aannemer?", "Warmte (Mo)")
    somebody.write("Welke adressen?", street)
    somebody.write("Waarvoor?", "Ketels")
    somebody.tap("button", "Lijst maken")
    somebody.reads("De lijst is gemaakt")


def test_a_contractor_sees_the_colour_a_coach_gave_and_not_the_reason(
    visit, cast, fitter, sink, width
):
    coach = visit(cast.coach, width=width)
    colour(coach, cast.home)
    assert coach.clicks == 3
    make_list(coach, "Lange Kade")
    coach.tap("button", "Link versturen")
    coach.reads("De link is onderweg")
    coach.tap("button", "Nieuwe code maken")
    code = coach.page.locator(".code-to-tell").inner_text()
    path = letter_to(sink, "mo@warmte.example")
    contractor = visit(path=path, width=width)
    contractor.write("Code", code)
    contractor.tap("button", "Pagina openen")
    rows = contractor.page.locator(".colours > li")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("Lange Kade 12, Veenwaard")
    expect(rows.nth(0)).to_contain_text("Niet zonder collega")
    expect(rows.nth(1)).to_contain_text("Ga gerust alleen")
    for hidden in (WHY, cast.coach.name, cast.resident.surname):
        expect(contractor.page.locator("body")).not_to_contain_text(hidden)
    contractor.write("Straat of huisnummer", "kade 14")
    contractor.tap("button", "Adres zoeken")
    expect(rows).to_have_count(1)
    wide = "document.documentElement.scrollWidth <= innerWidth"
    assert contractor.page.evaluate(wide) and coach.page.evaluate(wide)
    coach.tap("button", "Lijst stoppen")
    coach.reads("Gestopt")
    contractor.tap("button", "Adres zoeken")
    contractor.reads("Deze link opent niets")
    expect(rows).to_have_count(0)


def test_the_page_of_a_contractor_works_with_javascript_off(visit, cast, fitter, sink):
    coach = visit(cast.coach, java_script_enabled=False)
    colour(coach, cast.home)
    make_list(coach, "Lange Kade 12")
    coach.tap("button", "Link versturen")
    coach.tap("button", "Nieuwe code maken")
    code = coach.page.locator(".code-to-tell").inner_text()
    path = letter_to(sink, "mo@warmte.example")
    contractor = visit(path=path, java_script_enabled=False)
    contractor.write("Code", code)
    contractor.tap("button", "Pagina openen")
    expect(contractor.page.locator(".colours > li")).to_have_count(1)


def test_a_double_click_gives_one_advice(visit, cast):
    coach = visit(cast.coach, path=f"/adres/{cast.home.number}/advies/")
    coach.answer("Hoe gaan mensen erheen?", "Ga gerust alleen")
    coach.find("button", "Advies opslaan").dblclick()
    coach.reads("Advies opgeslagen")
    expect(coach.page.locator("body")).not_to_contain_text("Een collega")
    assert AddressAdvice.objects.count() == 1
