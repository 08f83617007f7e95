"""Tables in and out: limits that are told, and no cell a spreadsheet takes for a formula."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from common.tables import FORMULA, neutral, plain, read_table, write_csv, write_xlsx

WORDS = st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), max_size=12)
TABLES = st.lists(st.lists(WORDS, min_size=2, max_size=5), min_size=1, max_size=8)


def read(content):
    return read_table(io.BytesIO(content), len(content))


def trimmed(rows):
    rows = [list(row) for row in rows]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


@given(st.text(max_size=20))
def test_no_neutral_cell_is_a_formula_and_each_gives_its_text_back(text):
    assert not neutral(text).startswith(FORMULA)
    assert plain(neutral(text)) == text


@settings(deadline=None, max_examples=60)
@given(TABLES)
def test_what_goes_out_as_csv_comes_in_the_same(table):
    width = max(len(row) for row in table)
    table = [[*row, *[""] * (width - len(row))] for row in table]
    found = [[plain(cell) for cell in row] for row in read(write_csv(table))]
    assert found == trimmed(table)


@settings(deadline=None, max_examples=30)
@given(TABLES)
def test_what_goes_out_as_xlsx_comes_in_the_same(table):
    width = max(len(row) for row in table)
    table = [[*row, *[""] * (width - len(row))] for row in table]
    found = [[plain(cell) for cell in row][:width] for row in read(write_xlsx(table))]
    assert [[*row, *[""] * (width - len(row))] for row in found] == trimmed(table)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=400))
def test_whatever_file_is_chosen_it_is_read_or_refused_in_words(content):
    for start in (b"", b"PK\x03\x04"):
        try:
            rows = read(start + content)
        except ValidationError as error:
            assert error.messages
        else:
            assert all(isinstance(cell, str) for row in rows for cell in row)


@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_the_usual_marks_between_cells_are_known(mark):
    assert read(f"a{mark}b\n1{mark}2\n".encode()) == [["a", "b"], ["1", "2"]]


def test_a_file_of_an_old_spreadsheet_keeps_its_accents():
    assert read("naam;soort\nÉén;GGZ\n".encode("cp1252"))[1] == ["Één", "GGZ"]


def test_numbers_and_days_of_a_spreadsheet_are_text():
    import datetime as dt

    from openpyxl import Workbook

    book = Workbook()
    book.active.append([612345678.0, 2.5, dt.date(2026, 1, 2), None, True])
    out = io.BytesIO()
    book.save(out)
    row = read(out.getvalue())[0]
    assert row[:3] == ["612345678", "2.5", "2026-01-02T00:00:00"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a" * (2 * 1024 * 1024 + 1), "size"),
        (b"a;b\n" * 5002, "rows"),
        (b";".join(b"x" for _ in range(41)), "columns"),
        (b"a\0b", "unreadable"),
        (b"\x81\x8d", "unreadable"),
        (b'"' + b"x" * 140_000, "unreadable"),
    ],
)
def test_what_is_too_much_or_no_table_is_told(content, code):
    with pytest.raises(ValidationError) as caught:
        read(content)
    assert caught.value.code == code


def test_a_file_that_unpacks_to_too_much_is_not_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (51 * 1024 * 1024))
    with pytest.raises(ValidationError) as caught:
        read(out.getvalue())
    assert caught.value.code == "size"


def test_a_spreadsheet_that_names_entities_is_refused():
    out = io.BytesIO()
    good = write_xlsx([["a"]])
    with zipfile.ZipFile(io.BytesIO(good)) as source, zipfile.ZipFile(out, "w") as packed:
        for item in source.namelist():
            text = source.read(item)
            if item == "xl/worksheets/sheet1.xml":
                text = text.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)
            packed.writestr(item, text)
    with pytest.raises(ValidationError):
        read(out.getvalue())
