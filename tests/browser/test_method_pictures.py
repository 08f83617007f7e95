"""Pictures of growth: dumbbell, wheel and sparks, the table under them, comparing up to three."""

import pytest
from playwright.sync_api import expect

from tests.browser.looks import letter_size
from tests.browser.method import measured
from tests.browser.visit import about

pytestmark = pytest.mark.browser

PAGE = "/trajecten/{}/leefgebieden/"


@pytest.fixture
def moments(cast):
    """Four measurements: three of the coach in order of time, and one of the resident."""
    file, coach = cast.trajectory, cast.coach
    return [
        measured(file, coach, values=(1, 1, 1), ago=300),
        measured(file, coach, values=(2, 3, 2), ago=200),
        measured(file, coach, values=(4, 4, 4), ago=100),
        measured(file, coach, assessor="resident", values=(5, 5, 5), ago=99),
    ]


@pytest.fixture
def coach(visit, cast, moments, width):
    return visit(cast.coach, width=width, path=PAGE.format(cast.trajectory.number))


def pictures(somebody):
    """Those that show at this width: dumbbell, then wheel."""
    return somebody.page.locator("section svg[role=img]:visible")


def compare(somebody, moments):
    boxes = somebody.page.get_by_role("checkbox", name=about("Vergelijken", ""))
    for box in boxes.all():
        box.set_checked(box.get_attribute("value") in {one.number for one in moments})
    somebody.tap("button", "Vergelijken")


def test_the_pictures_fit_and_their_letters_can_be_read(coach, width):
    found = pictures(coach).all()
    assert len(found) == 2
    for svg in found:
        box = svg.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert letter_size(svg) >= 12


def test_the_dumbbell_says_its_conclusion_and_its_figures(coach):
    svg = pictures(coach).first
    assert svg.locator("title").text_content() == "Groei op 7 van 7 leefgebieden"
    assert "Wonen: 1 → 4." in svg.locator("desc").text_content()
    assert svg.get_by_text("+3").count() == 7
    expect(coach.page.get_by_role("heading", name="Groei op 7 van 7 leefgebieden")).to_be_visible()


def test_the_wheel_draws_each_moment_in_a_shape_of_its_own(coach):
    svg = pictures(coach).last
    drawn = svg.locator("polygon[stroke-width='2']")
    expect(drawn).to_have_count(3)
    dashes = [line.get_attribute("stroke-dasharray") for line in drawn.all()]
    assert len(set(dashes)) == 3, "told apart without colour"
    words = svg.locator("desc").text_content()
    for value in ("Wonen 1", "Wonen 2,3", "Wonen 4"):
        assert value in words


def test_the_table_under_the_pictures_says_the_same_with_a_spark_line(coach):
    coach.open_more("De cijfers in een tabel")
    row = coach.page.get_by_role("row").filter(has_text="Wonen")
    expect(row.get_by_role("cell").nth(0)).to_have_text("1")
    expect(row.get_by_role("cell").nth(1)).to_have_text("2,3")
    expect(row.get_by_role("cell").nth(2)).to_have_text("4")
    spark = row.get_by_role("img")
    expect(spark).to_be_visible()
    assert spark.locator("title").text_content() == "1 → 2,3 → 4"


def test_two_moments_are_compared_and_that_is_an_address_to_share(coach, moments):
    compare(coach, moments[1:3])
    expect(pictures(coach).last.locator("polygon[stroke-width='2']")).to_have_count(2)
    assert "Wonen: 2,3 → 4." in pictures(coach).first.locator("desc").text_content()
    assert all(f"meting={one.number}" in coach.page.url for one in moments[1:3])
    assert moments[0].number not in coach.page.url


def test_of_four_moments_three_are_shown(coach, moments):
    compare(coach, moments)
    expect(pictures(coach).last.locator("polygon[stroke-width='2']")).to_have_count(3)
    expect(coach.page.get_by_role("checkbox", checked=True)).to_have_count(3)


def test_a_coach_and_a_resident_side_by_side_are_no_growth(coach, moments):
    compare(coach, moments[2:])
    expect(pictures(coach)).to_have_count(1)  # the wheel
    expect(coach.page.get_by_role("heading", name="Groei")).to_have_count(0)
    coach.open_more("De cijfers in een tabel")
    row = coach.page.get_by_role("row").filter(has_text="Wonen")
    expect(row.get_by_role("cell").nth(0)).to_have_text("4")
    expect(row.get_by_role("cell").nth(1)).to_have_text("5")


def test_comparing_works_with_javascript_off(visit, cast, moments):
    path = PAGE.format(cast.trajectory.number)
    coach = visit(cast.coach, path=path, java_script_enabled=False)
    compare(coach, moments[:1])
    expect(pictures(coach).last.locator("polygon[stroke-width='2']")).to_have_count(1)


def test_before_the_first_measurement_the_page_says_how_to_begin(visit, cast, width):
    coach = visit(cast.coach, width=width, path=PAGE.format(cast.trajectory.number))
    coach.reads("Nog niets gemeten")
    expect(coach.find("button", "Zelf meten")).to_be_visible()
