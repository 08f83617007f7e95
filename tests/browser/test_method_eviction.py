"""Threat of eviction through the page: phases, the four steps, agreements, the evidence bundle."""

import pytest
from playwright.sync_api import expect

from cases import workflow as cases
from cases.models import ArrearsStep, ContractAgreement, Document, EvictionPhase
from cases.workflow import eviction
from common.dates import short_date
from signals import workflow as signals
from tests.browser.method import days, fetch_document
from tests.browser.visit import about
from tests.cast import signal

pytestmark = pytest.mark.browser

COURT = "Zittingsdatum bekend"
PROOF = "Brief van 3 maart in het huurdossier"
TERMS = "Huur voor de eerste van de maand.\nElke week een gesprek."
STEPS = (
    "Persoonlijk contact over de achterstand",
    "Gewezen op schuldhulp",
    "Schriftelijke herinnering gestuurd",
    "Aangeboden om gegevens door te geven",
)


def path_of(cast):
    return f"/trajecten/{cast.trajectory.number}/ontruiming/"


@pytest.fixture
def coach(visit, cast, width):
    somebody = visit(cast.coach, width=width, path=cast.trajectory.get_absolute_url())
    somebody.tap("link", "Ontruiming", exact=True)
    somebody.reads("Geen dreigende ontruiming bekend")
    return somebody


def flags(somebody):
    return somebody.page.locator(".identity-bar .badges")


def on_list_of_today(somebody, words):
    somebody.go("/")
    return somebody.page.get_by_role("listitem").filter(has_text=words)


def test_a_court_date_shows_in_the_bar_on_the_list_of_today_and_on_the_timeline(coach, cast):
    coach.tap("link", "Fase vastleggen")
    coach.answer("Hoe dichtbij is ontruiming?", COURT)
    coach.tap("button", "Fase opslaan")
    coach.reads("Vul de datum van de zitting in")
    coach.write("Datum van de zitting", days(9).isoformat())
    coach.write("Toelichting", "De rechter kijkt naar de regeling.")
    coach.tap("button", "Fase opslaan")
    coach.reads("Fase opgeslagen")
    expect(flags(coach)).to_contain_text(f"Dreigende ontruiming · zitting {short_date(days(9))}")
    coach.tap("link", "Tijdlijn")
    expect(flags(coach)).to_contain_text("zitting")
    expect(coach.page.locator(".timeline")).to_contain_text(f"{COURT}: {short_date(days(9))}")
    line = on_list_of_today(coach, "Zitting over de ontruiming")
    expect(line).to_contain_text(cast.resident.surname)
    line.get_by_role("link", name=about("Ontruiming bekijken", "")).click()
    coach.is_at(path_of(cast))


def test_the_phase_changes_and_the_earlier_one_stays_on_record(coach, cast):
    eviction.set_phase(
        cast.trajectory, seen=None, by=cast.coach, phase="announced", since=days(-9), date=days(5)
    )
    coach.go(path_of(cast))
    coach.tap("link", "Fase wijzigen")
    coach.answer("Hoe dichtbij is ontruiming?", "Geen dreigende ontruiming")
    coach.tap("button", "Fase opslaan")
    coach.reads("Eerdere fasen")
    coach.reads("Ontruiming aangekondigd")
    expect(flags(coach)).not_to_contain_text("Dreigende ontruiming")
    expect(on_list_of_today(coach, "dreigende ontruiming")).to_have_count(0)
    assert EvictionPhase.objects.count() == 2


def test_each_of_the_four_steps_needs_its_day_and_proof(coach, cast):
    coach.reads("Er zijn nog 4 stappen nodig")
    for number, step in enumerate(STEPS, start=1):
        coach.tap("link", about("Stap vastleggen", step))
        if number == 1:
            coach.tap("button", "Stap opslaan")
            coach.reads("Nog niet opgeslagen")
        coach.write("Gedaan op", days(-number).isoformat())
        coach.write("Bewijs", PROOF)
        coach.tap("button", "Stap opslaan")
        coach.reads("Stap opgeslagen")
    coach.reads("Alle vier de stappen zijn gezet")
    rows = coach.page.locator("ol.steps > li")
    for number, step in enumerate(STEPS, start=1):
        for words in (step, "gedaan", PROOF, short_date(days(-number)), cast.coach.name):
            expect(rows.nth(number - 1)).to_contain_text(words)
    coach.tap("link", "Tijdlijn")
    expect(coach.page.locator(".timeline")).to_contain_text(STEPS[3])


def test_a_step_recorded_by_mistake_is_removed(coach, cast):
    eviction.take_step(cast.trajectory, kind="offer", by=cast.coach, done_on=days(-3), proof=PROOF)
    coach.go(path_of(cast))
    coach.tap("button", about("Stap verwijderen", STEPS[3]))
    coach.reads("Stap verwijderd")
    expect(coach.page.locator("main")).not_to_contain_text(PROOF)
    assert not ArrearsStep.objects.exists()


def test_a_double_click_records_one_step(visit, cast):
    coach = visit(cast.coach, path=f"{path_of(cast)}stap/reminder/")
    coach.write("Gedaan op", days(-1).isoformat())
    coach.write("Bewijs", PROOF)
    coach.find("button", "Stap opslaan").dblclick()
    coach.reads("Stap opgeslagen")
    assert ArrearsStep.objects.count() == 1


def test_a_last_chance_agreement_has_terms_and_an_end_that_comes_up_in_time(coach, cast):
    coach.tap("link", "Afspraak vastleggen")
    coach.answer("Soort", "Laatstekansovereenkomst")
    coach.write("Wat is er afgesproken?", TERMS)
    coach.write("Getekend op", days(-1).isoformat())
    coach.write("Eindigt op", days(-2).isoformat())
    coach.tap("button", "Afspraak opslaan")
    coach.reads("Nog niet opgeslagen")
    expect(coach.page.get_by_label("Wat is er afgesproken?")).to_have_value(TERMS)
    coach.write("Eindigt op", days(20).isoformat())
    coach.tap("button", "Afspraak opslaan")
    coach.reads("Afspraak opgeslagen")
    coach.reads("Elke week een gesprek.")
    title = f"Laatstekansovereenkomst tot {short_date(days(20))}"
    expect(flags(coach)).to_contain_text(title)
    coach.tap("link", "Tijdlijn")
    expect(coach.page.locator(".timeline")).to_contain_text(title)
    expect(on_list_of_today(coach, "Laatstekansovereenkomst loopt af")).to_have_count(1)
    coach.go(path_of(cast))
    coach.tap("link", about("Afspraak wijzigen", "Laatstekansovereenkomst"))
    coach.answer("Soort", "Driepartijenovereenkomst")
    coach.tap("button", "Afspraak opslaan")
    coach.reads("Afspraak opgeslagen")
    assert ContractAgreement.objects.get().kind == "three_parties"


def test_who_reads_along_sees_it_all_and_changes_nothing(visit, cast, width):
    eviction.set_phase(cast.trajectory, seen=None, by=cast.coach, phase="risk", since=days(-9))
    reader = visit(cast.reader, width=width, path=path_of(cast))
    reader.reads("Risico op ontruiming")
    expect(reader.page.locator("main").get_by_role("button")).to_have_count(0)
    expect(reader.page.locator("main a[href$='/fase/']")).to_have_count(0)


@pytest.fixture
def told(cast):
    """A file with a signal whose reporter wants no name, a visit with an impression, and steps."""
    made = signal(
        cast.reporter, cast.kade, dwelling=cast.home, facts="Er stond een zak op de galerij.",
        impression="ΩINDRUK", reporter={"role": "neighbour", "name": "ΩMELDER", "phone": "ΩNUMMER"},
    )  # fmt: skip
    signals.join_trajectory(made, trajectory=cast.trajectory, by=cast.coach)
    cases.add_entry(
        cast.trajectory, by=cast.coach, kind="visit", outcome="reached",
        facts="De gang was vrij.", impression="ΩGEVOEL",
    )  # fmt: skip
    cases.add_entry(cast.trajectory, by=cast.coach, kind="note", facts="ΩNOTITIE")
    eviction.set_phase(
        cast.trajectory, seen=None, by=cast.coach, phase="announced", since=days(-9), note="ΩINTERN"
    )
    eviction.take_step(cast.trajectory, kind="offer", by=cast.coach, done_on=days(-3), proof=PROOF)
    return cast


def test_the_evidence_bundle_is_downloaded_without_what_is_internal(visit, told, width):
    coach = visit(told.coach, width=width, path=path_of(told))
    coach.tap("button", "Bewijsbundel maken")
    coach.reads("Je pdf wordt gemaakt")
    name, text = fetch_document(coach)
    assert name == f"bewijsbundel-{told.trajectory.number}.pdf"
    for words in ("De gang was vrij.", "Er stond een zak", "Ontruiming aangekondigd", STEPS[3]):
        assert words in text
    assert "Ω" not in text
    assert coach.clicks == 2
    coach.tap("link", "Terug", exact=True)
    coach.is_at(path_of(told))


def test_a_double_click_asks_for_one_bundle(visit, told):
    coach = visit(told.coach, path=path_of(told))
    coach.find("button", "Bewijsbundel maken").dblclick()
    coach.reads("Je pdf wordt gemaakt")
    assert Document.objects.count() == 1


def test_the_page_of_eviction_works_with_javascript_off(visit, cast, width):
    coach = visit(cast.coach, width=width, path=path_of(cast), java_script_enabled=False)
    coach.tap("link", "Fase vastleggen")
    coach.answer("Hoe dichtbij is ontruiming?", "Risico op ontruiming")
    coach.tap("button", "Fase opslaan")
    coach.reads("Fase opgeslagen")
    expect(flags(coach)).to_contain_text("Dreigende ontruiming · risico")
    coach.tap("link", about("Stap vastleggen", STEPS[0]))
    coach.write("Gedaan op", days(-1).isoformat())
    coach.write("Bewijs", PROOF)
    coach.tap("button", "Stap opslaan")
    coach.reads("Er zijn nog 3 stappen nodig")
