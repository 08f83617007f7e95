"""A partner's way on a phone: from the mail to the answer, and what the coach sees of it."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cases.models import PartnerRequest
from cases.workflow import sharing
from network.workflow import registry
from outbox.workflow import send_due
from tests.browser.looks import troubles

pytestmark = pytest.mark.browser

QUESTION = "Kunt u deze week langsgaan?"
ANSWER = "Ik ben er dinsdag geweest. Ze doet nu open."


@pytest.fixture
def contact(cast):
    team = registry.add_partner(cast.kade.pk, name="Wijkteam", kind="neighbourhood_team")
    person = registry.add_contact(
        team, name="M. Hoekstra", phone="0600000009", email="m@partner.example"
    )
    sharing.record_consent(
        cast.trajectory, by=cast.coach, partners=[team], purpose="Samen helpen",
        categories=["contact", "plan"], how="spoken",
    )  # fmt: skip
    return person


@pytest.fixture
def site(settings, live_server):
    settings.PUBLIC_URL = live_server.url


def ask(visit, cast, width):
    """The coach asks: six fields, a look at what will be seen, and the code to tell."""
    coach = visit(cast.coach, width=width, path=f"/trajecten/{cast.trajectory.number}/netwerk/")
    coach.tap("link", "Partner iets vragen")
    coach.page.get_by_label("Met wie?").select_option(label="Wijkteam (M. Hoekstra)")
    coach.write("Je vraag", QUESTION)
    coach.page.get_by_label(re.compile("Samen helpen")).check()
    coach.write("Waarvoor?", "Afspreken wie langsgaat")
    coach.tap("button", "Bekijken wat zij zien")
    coach.reads("Dit krijgen zij te zien")
    coach.reads("Mevrouw A. de Vries")
    coach.tap("button", "Vraag versturen")
    coach.reads("Verstuurd. Geef nu de code door.")
    return coach, coach.page.locator(".code-to-tell").inner_text().strip()


def link_in(letter):
    text = letter.get_payload(decode=True).decode()
    assert "Vries" not in text and QUESTION not in text
    return re.search(r"/vraag/[\w-]+/", text).group()


def test_from_the_mail_to_the_answer(visit, cast, contact, sink, site, width):
    coach, code = ask(visit, cast, width)
    send_due(timezone.now())
    path = link_in(sink.to("m@partner.example")[0])
    partner = visit(path=path, width=390)
    assert "Vries" not in partner.page.content()
    partner.write("Code", code)
    partner.tap("button", "Pagina openen")  # from the mail: the link, the code, the answer
    partner.reads(QUESTION)
    partner.reads("Mevrouw A. de Vries")
    assert "Lange Kade" not in partner.page.content()
    assert not troubles(partner.page)
    partner.tap("button", "Ik pak dit op")
    partner.reads("U pakt dit op")
    partner.write("Wat kwam ervan?", ANSWER)
    partner.tap("button", "Klaar: versturen")
    partner.reads("Dank u wel, uw antwoord is verstuurd")
    partner.page.goto(path)
    partner.reads("Deze link opent niets")
    coach.go("/")
    coach.tap("link", "Antwoord van een partner: beantwoord")
    coach.reads(ANSWER)
    coach.tap("button", "Gelezen: van mijn lijst")
    coach.go("/")
    expect(coach.page.get_by_text("Antwoord van een partner")).to_have_count(0)
    coach.go(cast.trajectory.get_absolute_url())
    coach.reads("Antwoord van een partner: beantwoord")


def test_consent_taken_back_while_the_page_is_open(visit, cast, contact, sink, site, width):
    coach, code = ask(visit, cast, width)
    send_due(timezone.now())
    partner = visit(path=link_in(sink.to("m@partner.example")[0]), width=390)
    partner.write("Code", code)
    partner.tap("button", "Pagina openen")
    partner.reads("Mevrouw A. de Vries")
    coach.go(f"/trajecten/{cast.trajectory.number}/delen/")
    coach.tap("link", "Intrekken")
    coach.tap("button", "Toestemming intrekken")
    coach.reads("Meteen gestopt: 1.")
    partner.write("Wat kwam ervan?", ANSWER)
    partner.tap("button", "Klaar: versturen")
    partner.reads("Deze link opent niets")
    assert PartnerRequest.objects.get().state == "withdrawn"


def test_a_partner_without_javascript_says_why_not(visit, cast, contact, sink, site):
    _coach, code = ask(visit, cast, 390)
    send_due(timezone.now())
    partner = visit(
        path=link_in(sink.to("m@partner.example")[0]), width=390, java_script_enabled=False
    )
    partner.write("Code", code)
    partner.tap("button", "Pagina openen")
    partner.page.get_by_text("Dit is niet voor mij").click()
    partner.tap("radio", "geen capaciteit")
    partner.tap("button", "Afwijzen")
    partner.reads("Dank u wel, uw antwoord is verstuurd")
    assert PartnerRequest.objects.get().reason == "no_capacity"
