"""The three questions through the page: cards, the picture, contradictions, agreements, a goal."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cases.models import Agreement, Barrier, Goal
from cases.workflow import analysis, people
from tests.browser.looks import letter_size
from tests.browser.visit import about

pytestmark = pytest.mark.browser

HELD_BACK = "De post blijft dicht"
CAUSE = "Schulden bij vijf partijen"
TEAM, BANK = "Wijkteam Zuid", "Kredietbank"
PAPERS = "Papieren brengen"
THIRD_QUESTION = "Hoe werken wij en anderen samen"


@pytest.fixture
def coach(visit, cast, width):
    """A coach who opens the analysis from the trajectory."""
    somebody = visit(cast.coach, width=width, path=cast.trajectory.get_absolute_url())
    somebody.tap("link", "Analyse", exact=True)
    somebody.reads("Nog geen analyse")
    return somebody


@pytest.fixture
def analysed(cast):
    """Two barriers, a cause on each side of them, and two partners who both promise."""
    file = cast.trajectory
    first = analysis.add_barrier(file, text=HELD_BACK)
    second = analysis.add_barrier(file, text="Niemand deed het ooit voor")
    debts = analysis.add_cause(file, text=CAUSE, effect="reinforcing", barriers=[first])
    analysis.add_cause(file, text="De buurvrouw helpt", effect="mitigating", barriers=[second])
    for name in (TEAM, BANK):
        partner = people.add_partner(
            file, name=name, kind="municipality",
            contact={"name": "Ellen Drost", "role": "", "phone": "", "email": ""},
        )  # fmt: skip
        analysis.add_stance(debts, participant=partner, position="promises", text="Wij vragen aan")
    return debts


def column(somebody, question):
    return somebody.page.locator(".thirds > section").filter(has_text=question)


def picture(somebody):
    """The one picture that shows at this width."""
    return somebody.page.get_by_role("img").and_(somebody.page.locator("svg:visible"))


def add_barrier(somebody):
    somebody.tap("link", "Belemmering toevoegen")
    somebody.write("Wat houdt de bewoner tegen?", HELD_BACK)
    somebody.tap("button", "Belemmering opslaan")


def add_cause(somebody):
    somebody.tap("link", "Oorzaak toevoegen")
    somebody.write("Welke oorzaak?", CAUSE)
    somebody.answer("Wat doet deze oorzaak?", "maakt het sterker")
    somebody.tap("checkbox", HELD_BACK)
    somebody.tap("button", "Oorzaak opslaan")


def add_partner(somebody, name):
    """On the tab of the network, and back to the analysis."""
    somebody.tap("link", "Wat ieder doet en hoe je ze bereikt")
    somebody.tap("link", "Betrokkene toevoegen")
    somebody.answer("Wie doet mee?", "Een nieuwe partner")
    somebody.write("Naam van de organisatie", name)
    somebody.page.get_by_label("Soort organisatie").select_option("municipality")
    somebody.write("Naam van de contactpersoon", "Ellen Drost")
    somebody.tap("button", "Betrokkene opslaan")
    somebody.tap("link", "Analyse", exact=True)


def say_what(somebody, name, position, said):
    somebody.tap("link", about("Vastleggen wie wat doet", CAUSE))
    somebody.pick("Wie?", f"{name} (Ellen Drost)")
    somebody.answer("Wat doen ze?", position)
    somebody.write("In eigen woorden", said)
    somebody.tap("button", "Opslaan wie wat doet")


def test_two_who_both_promise_become_a_contradiction_that_names_them(coach):
    add_barrier(coach)
    add_cause(coach)
    for name in (TEAM, BANK):
        add_partner(coach, name)
    say_what(coach, TEAM, "Heeft dit beloofd", "Wij doen de aanvraag")
    expect(column(coach, THIRD_QUESTION)).not_to_contain_text("Beide beloven het")
    say_what(coach, BANK, "Heeft dit beloofd", "Wij nemen het over")
    found = column(coach, THIRD_QUESTION)
    for words in ("Beide beloven het", TEAM, BANK, "Wij doen de aanvraag", "Wij nemen het over"):
        expect(found).to_contain_text(words)
    expect(coach.page.get_by_role("heading", name="1 tegenstrijdigheid")).to_be_visible()


def test_a_cause_hangs_on_its_barrier_in_words_and_in_the_picture(coach):
    add_barrier(coach)
    add_cause(coach)
    coach.reads(f"Werkt op 1. {HELD_BACK}")
    text = picture(coach).text_content()
    assert HELD_BACK in text
    assert CAUSE in text


def test_the_picture_can_be_read_and_says_in_words_what_it_draws(visit, cast, analysed, width):
    coach = visit(cast.coach, width=width, path=f"/trajecten/{cast.trajectory.number}/analyse/")
    svg = picture(coach)
    expect(svg).to_have_count(1)
    assert letter_size(svg) >= 12
    assert svg.bounding_box()["width"] <= width
    assert svg.locator("title").text_content().startswith("2 belemmeringen")
    told = svg.locator("desc").text_content()
    for words in (HELD_BACK, CAUSE, TEAM, BANK, "De buurvrouw helpt"):
        assert words in told


def test_an_item_becomes_a_goal_in_one_click(visit, cast, analysed, width):
    coach = visit(cast.coach, width=width, path=f"/trajecten/{cast.trajectory.number}/analyse/")
    coach.tap("button", about("Maak hier een doel van", HELD_BACK))
    coach.is_at("/plan/")
    assert coach.clicks == 1
    expect(coach.page.locator("main")).to_contain_text(HELD_BACK)
    assert Goal.objects.get().from_barrier.text == HELD_BACK
    coach.tap("link", "Analyse", exact=True)
    expect(
        coach.page.get_by_role("button", name=about("Maak hier een doel van", HELD_BACK))
    ).to_have_count(0)


def test_a_double_click_makes_one_goal(visit, cast, analysed):
    coach = visit(cast.coach, path=f"/trajecten/{cast.trajectory.number}/analyse/")
    coach.find("button", about("Maak hier een doel van", CAUSE)).dblclick()
    coach.is_at("/plan/")
    assert Goal.objects.count() == 1


def test_agreements_are_kept_or_not_and_that_can_be_undone(visit, cast, analysed, width):
    coach = visit(cast.coach, width=width, path=f"/trajecten/{cast.trajectory.number}/analyse/")
    coach.tap("link", about("Afspraak maken", CAUSE))
    coach.pick("Met wie?", f"{TEAM} (Ellen Drost)")
    coach.write("Wat is er afgesproken?", PAPERS)
    coach.write("Wanneer klaar?", (timezone.localdate() - dt.timedelta(days=2)).isoformat())
    coach.tap("button", "Afspraak opslaan")
    line = coach.page.get_by_role("listitem").filter(has_text=PAPERS)
    for words in (TEAM, CAUSE, "2 dagen te laat"):
        expect(line).to_contain_text(words)
    coach.tap("button", about("Niet nagekomen", PAPERS))
    expect(line.locator(".badge")).to_have_text("niet nagekomen")
    assert Agreement.objects.get().kept is False
    coach.tap("button", about("Ongedaan maken", PAPERS))
    coach.tap("button", about("Nagekomen", PAPERS))
    expect(line.locator(".badge")).to_have_text("nagekomen")
    assert Agreement.objects.get().kept is True


def test_the_analysis_works_with_javascript_off(visit, cast, width):
    path = f"/trajecten/{cast.trajectory.number}/analyse/"
    coach = visit(cast.coach, width=width, path=path, java_script_enabled=False)
    add_barrier(coach)
    add_cause(coach)
    add_partner(coach, TEAM)
    say_what(coach, TEAM, "Wacht op een ander", "Eerst de papieren")
    expect(column(coach, THIRD_QUESTION)).to_contain_text("Eerst de papieren")
    coach.tap("button", about("Maak hier een doel van", HELD_BACK))
    coach.is_at("/plan/")


def test_a_form_without_an_answer_says_what_to_do_and_keeps_what_was_typed(coach):
    add_barrier(coach)
    coach.tap("link", "Oorzaak toevoegen")
    coach.write("Welke oorzaak?", CAUSE)
    coach.tap("button", "Oorzaak opslaan")
    coach.reads("Nog niet opgeslagen")
    expect(coach.page.get_by_label("Welke oorzaak?")).to_have_value(CAUSE)


def test_who_reads_along_sees_the_picture_and_no_buttons(visit, cast, analysed, width):
    reader = visit(cast.reader, width=width, path=f"/trajecten/{cast.trajectory.number}/analyse/")
    expect(picture(reader)).to_be_visible()
    buttons = reader.page.locator("main").get_by_role("button")
    expect(buttons).to_have_count(0)
    assert Barrier.objects.count() == 2
