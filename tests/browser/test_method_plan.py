"""The plan through the page: goals, steps in their order, what waits, and “Mijn plan” on paper."""

import re

import pytest
from playwright.sync_api import expect

from cases.models import Action, CatalogueItem, Document, Goal
from cases.workflow import history, plan
from tests.browser.method import days, fetch_document
from tests.browser.visit import Keyboard, about

pytestmark = pytest.mark.browser

GOAL, OWN_WORDS = "De huur is op tijd betaald", "Ik betaal mijn huur."
FIRST, SECOND = "Samen de post openen", "Regeling tekenen bij schuldhulp"
WHY = "De regeling verloopt morgen."


def path_of(cast):
    return f"/trajecten/{cast.trajectory.number}/plan/"


@pytest.fixture
def coach(visit, cast, width):
    somebody = visit(cast.coach, width=width, path=cast.trajectory.get_absolute_url())
    somebody.tap("link", "Plan", exact=True)
    somebody.reads("Nog geen plan")
    return somebody


@pytest.fixture
def planned(cast):
    """Two steps; the second waits for the first. A third one waits for nobody."""
    goal = plan.add_goal(cast.trajectory, text=GOAL, resident_text=OWN_WORDS)
    own, tenant = (cast.trajectory.participants.get(kind=kind) for kind in ("own", "resident"))
    first = plan.add_step(goal, text=FIRST, owner=tenant, due_on=days(1))
    plan.add_step(goal, text=SECOND, owner=own, due_on=days(8), needs=[first])
    plan.add_step(goal, text="Koffie met de buurvrouw", owner=tenant)
    return first


@pytest.fixture
def on_plan(visit, cast, planned, width):
    return visit(cast.coach, width=width, path=path_of(cast))


def step(somebody, text):
    """The step with this name, as it stands on the page now."""
    heading = somebody.page.get_by_role("heading", name=text, exact=True)
    return somebody.page.locator(".plan__step").filter(has=heading)


def order(somebody):
    return somebody.page.locator(".plan__step h3").all_text_contents()


def write_goal(somebody):
    somebody.tap("link", "Doel toevoegen")
    somebody.write("Wat moet er zo zijn?", GOAL)
    somebody.write("Doel in de woorden van de bewoner", OWN_WORDS)
    somebody.tap("button", "Doel opslaan")
    somebody.reads("Doel opgeslagen. Welke stap komt eerst?")


def write_step(somebody, text, *, owner, needs=()):
    somebody.write("Welke stap?", text)
    somebody.answer("Wie doet het?", owner)
    somebody.write("Waarom nu deze stap?", "Het ligt er al weken.")
    for one in needs:
        somebody.tap("checkbox", one)
    somebody.tap("button", "Stap opslaan")
    somebody.reads("Stap opgeslagen")


def test_a_goal_with_two_steps_of_which_the_second_waits(coach, cast):
    write_goal(coach)
    write_step(coach, FIRST, owner="De bewoner")
    coach.tap("link", "Stap toevoegen")
    write_step(coach, SECOND, owner="Wooncoach", needs=[FIRST])
    assert order(coach) == [FIRST, SECOND]
    for words in ("Wooncoach", GOAL, "Waarom nu: Het ligt er al weken.", "wacht"):
        expect(step(coach, SECOND)).to_contain_text(words)
    expect(step(coach, SECOND)).to_contain_text(f"Wacht op stap 1: {FIRST}")
    expect(step(coach, FIRST)).not_to_contain_text("wacht")
    coach.tap("link", "Tijdlijn")
    beside = coach.page.locator(".card-plain").filter(has_text="Volgende stappen")
    expect(beside.get_by_role("listitem").filter(has_text=SECOND)).to_contain_text("wacht")


def test_the_date_follows_the_pace_and_the_resident_owns_the_step(coach, cast):
    history.set_pace(cast.trajectory, pace="slow")
    write_goal(coach)
    proposed = coach.page.get_by_label("Wanneer klaar?").input_value()
    assert proposed >= days(21).isoformat()
    coach.reads("Het tempo van deze bewoner: 21 dagen tussen stappen")
    write_step(coach, FIRST, owner="De bewoner")
    made = Action.objects.get()
    assert (made.due_on.isoformat(), made.owner.kind) == (proposed, "resident")


def test_a_step_that_waits_begins_only_with_a_reason(on_plan):
    expect(
        step(on_plan, SECOND).get_by_role("button", name=about("Stap beginnen", ""))
    ).to_have_count(0)
    on_plan.tap("link", about("Stap toch beginnen", SECOND))
    on_plan.reads(f"Wacht op stap 1: {FIRST}")
    on_plan.tap("button", "Stap beginnen")
    on_plan.reads("Nog niet opgeslagen")
    on_plan.write("Waarom nu al beginnen?", WHY)
    on_plan.tap("button", "Stap beginnen")
    on_plan.reads("Stap begonnen")
    expect(step(on_plan, SECOND)).to_contain_text("begonnen")
    expect(step(on_plan, SECOND)).to_contain_text(f"Toch al begonnen, want: {WHY}")
    expect(step(on_plan, SECOND)).not_to_contain_text("Wacht op")
    assert Action.objects.get(text=SECOND).overruled == WHY


def test_once_the_first_is_done_the_second_begins_in_one_click(on_plan):
    on_plan.tap("link", about("Stap afronden", FIRST))
    on_plan.answer("Hoe liep het af?", "Gedaan")
    on_plan.write("Wat kwam ervan?", "41 enveloppen open.")
    on_plan.tap("button", "Stap afronden")
    on_plan.reads("Stap afgerond")
    expect(step(on_plan, SECOND)).not_to_contain_text("Wacht op")
    on_plan.tap("button", about("Stap beginnen", SECOND))
    on_plan.reads("Stap begonnen")
    on_plan.open_more("1 stap afgerond")
    on_plan.reads("41 enveloppen open.")
    on_plan.tap("button", about("Stap heropenen", FIRST))
    on_plan.reads("De stap staat weer open")
    expect(step(on_plan, FIRST)).to_be_visible()


def test_steps_move_by_buttons_and_never_before_what_they_need(on_plan):
    third = "Koffie met de buurvrouw"
    assert order(on_plan) == [FIRST, SECOND, third]
    expect(on_plan.page.get_by_role("button", name=about("Stap omhoog", SECOND))).to_have_count(0)
    on_plan.tap("button", about("Stap omhoog", third))
    expect(step(on_plan, third).locator(".plan__place")).to_have_text("2")
    on_plan.tap("button", about("Stap omhoog", third))
    expect(step(on_plan, third).locator(".plan__place")).to_have_text("1")
    assert order(on_plan) == [third, FIRST, SECOND]
    on_plan.tap("button", about("Stap omlaag", third))
    expect(step(on_plan, third).locator(".plan__place")).to_have_text("2")


def test_a_double_click_moves_a_step_once(visit, cast, planned):
    coach = visit(cast.coach, path=path_of(cast))
    coach.find("button", about("Stap omhoog", "Koffie")).dblclick()
    expect(step(coach, "Koffie met de buurvrouw").locator(".plan__place")).to_have_text("2")
    assert order(coach) == [FIRST, "Koffie met de buurvrouw", SECOND]


def test_a_double_click_saves_one_step(visit, cast, planned):
    coach = visit(cast.coach, path=f"{path_of(cast)}stap/")
    coach.write("Welke stap?", "Nog iets")
    coach.answer("Wie doet het?", "De bewoner")
    coach.find("button", "Stap opslaan").dblclick()
    coach.reads("Stap opgeslagen")
    assert Action.objects.filter(text="Nog iets").count() == 1


def test_my_plan_is_made_and_downloaded_for_the_fridge(on_plan, cast):
    on_plan.tap("button", "Pdf maken")
    on_plan.reads("Je pdf wordt gemaakt")
    name, text = fetch_document(on_plan)
    assert name == f"mijn-plan-{cast.trajectory.number}.pdf"
    for words in (OWN_WORDS, FIRST, SECOND, "Dit doet u zelf"):
        assert words in text
    assert on_plan.clicks == 2


def test_a_pdf_is_for_who_asked_for_it(on_plan, visit, cast, width):
    on_plan.tap("button", "Pdf maken")
    on_plan.reads("Je pdf wordt gemaakt")
    path = on_plan.page.url.removeprefix(on_plan.home)
    backup = visit(cast.backup, width=width, path=path)
    expect(backup.page.get_by_role("heading", level=1)).not_to_contain_text("plan")
    assert Document.objects.get().requested_by == cast.coach


def test_a_text_of_the_catalogue_fills_the_form(coach, visit, cast, width):
    keeper = visit(cast.administrator, width=width)
    keeper.tap("link", "Catalogus")
    keeper.answer("Is het een doel of een stap?", "Doel")
    keeper.page.get_by_role("textbox", name=re.compile("^Tekst")).fill(GOAL)
    keeper.write("In de woorden van de bewoner", OWN_WORDS)
    keeper.tap("button", "In catalogus zetten")
    keeper.reads("In de catalogus gezet")
    coach.tap("link", "Doel toevoegen")
    coach.open_more("Kies uit de catalogus")
    coach.tap("link", GOAL)
    expect(coach.page.get_by_label("Wat moet er zo zijn?")).to_have_value(GOAL)
    coach.tap("button", "Doel opslaan")
    keeper.tap("button", about("Tekst verwijderen", GOAL))
    keeper.reads("Uit de catalogus gehaald")
    assert not CatalogueItem.objects.exists()
    assert Goal.objects.get().resident_text == OWN_WORDS


def test_a_goal_that_was_reached_says_when(on_plan):
    on_plan.tap("link", about("Doel wijzigen", GOAL))
    on_plan.write("Gehaald op", days(0).isoformat())
    on_plan.tap("button", "Doel opslaan")
    card = on_plan.page.locator(".card-plain").filter(has_text="Doelen")
    expect(card.locator(".badge")).to_contain_text("gehaald")


def test_the_plan_works_with_javascript_off(visit, cast, width):
    coach = visit(cast.coach, width=width, path=path_of(cast), java_script_enabled=False)
    write_goal(coach)
    write_step(coach, FIRST, owner="De bewoner")
    coach.tap("button", about("Stap beginnen", FIRST))
    coach.reads("Stap begonnen")
    coach.tap("button", "Pdf maken")
    coach.reads("Je pdf wordt gemaakt")
    coach.tap("link", "Ververs pagina")
    coach.reads("Je pdf wordt gemaakt")


def test_a_step_is_written_and_closed_by_keyboard_alone(visit, cast, planned):
    coach = visit(cast.coach, path=path_of(cast))
    keys = Keyboard(coach)
    keys.follow("Stap toevoegen")
    keys.write("Welke stap?", "Bellen met de bank")
    keys.choose("Wie doet het?", "Wooncoach")
    box = coach.find("checkbox", FIRST)
    keys.to(box)
    keys.press("Space")
    keys.push("Stap opslaan")
    coach.reads("Stap opgeslagen")
    expect(step(coach, "Bellen met de bank")).to_contain_text(f"Wacht op stap 1: {FIRST}")
    keys = Keyboard(coach)
    keys.follow(about("Stap afronden", FIRST))
    keys.choose("Hoe liep het af?", "Gedaan")
    keys.push("Stap afronden")
    coach.reads("Stap afgerond")
    expect(step(coach, "Bellen met de bank")).not_to_contain_text("Wacht op")
