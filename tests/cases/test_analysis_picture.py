"""The picture of an analysis: everything in it is said in words too, wide and narrow."""

import re
import xml.etree.ElementTree as ET

import pytest
from django.utils import translation

from cases.analysis import read_analysis
from cases.analysis_picture import draw
from cases.workflow import analysis, people
from common.drawing import NARROW, width_of, wrap
from network.models import PartnerKind

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def file(cast):
    return cast.trajectory


@pytest.fixture
def parties(file):
    contact = {"name": "M. Hoekstra", "role": "", "phone": "", "email": ""}
    for name in ("Wijkteam", "Kredietbank"):
        people.add_partner(file, name=name, kind=PartnerKind.DEBT_HELP, contact=contact)
    return list(file.participants.current().order_by("pk"))


@pytest.fixture
def drawn(cast, file, parties):
    barrier = analysis.add_barrier(file, text="De post blijft dicht & <angst>")
    other = analysis.add_barrier(file, text="Niemand deed het voor " + "heel " * 20)
    first = analysis.add_cause(file, text="Schulden", effect="reinforcing", barriers=[barrier])
    analysis.add_cause(
        file, text="Hulp\x07van buren", effect="mitigating", barriers=[barrier, other]
    )
    for party in parties[2:]:
        analysis.add_stance(first, participant=party, position="promises", text="Wij bellen")
    with translation.override("nl"):
        return draw(read_analysis(cast.coach, file))


@pytest.mark.parametrize("name", ["wide", "narrow"])
def test_the_picture_is_sound_xml_that_says_everything_in_words(drawn, name):
    root = ET.fromstring(drawn[name])
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    title, said = root[0].text, root[1].text
    assert "2" in title
    for words in ("De post blijft dicht & <angst>", "Schulden", "Hulp van buren", "Wij bellen"):
        assert words in said
    assert said.count("Wij bellen") == 2
    shown = " ".join(item.text for item in root.iter(f"{SVG}text"))
    for words in (
        "1. De post blijft",
        "A. Schulden",
        "B. Hulp van buren",
        "Wijkteam",
        "Kredietbank",
    ):
        assert words in shown
    assert len(list(root.iter(f"{SVG}polygon"))) == 2  # ▲ and ▼


@pytest.mark.parametrize("name", ["wide", "narrow"])
def test_the_picture_joins_what_belongs_together(drawn, name):
    root = ET.fromstring(drawn[name])
    # Three lines from barriers to causes, one from the first cause to who does what.
    assert len(list(root.iter(f"{SVG}path"))) == 4


@pytest.mark.parametrize("name", ["wide", "narrow"])
def test_the_picture_has_no_dutch_decimals_and_no_css(drawn, name):
    root = ET.fromstring(drawn[name])
    for item in root.iter():
        assert not {"style", "class"} & set(item.keys())
        for key in {"x", "y", "width", "height", "cx", "cy", "r"} & set(item.keys()):
            assert re.fullmatch(r"\d+%?", item.get(key)), (item.tag, key, item.get(key))
        for key in {"fill", "stroke"} & set(item.keys()):
            assert re.fullmatch(r"none|#[0-9A-F]{6}", item.get(key))
    for path in root.iter(f"{SVG}path"):
        assert re.fullmatch(r"[MCHV\d ]+", path.get("d"))


def test_every_line_of_text_fits_its_card_on_a_phone(drawn):
    root = ET.fromstring(drawn["narrow"])
    for item in root.iter(f"{SVG}text"):
        bold = item.get("font-weight") == "700"
        assert int(item.get("x")) + width_of(item.text, bold=bold) <= NARROW
    assert root.get("viewBox").split()[2] == str(NARROW)


def test_a_long_word_is_broken_and_nothing_is_lost():
    lines = wrap("a " + "w" * 60, 120)
    assert all(width_of(line) <= 120 for line in lines)
    assert "".join(lines).replace("-", "") == "a" + "w" * 60


def test_twenty_barriers_and_causes_still_make_a_picture(cast, file, parties):
    barriers = [analysis.add_barrier(file, text=f"Belemmering {n}") for n in range(20)]
    for n in range(30):
        made = analysis.add_cause(file, text=f"Oorzaak {n}", effect="mitigating", barriers=barriers)
        analysis.add_stance(made, participant=parties[0], position="does", text="")
    for picture in draw(read_analysis(cast.coach, file)).values():
        root = ET.fromstring(picture)
        width = int(root.get("viewBox").split()[2])
        for box in root.iter(f"{SVG}rect"):
            assert int(box.get("x")) >= 0 and int(box.get("x")) + int(box.get("width")) <= width


def test_without_items_there_is_no_picture(cast, file):
    assert draw(read_analysis(cast.coach, file)) == {"wide": "", "narrow": ""}
