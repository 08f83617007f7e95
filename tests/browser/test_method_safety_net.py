"""The pilot light through the page: started, kept, overdue on the list of today, taken up again."""

import pytest
from playwright.sync_api import expect

from cases.models import SafetyNet, State, Trajectory
from cases.workflow import people, road
from common.dates import short_date
from tests.browser.method import days, glowing
from tests.browser.visit import Keyboard, about

pytestmark = pytest.mark.browser

OVERDUE = "Contact voor de waakvlam"


@pytest.fixture
def file(cast):
    """The trajectory of the cast, with its plan carried out."""
    for state in ("analysis", "plan", "action"):
        road.move(cast.trajectory, to=state, by=cast.coach, reason="")
    return cast.trajectory


def card(somebody):
    return somebody.page.locator(".card-plain--warning").filter(has_text="Waakvlam")


def lines(somebody, words):
    return somebody.page.get_by_role("listitem").filter(has_text=words)


def start(somebody, *, keeper):
    somebody.tap("link", "Naar ‘waakvlam’")
    somebody.page.get_by_label("Wie houdt de waakvlam brandend?").select_option(label=keeper)
    somebody.answer("Hoe vaak is er contact?", "elke 6 weken")
    somebody.write("Eerste contact", days(40).isoformat())
    somebody.tap("button", "Waakvlam starten")
    somebody.reads("Waakvlam opgeslagen")


def test_the_pilot_light_says_who_keeps_contact_and_how_often(visit, cast, file, width):
    people.add_somebody_close(file, name="Een oud-collega")
    coach = visit(cast.coach, width=width, path=file.get_absolute_url())
    start(coach, keeper="Een oud-collega")
    for words in ("Een oud-collega", "elke 42 dagen", short_date(days(0))):
        expect(card(coach)).to_contain_text(words)
    coach.reads("Status: waakvlam")
    expect(coach.page.locator(".identity-bar")).to_contain_text("Waakvlam · maand 1")
    file.refresh_from_db()
    assert (file.state, file.next_contact_on) == (State.SAFETY_NET, days(40))


def test_the_coach_is_proposed_as_keeper_and_nobody_by_chance(visit, cast, file):
    people.add_somebody_close(file, name="Aaltje van hiernaast")
    coach = visit(cast.coach, path=f"/trajecten/{file.number}/waakvlam/")
    chosen = coach.page.get_by_label("Wie houdt de waakvlam brandend?").locator("option:checked")
    expect(chosen).to_have_text("Wooncoach")


def test_who_keeps_it_and_how_often_can_change(visit, cast, width):
    light = glowing(cast.coach, cast.kade, late=0)
    coach = visit(cast.coach, width=width, path=light.get_absolute_url())
    coach.tap("link", "Waakvlam wijzigen")
    coach.answer("Hoe vaak is er contact?", "elke 3 maanden")
    coach.tap("button", "Waakvlam opslaan")
    coach.reads("Waakvlam opgeslagen")
    expect(card(coach)).to_contain_text("elke 91 dagen")


def test_an_overdue_contact_is_on_the_list_of_the_coach(visit, cast, width):
    light = glowing(cast.coach, cast.kade, late=3)
    coach = visit(cast.coach, width=width)
    line = lines(coach, OVERDUE)
    expect(line).to_contain_text("3 dagen te laat")
    expect(line).to_contain_text("Dekkers")
    line.get_by_role("link", name=about("Notitie maken", "")).click()
    coach.answer("Heb je de bewoner gesproken?", "Ja, gesproken")
    coach.write("Wat zag of hoorde je?", "Het gaat goed.")
    coach.tap("button", "Notitie opslaan")
    coach.reads("Notitie opgeslagen")
    coach.go("/")
    expect(lines(coach, OVERDUE)).to_have_count(0)
    light.refresh_from_db()
    assert light.next_contact_on >= days(27), "the next one follows by itself"


def test_overdue_longer_it_reaches_the_backup_and_then_the_manager(visit, cast, width):
    light = glowing(cast.coach, cast.kade, late=3)
    road.set_team(light, coach=cast.coach, backups=[cast.backup])
    for late, backup_sees, manager_sees in ((3, 0, 0), (8, 1, 0), (15, 1, 1)):
        Trajectory.objects.filter(pk=light.pk).update(next_contact_on=days(-late))
        backup = visit(cast.backup, width=width)
        expect(lines(backup, f"vraag {cast.coach.name}")).to_have_count(backup_sees)
        manager = visit(cast.manager, width=width)
        expect(lines(manager, light.number)).to_have_count(manager_sees)
        expect(manager.page.locator("body")).not_to_contain_text(light.resident.surname)
    expect(lines(manager, light.number)).to_contain_text("15 dagen te laat")


def test_a_trajectory_is_taken_up_again_in_one_click(visit, cast, width):
    light = glowing(cast.coach, cast.kade, late=3)
    coach = visit(cast.coach, width=width, path=light.get_absolute_url())
    coach.tap("button", "Traject weer oppakken")
    coach.reads("Het traject loopt weer")
    assert coach.clicks == 1
    expect(card(coach)).to_have_count(0)
    expect(coach.page.locator(".identity-bar")).to_contain_text("Uitvoering")
    light.refresh_from_db()
    assert light.state == State.ACTION


def test_a_double_click_takes_it_up_once(visit, cast):
    light = glowing(cast.coach, cast.kade, late=3)
    coach = visit(cast.coach, path=light.get_absolute_url())
    coach.find("button", "Traject weer oppakken").dblclick()
    coach.reads("Het traject loopt weer")
    expect(coach.page.locator("body")).not_to_contain_text("Een collega wijzigde")
    assert light.state_changes.filter(to_state=State.ACTION).count() == 2


def test_an_ended_trajectory_opens_again_in_one_click(visit, cast, width):
    road.close(cast.trajectory, end_reason="home_kept", ended_on=days(0), by=cast.coach)
    coach = visit(cast.coach, width=width, path=cast.trajectory.get_absolute_url())
    coach.tap("button", "Traject heropenen")
    assert coach.clicks == 1
    expect(coach.find("link", "Contact plannen")).to_be_visible()
    cast.trajectory.refresh_from_db()
    assert cast.trajectory.is_open


def test_too_early_for_a_pilot_light_the_page_says_what_comes_first(visit, cast, width):
    path = f"/trajecten/{cast.trajectory.number}/waakvlam/"
    coach = visit(cast.coach, width=width, path=path)
    coach.reads("te vroeg voor de waakvlam")
    assert not SafetyNet.objects.exists()


def test_the_pilot_light_works_with_javascript_off_and_by_keyboard(visit, cast, file):
    coach = visit(cast.coach, path=file.get_absolute_url(), java_script_enabled=False)
    start(coach, keeper="Wooncoach")
    keys = Keyboard(visit(cast.coach, path=file.get_absolute_url()))
    keys.push("Traject weer oppakken")
    keys.visit.reads("Het traject loopt weer")
