"""The registry in and out as a file: errors row by row, mended, read in, and read back."""

import csv
import io

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from network.models import Partner, PartnerContact
from network.workflow import registry
from tests.browser.looks import STICKS_OUT

pytestmark = pytest.mark.browser

HEAD = ["Partner", "Soort", "Doet wat", "Contactpersoon", "Telefoon contactpersoon"]
TEAM = ["Wijkteam Zuid", "wijkteam", "hulp bij papieren", "M. Hoekstra", "0611112222"]
BANK = ["Kredietbank", "schuldhulp", "regelt schulden", "Ellen Drost", "0633334444"]
FAULTY = ["Politie", "rozenteler", "", "B. Ruiter", "bel maar"]
MENDED = ["Politie", "politie", "", "B. Ruiter", "0655556666"]


def file_of(*rows):
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([HEAD, *rows])
    return {"name": "netwerk.csv", "mimeType": "text/csv", "buffer": text.getvalue().encode()}


def fits(somebody):
    assert not somebody.page.evaluate(STICKS_OUT)


def hand_in(somebody, *rows):
    somebody.page.get_by_label("Bestand").set_input_files(file_of(*rows))
    somebody.tap("button", "Bestand nakijken")


@pytest.fixture
def coach(visit, cast, width):
    registry.add_partner(cast.kade.pk, name="Wijkteam Zuid", kind="neighbourhood_team")
    somebody = visit(cast.coach, width=width, path="/netwerk/")
    somebody.tap("link", "Lijst inlezen")
    return somebody


def test_a_faulty_row_is_told_mended_and_read_in(coach):
    hand_in(coach, TEAM, FAULTY, BANK)
    wrong = coach.page.get_by_role("alert").locator("tbody tr")
    expect(wrong).to_have_count(2)
    for number, column in enumerate(("Soort", "Telefoon contactpersoon")):
        expect(wrong.nth(number).get_by_role("rowheader")).to_have_text("3")
        expect(wrong.nth(number)).to_contain_text(column)
    fits(coach)
    assert Partner.objects.count() == 1 and not PartnerContact.objects.exists()
    hand_in(coach, TEAM, MENDED, BANK)
    coach.is_at("/netwerk/inlezen/nakijken/")
    badges = coach.page.locator("main .badges")
    expect(badges).to_contain_text("5 nieuw")
    expect(badges).to_contain_text("1 gewijzigd")
    fits(coach)
    assert Partner.objects.count() == 1, "before the yes nothing is done"
    coach.tap("button", "Alles inlezen")
    coach.reads("Ingelezen: 5 nieuw, 1 gewijzigd, 0 gelijk.")
    expect(coach.page.locator("main tbody tr")).to_have_count(3)
    assert Partner.objects.get(name="Wijkteam Zuid").does == "hulp bij papieren"


@pytest.mark.parametrize("kind", ["CSV", "XLSX"])
def test_what_went_in_comes_out_and_in_again_without_a_change(coach, tmp_path, kind):
    hand_in(coach, TEAM, BANK)
    coach.tap("button", "Alles inlezen")
    with coach.page.expect_download() as caught:
        coach.find("link", f"Download als {kind}").click()
    kept = tmp_path / caught.value.suggested_filename
    caught.value.save_as(kept)
    rows = read(kept)
    place = [rows[0].index(name) for name in HEAD]
    assert [[row[n] for n in place] for row in rows[1:]] == [BANK, TEAM]
    coach.tap("link", "Lijst inlezen")
    coach.page.get_by_label("Bestand").set_input_files(kept)
    coach.tap("button", "Bestand nakijken")
    coach.reads("Er zou niets wijzigen")
    expect(coach.page.get_by_role("button", name="Alles inlezen")).to_have_count(0)


def read(path):
    if path.suffix == ".csv":
        text = path.read_text(encoding="utf-8-sig")
        return list(csv.reader(io.StringIO(text), csv.Sniffer().sniff(text, ";,\t")))
    return [
        [str(cell or "") for cell in row]
        for row in load_workbook(path).active.iter_rows(values_only=True)
    ]


def test_a_file_that_is_no_table_is_refused_with_a_sentence(coach):
    photo = {
        "name": "foto.jpg",
        "mimeType": "image/jpeg",
        "buffer": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    }
    coach.page.get_by_label("Bestand").set_input_files(photo)
    coach.tap("button", "Bestand nakijken")
    coach.reads("Dit bestand is niet te lezen. Bewaar het als CSV of XLSX en kies het opnieuw.")
    fits(coach)
