"""The registry through the page: find a partner and reach them, add one, and make one of a double."""

import io
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfWriter

from cases.workflow import people, plan, road
from common.dates import short_date
from network.models import Covenant, Partner, PartnerContact
from network.workflow import registry
from tests.browser.looks import STICKS_OUT
from tests.browser.visit import about

pytestmark = pytest.mark.browser

LIST = "/netwerk/"
BANK, ASK = "Kredietbank Veenwaard", "Regeling vragen"
NAME = re.compile(r"^\s*Naam")
SEARCH = "Zoek op naam, persoon, plaats of soort hulp"


@pytest.fixture
def bank(cast):
    """A partner with somebody who was spoken with, and who has a step to do."""
    partner = registry.add_partner(
        cast.kade.pk, name=BANK, kind="debt_help", sector="work_and_income", does="regelt schulden",
        phone="0599120130", email="post@kredietbank.example", urgent_phone="0599120199",
    )  # fmt: skip
    ellen = registry.add_contact(
        partner, name="Ellen Drost", role="schuldhulp", phone="0612345678",
        email="ellen@kredietbank.example",
    )  # fmt: skip
    person = people.add_contact(cast.trajectory, contact=ellen, role="budget")
    goal = plan.add_goal(cast.trajectory, text="Rust")
    plan.add_step(goal, text=ASK, owner=person)
    road.add_entry(
        cast.trajectory, by=cast.coach, kind="partner", contact=ellen, outcome="", facts="Belde.",
    )  # fmt: skip
    for name in ("Wijkteam Zuid", "Politie"):
        registry.add_partner(cast.kade.pk, name=name, kind="welfare")
    return partner


def one_page():
    writer, paper = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.write(paper)
    return paper.getvalue()


def fits(somebody):
    assert not somebody.page.evaluate(STICKS_OUT)


def link_to(somebody, address):
    return somebody.page.locator(f'main a[href="{address}"]')


def find_the_bank(somebody):
    """By a word of what the contact person does, which stands in no name of a partner."""
    somebody.go(LIST)
    somebody.write(SEARCH, "schuldhulp")
    somebody.tap("button", "Partners zoeken")
    rows = somebody.page.locator("main tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text(short_date(timezone.localdate()))
    expect(rows.locator(".badge")).to_have_text("1")
    expect(rows.get_by_role("link", name="0612345678")).to_be_visible()
    fits(somebody)
    assert "schuldhulp" not in somebody.page.url, "what was typed stands in no address"
    somebody.tap("link", BANK)


def reads_the_card(somebody):
    """Telephone and e-mail that can be tapped, the last contact, and what is open."""
    for address in ("tel:0612345678", "mailto:ellen@kredietbank.example", "tel:0599120199",
                    "tel:0599120130", "mailto:post@kredietbank.example"):  # fmt: skip
        expect(link_to(somebody, address)).to_be_visible()
    somebody.reads(f"Laatst gesproken op {short_date(timezone.localdate())}")
    expect(somebody.find("link", ASK)).to_be_visible()
    fits(somebody)


def add_partner(somebody, name):
    somebody.go(LIST)
    somebody.tap("link", "Partner toevoegen")
    somebody.write(NAME, name)
    somebody.pick("Soort", "wijkteam")
    somebody.write("Wat doen ze?", "hulp bij papieren")
    fits(somebody)
    somebody.tap("button", "Partner opslaan")


def add_person(somebody, name):
    somebody.tap("link", "Contactpersoon toevoegen")
    somebody.write(NAME, name)
    somebody.pick("Best te bereiken", "telefonisch")
    somebody.tap("button", "Contactpersoon opslaan")
    somebody.reads("Vul dit in: zo is deze persoon het best te bereiken.")
    expect(somebody.page.get_by_label(NAME)).to_have_value(name)
    somebody.write("Telefoon", "0622223333")
    fits(somebody)
    somebody.tap("button", "Contactpersoon opslaan")
    somebody.reads("Contactpersoon opgeslagen")


def make_one_of_two(somebody, name, stays):
    somebody.tap("link", "Deze partner staat twee keer in de lijst")
    somebody.answer("Welke blijft?", about(stays, "(wijkteam)"))
    fits(somebody)
    somebody.tap("button", "Samenvoegen tot één")
    somebody.reads(f"Stond er ook in als {name}")


def test_a_typed_word_leads_to_who_can_be_called(visit, cast, bank, width):
    coach = visit(cast.coach, width=width, path=None)
    find_the_bank(coach)
    reads_the_card(coach)
    assert coach.clicks == 2
    coach.tap("link", ASK)
    coach.is_at(f"/trajecten/{cast.trajectory.number}/plan/")


def test_what_is_not_there_says_what_to_try(visit, cast, bank, width):
    coach = visit(cast.coach, width=width, path=LIST)
    coach.write(SEARCH, "tandarts")
    coach.tap("button", "Partners zoeken")
    coach.reads("Geen partner gevonden")
    expect(coach.page.get_by_label(SEARCH)).to_have_value("tandarts")
    coach.tap("link", "Alle partners tonen")
    expect(coach.page.locator("main tbody tr")).to_have_count(3)


def test_a_new_partner_and_person_and_a_double_made_one(visit, cast, width):
    coach = visit(cast.coach, width=width, path=None)
    add_partner(coach, "Wijkteam Noord")
    coach.reads("Wie bel je daar?")
    add_person(coach, "Jet Smit")
    expect(link_to(coach, "tel:0622223333")).to_be_visible()
    add_partner(coach, "wijkteam noord")
    add_person(coach, "Harm Bouma")
    make_one_of_two(coach, "wijkteam noord", "Wijkteam Noord")
    for name in ("Jet Smit", "Harm Bouma"):
        coach.reads(name)
    coach.go(LIST)
    expect(coach.page.locator("main tbody tr")).to_have_count(1)
    assert Partner.objects.listed().get().name == "Wijkteam Noord"
    assert PartnerContact.objects.count() == 2


def test_the_very_same_name_is_noticed_and_nothing_typed_is_lost(visit, cast, bank, width):
    coach = visit(cast.coach, width=width, path=None)
    add_partner(coach, BANK)
    coach.reads("Een partner met deze naam staat al in het register.")
    expect(coach.page.get_by_label("Wat doen ze?")).to_have_value("hulp bij papieren")
    fits(coach)
    assert Partner.objects.filter(name=BANK).count() == 1


def test_what_was_made_one_can_be_parted_again(visit, cast, bank, width):
    twin = registry.add_partner(cast.kade.pk, name="De bank", kind="debt_help")
    registry.merge_partners(twin, into=bank)
    coach = visit(cast.coach, width=width, path=bank.get_absolute_url())
    coach.tap("button", about("Losmaken", "De bank"))
    coach.go(LIST)
    expect(coach.page.locator("main tbody tr")).to_have_count(4)


def test_a_covenant_with_its_signed_paper(visit, cast, bank, width):
    coach = visit(cast.coach, width=width, path=bank.get_absolute_url())
    coach.tap("link", "Convenant toevoegen")
    coach.write(NAME, "Schuldhulp Veenwaard")
    coach.write("Waarvoor?", "Samen schulden regelen")
    coach.tap("checkbox", "naam, adres en bereikbaarheid")
    coach.write("Geldig vanaf", "2026-01-01")
    coach.page.get_by_label("Partijen").fill(f"{BANK}\nOnbekende club")
    coach.tap("button", "Convenant opslaan")
    coach.reads("Niet in het register: Onbekende club")
    expect(coach.page.get_by_label("Waarvoor?")).to_have_value("Samen schulden regelen")
    coach.page.get_by_label("Partijen").fill(BANK)
    paper = {"name": "getekend.pdf", "mimeType": "application/pdf", "buffer": one_page()}
    coach.page.get_by_label("Ondertekend document").set_input_files(paper)
    fits(coach)
    coach.tap("button", "Convenant opslaan")
    coach.reads("Convenant opgeslagen")
    fits(coach)
    kept = Covenant.objects.get()
    assert [partner.name for partner in kept.parties.all()] == [BANK]
    with coach.page.expect_download() as caught:
        coach.find("link", about("Document downloaden", "Schuldhulp")).click()
    assert caught.value.path().read_bytes().startswith(b"%PDF")
    coach.go(bank.get_absolute_url())
    coach.reads("Schuldhulp Veenwaard")


def test_finding_adding_and_making_one_work_with_javascript_off(visit, cast, bank, width):
    coach = visit(cast.coach, width=width, path=None, java_script_enabled=False)
    coach.go(LIST)
    coach.write(SEARCH, "schuldhulp")
    coach.tap("button", "Partners zoeken")
    expect(coach.page.locator("main tbody tr")).to_have_count(1)
    coach.tap("link", BANK)
    expect(link_to(coach, "tel:0612345678")).to_be_visible()
    expect(coach.find("link", ASK)).to_be_visible()
    coach.go("/netwerk/nieuw/")
    coach.write(NAME, "De kredietbank")
    coach.pick("Soort", "schuldhulp")
    coach.tap("button", "Partner opslaan")
    coach.reads("Wie bel je daar?")
    coach.tap("link", "Deze partner staat twee keer in de lijst")
    coach.answer("Welke blijft?", about(BANK, "(schuldhulp)"))
    coach.tap("button", "Samenvoegen tot één")
    coach.reads("Stond er ook in als De kredietbank")
