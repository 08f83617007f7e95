"""Hand-over through the page: one, several or all, with the pack; and the weekly figures."""

import re

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Membership
from cases import workflow as cases
from cases.models import Digest, Document, Trajectory
from outbox import workflow as outbox
from tests.browser.method import days, fetch_document, glowing
from tests.browser.visit import about
from tests.cast import resident, trajectory
from workspace import digest

pytestmark = pytest.mark.browser

PAGE = "/overdracht/"
NOTE = "Bel altijd eerst de dochter."
PACK = "Aan jou overgedragen"


@pytest.fixture
def caseload(cast):
    """The trajectory of the cast and two more of the same coach."""
    made = [
        trajectory(cast.coach, cast.kade, who=resident(cast.kade, surname=name))
        for name in ("Meulen", "Noorden")
    ]
    return [cast.trajectory, *made]


@pytest.fixture
def coach(visit, cast, caseload, width):
    somebody = visit(cast.coach, width=width, path="/trajecten/")
    somebody.tap("link", "Trajecten overdragen")
    return somebody


def give(somebody, to, *, stay="Ik ga eruit"):
    somebody.page.get_by_label("Aan welke collega?").select_option(label=to.name)
    somebody.answer("Wat doe jij daarna?", stay)
    somebody.write("Wat moet je collega weten?", NOTE)
    somebody.tap("button", "Trajecten overdragen")


def coaches():
    """How many trajectories each coach has."""
    names = Trajectory.objects.values_list("coach__name", flat=True)
    return {name: list(names).count(name) for name in names}


def test_one_goes_and_is_gone_for_who_leaves(coach, cast):
    coach.tap("checkbox", "Meulen")
    give(coach, cast.colleague)
    coach.reads(f"1 traject overgedragen aan {cast.colleague.name}")
    expect(coach.page.get_by_role("row").filter(has_text="Meulen")).to_have_count(0)
    assert coaches() == {cast.coach.name: 2, cast.colleague.name: 1}


def test_several_go_at_once_and_who_hands_over_may_stay_backup(coach, cast):
    for name in ("Meulen", "Noorden"):
        coach.tap("checkbox", name)
    give(coach, cast.colleague, stay="Ik blijf achterwacht")
    coach.reads(f"2 trajecten overgedragen aan {cast.colleague.name}")
    row = coach.page.get_by_role("row").filter(has_text="Meulen")
    expect(row).to_contain_text(cast.colleague.name)


def test_all_go_in_one_tick(coach, cast):
    coach.tap("checkbox", "Allemaal: 3 trajecten")
    give(coach, cast.colleague)
    coach.reads(f"3 trajecten overgedragen aan {cast.colleague.name}")
    assert coaches() == {cast.colleague.name: 3}


def test_from_its_own_page_one_trajectory_is_ticked_already(visit, cast, caseload, width):
    coach = visit(cast.coach, width=width, path=caseload[1].get_absolute_url())
    coach.tap("link", "Traject overdragen")
    expect(coach.page.get_by_role("checkbox", checked=True)).to_have_count(1)
    expect(coach.find("checkbox", "Meulen")).to_be_checked()


def test_nothing_goes_by_accident(coach, cast):
    coach.tap("button", "Trajecten overdragen")
    coach.reads("Nog niet opgeslagen")
    coach.reads("Kies minstens één traject")
    expect(coach.page.get_by_label("Aan welke collega?")).to_have_value("")
    coach.tap("checkbox", "Meulen")
    coach.write("Wat moet je collega weten?", NOTE)
    coach.tap("button", "Trajecten overdragen")
    coach.reads("Nog niet opgeslagen")
    expect(coach.page.get_by_label("Wat moet je collega weten?")).to_have_value(NOTE)
    expect(coach.find("checkbox", "Meulen")).to_be_checked()
    assert coaches() == {cast.coach.name: 3}


def test_the_new_coach_finds_the_pack_on_the_list_of_today(coach, visit, cast, width):
    coach.tap("checkbox", "Meulen")
    give(coach, cast.colleague)
    coach.reads("overgedragen aan")
    colleague = visit(cast.colleague, width=width)
    line = colleague.page.get_by_role("listitem").filter(has_text=PACK)
    expect(line).to_contain_text("Meulen")
    line.get_by_role("link", name=about("Map openen", "")).click()
    name, text = fetch_document(colleague)
    assert name.startswith("overdracht")
    for words in ("Meulen", NOTE, cast.coach.name):
        assert words in text
    number = Document.objects.get().trajectory.number
    colleague.go(f"/trajecten/{number}/")
    expect(colleague.page.locator(".timeline")).to_contain_text(NOTE)


def test_a_double_click_hands_over_once(visit, cast, caseload):
    coach = visit(cast.coach, path=PAGE)
    coach.tap("checkbox", "Meulen")
    coach.page.get_by_label("Aan welke collega?").select_option(label=cast.colleague.name)
    coach.answer("Wat doe jij daarna?", "Ik ga eruit")
    coach.find("button", "Trajecten overdragen").dblclick()
    coach.reads("1 traject overgedragen")
    assert Document.objects.count() == 1


def test_who_changed_meanwhile_is_handed_over_to_nobody(coach, cast, caseload):
    caseload[1].change(next_contact_on=days(3))
    coach.tap("checkbox", "Allemaal: 3 trajecten")
    give(coach, cast.colleague)
    coach.reads("Er is niets overgedragen")
    assert coaches() == {cast.coach.name: 3}


def test_handing_over_works_with_javascript_off(visit, cast, caseload, width):
    coach = visit(cast.coach, width=width, path=PAGE, java_script_enabled=False)
    coach.tap("checkbox", "Noorden")
    give(coach, cast.colleague)
    coach.reads("1 traject overgedragen")


def test_the_supervisor_gets_the_week_in_figures_without_names(visit, cast, caseload, width):
    light = glowing(cast.coach, cast.kade, late=20)
    cases.close(caseload[1], end_reason="home_kept", ended_on=days(0), by=cast.coach)
    assert digest.run(timezone.now() + timezone.timedelta(days=7)) == 1
    morning = timezone.localtime().replace(hour=9) + timezone.timedelta(days=1)
    assert outbox.send_due(morning) == 1
    [letter] = mail.outbox
    assert letter.to == [cast.manager.email]
    assert re.search(r"Open trajecten: 3\b", letter.body)
    assert re.search(r"Waakvlammen langer dan 2 weken te laat: 1\b", letter.body)
    for one in Trajectory.objects.all():
        assert one.resident.surname not in letter.body
        assert one.number not in letter.body
    assert Digest.objects.get().user == cast.manager
    manager = visit(cast.manager, width=width)
    line = manager.page.get_by_role("listitem").filter(has_text=light.number)
    expect(line).to_contain_text("vraag het team")
    expect(manager.page.locator("main")).not_to_contain_text(light.resident.surname)


def test_a_coach_without_trajectories_is_told_who_hands_over(visit, cast, width):
    Membership.objects.filter(user=cast.reader).update(role="coach")
    reader = visit(cast.reader, width=width, path=PAGE)
    reader.reads("Je hebt geen eigen trajecten")
