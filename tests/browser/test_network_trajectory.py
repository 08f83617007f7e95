"""The people around one resident, and over an organisation who works with whom."""

import pytest
from playwright.sync_api import expect

from cases import tasks
from cases.models import JournalEntry, Participant, Trajectory
from cases.workflow import analysis, people, plan
from common.dates import short_date
from network.workflow import registry
from residents.models import Resident
from tests.browser.looks import STICKS_OUT, letter_size
from tests.browser.method import days
from tests.browser.visit import about

pytestmark = pytest.mark.browser

TEAM, BANK = "Wijkteam Zuid", "Kredietbank"
CAUSE, SAID = "Schulden bij vijf partijen", "Wij doen de aanvraag"
TOGETHER = "/netwerk/samenwerking/"


def fits(somebody):
    assert not somebody.page.evaluate(STICKS_OUT)


def contact_of(cast, name, **partner):
    made = registry.add_partner(cast.kade.pk, name=name, **{"kind": "welfare"} | partner)
    return registry.add_contact(made, name=f"Iemand bij {name}", phone="0611112222")


@pytest.fixture
def around(cast):
    """Two partners: one takes part for long and was not heard, the other joined yesterday."""
    file = cast.trajectory
    quiet, fresh = (
        people.add_contact(file, contact=contact_of(cast, name), role=role)
        for name, role in ((TEAM, "gezinshulp"), (BANK, "budget"))
    )
    Participant.objects.filter(pk=quiet.pk).update(since=days(-60))
    Participant.objects.filter(pk=fresh.pk).update(since=days(-1))
    held = analysis.add_barrier(file, text="De post blijft dicht")
    debts = analysis.add_cause(file, text=CAUSE, effect="reinforcing", barriers=[held])
    for person in (quiet, fresh):
        analysis.add_stance(debts, participant=person, position="promises", text=SAID)
    goal = plan.add_goal(file, text="Rust")
    plan.add_step(goal, text="Regeling vragen", owner=fresh, due_on=days(3))
    return file


def line(somebody, name):
    return somebody.page.locator("main li.agreement").filter(has_text=name)


def test_the_tab_says_who_does_what_and_who_has_gone_quiet(visit, cast, around, width):
    coach = visit(cast.coach, width=width, path=around.get_absolute_url())
    coach.page.locator("main").get_by_role("link", name="Netwerk", exact=True).click()
    coach.is_at(f"/trajecten/{around.number}/netwerk/")
    team, bank = line(coach, TEAM), line(coach, BANK)
    expect(team).to_contain_text("gezinshulp")
    expect(team.locator(".badge")).to_have_text("Stil geworden")
    expect(team.get_by_role("link", name="0611112222")).to_have_attribute("href", "tel:0611112222")
    expect(bank).to_contain_text("Nog te doen: Regeling vragen")
    expect(bank.locator(".badge")).to_have_count(0)
    fits(coach)


def test_a_noted_talk_takes_the_mark_off(visit, cast, around, width):
    coach = visit(cast.coach, width=width, path=f"/trajecten/{around.number}/netwerk/")
    coach.tap("link", about("Gesprek noteren", TEAM))
    coach.write("Wat zag of hoorde je?", "Ze komen morgen langs.")
    fits(coach)
    coach.tap("button", "Notitie opslaan")
    coach.reads("Notitie opgeslagen")
    assert coach.clicks == 2
    coach.go(f"/trajecten/{around.number}/netwerk/")
    expect(line(coach, TEAM)).to_contain_text(f"laatst gehoord op {short_date(days(0))}")
    expect(line(coach, TEAM).locator(".badge")).to_have_count(0)
    entry = JournalEntry.objects.get()
    assert (entry.kind, entry.contact.partner.name, entry.outcome) == ("partner", TEAM, "")


def test_the_picture_can_be_read_and_stands_beside_as_a_table(visit, cast, around, width):
    coach = visit(cast.coach, width=width, path=f"/trajecten/{around.number}/netwerk/")
    svg = coach.page.get_by_role("img").and_(coach.page.locator("svg:visible"))
    expect(svg).to_have_count(1)
    assert letter_size(svg) >= 12
    assert svg.bounding_box()["width"] <= width
    told = svg.locator("desc").text_content()
    coach.open_more("Hetzelfde als tabel")
    rows = coach.page.locator("details tbody tr")
    expect(rows).to_have_count(2)
    for number, name in enumerate((TEAM, BANK)):
        assert name in told
        for words in (name, CAUSE, SAID):
            expect(rows.nth(number)).to_contain_text(words)
    fits(coach)


def test_the_tab_works_with_javascript_off(visit, cast, around, width):
    path = f"/trajecten/{around.number}/netwerk/"
    coach = visit(cast.coach, width=width, path=path, java_script_enabled=False)
    coach.tap("link", about("Gesprek noteren", BANK))
    coach.write("Wat zag of hoorde je?", "Aanvraag ligt er.")
    coach.tap("button", "Notitie opslaan")
    coach.go(path)
    coach.tap("button", about("Doet niet meer mee", TEAM))
    coach.reads("Deden eerder mee")
    assert Participant.objects.get(role="gezinshulp").until


# --- over the organisation -------------------------------------------------------------------------


def files(cast, number, *contacts):
    """So many trajectories on which these take part together."""
    start = Resident.objects.count()
    for one in range(start, start + number):
        who = Resident.objects.create(organisation=cast.kade, surname=f"Bewoner{one}")
        file = Trajectory.objects.create(organisation=cast.kade, resident=who, coach=cast.coach)
        for contact in contacts:
            people.add_contact(file, contact=contact)


def test_who_works_together_without_the_small_numbers(visit, cast, width):
    team = contact_of(cast, TEAM, sector="social_support", level="execution")
    bank = contact_of(cast, BANK, kind="debt_help", sector="work_and_income", level="execution")
    shelter = contact_of(cast, "Opvang De Kap", kind="shelter", sector="health")
    files(cast, 12, team, bank)
    files(cast, 4, team, shelter)
    tasks.count_cooperation()
    manager = visit(cast.manager, width=width, path=TOGETHER)
    section = manager.page.locator("section").filter(has_text="Welke partners")
    expect(section.locator("tbody tr")).to_have_count(1)
    for words in (TEAM, BANK, "10+"):
        expect(section).to_contain_text(words)
    for hidden in ("Opvang De Kap", "Iemand bij", "Bewoner"):
        expect(manager.page.locator("body")).not_to_contain_text(hidden)
    picture = manager.page.get_by_role("img").first
    assert letter_size(picture) >= 11
    assert picture.bounding_box()["width"] <= width
    fits(manager)
    files(cast, 1, team, shelter)
    manager.go(TOGETHER)
    expect(section.locator("tbody tr")).to_have_count(1)
    manager.tap("button", "Opnieuw tellen")
    manager.reads("Opnieuw geteld")
    expect(section.locator("tbody tr")).to_have_count(2)
    expect(section).to_contain_text("5+")


def test_with_only_small_numbers_there_is_no_picture_and_no_table(visit, cast, width):
    files(cast, 4, contact_of(cast, TEAM), contact_of(cast, BANK))
    manager = visit(cast.manager, width=width, path=TOGETHER)
    manager.reads("Geen twee partners werken samen op vijf trajecten of meer")
    expect(manager.page.locator("main table")).to_have_count(0)
    expect(manager.page.get_by_role("img")).to_have_count(0)
    expect(manager.page.locator("body")).not_to_contain_text(TEAM)
    fits(manager)
