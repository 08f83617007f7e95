"""On paper: what was on the page, without what is only for a screen."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ON_SCREEN_ONLY = (".topbar", ".rail", ".bottombar", ".note-box", ".btn", ".chips", ".skip-link")


@pytest.mark.parametrize("width", [390, 1360])
def test_a_printed_file_holds_the_file_and_no_menus(visit, house, width):
    coach = visit(house.coach, width=width, path=house.running.get_absolute_url())
    coach.page.emulate_media(media="print")
    for part in ON_SCREEN_ONLY:
        for one in coach.page.locator(part).all():
            expect(one).to_be_hidden()
    expect(coach.page.get_by_role("heading", level=1)).to_contain_text("Oldenbarnevelt")
    expect(coach.page.get_by_role("heading", name="Huisbezoek").first).to_be_visible()


def test_a_dark_theme_prints_dark_on_white(visit, house):
    coach = visit(house.coach, path=house.running.get_absolute_url(), color_scheme="dark")
    coach.page.emulate_media(media="print", color_scheme="dark")
    colours = coach.page.evaluate(
        "(({color, backgroundColor}) => [color, backgroundColor])(getComputedStyle(document.body))"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_a_printed_file_fits_on_a4(visit, house):
    coach = visit(house.coach, width=700, path=house.running.get_absolute_url())
    coach.page.emulate_media(media="print")
    assert coach.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
