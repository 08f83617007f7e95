"""Tables of text in and out: CSV and XLSX, without formulas, within limits that are told."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_BYTES = 2 * 1024 * 1024
MAX_UNPACKED = 50 * 1024 * 1024
MAX_ROWS = 5000
MAX_COLUMNS = 40
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

Rows = list[list[str]]


def neutral(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; plain() gives the text back."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


def plain(text: str) -> str:
    """The text of a cell that neutral() made, or that somebody typed."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA) else text


def read_table(upload: IO[bytes], size: int) -> Rows:
    """All rows of a CSV or of the first sheet of an XLSX, as text; raises ValidationError.

    Every row there is counts, empty ones too: row numbers are those of the spreadsheet.
    """
    if size > MAX_BYTES:
        raise ValidationError(_("This file is larger than 2 MB."), code="size")
    content = upload.read(MAX_BYTES + 1)
    rows = _from_xlsx(content) if content.startswith(b"PK\x03\x04") else _from_csv(content)
    found: Rows = []
    for row in rows:
        if len(row) > MAX_COLUMNS and any(row[MAX_COLUMNS:]):
            raise ValidationError(_("This table has more than 40 columns."), code="columns")
        found.append(row[:MAX_COLUMNS])
        if len(found) > MAX_ROWS + 1:
            raise ValidationError(_("This table has more than 5000 rows."), code="rows")
    while found and not any(found[-1]):
        found.pop()
    return found


def _from_csv(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise _unreadable() from error
    if "\0" in text:
        raise _unreadable()
    first = text.partition("\n")[0]
    mark = max(";,\t", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            yield [_cell(cell) for cell in row]
    except csv.Error as error:
        raise _unreadable() from error


def _from_xlsx(content: bytes) -> Rows:
    from openpyxl import load_workbook  # here: a web process that reads no file does not load it

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED:
                raise ValidationError(_("This file is too large once unpacked."), code="size")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        limits = {"max_row": MAX_ROWS + 2, "max_col": MAX_COLUMNS + 1}
        return [
            [_cell(cell) for cell in row] for row in sheet.iter_rows(values_only=True, **limits)
        ]
    except ValidationError:
        raise
    except Exception as error:  # whatever a broken file makes the library do
        raise _unreadable() from error


def _unreadable() -> ValidationError:
    return ValidationError(
        _("This file cannot be read. Save it as CSV or XLSX and choose it again."),
        code="unreadable",
    )


def _cell(value: Any) -> str:
    """A cell as text: 6.0 is 6, a date is a date."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, dt.datetime | dt.date):
        value = value.isoformat()
    return " ".join(_CONTROL.sub(" ", str(value)).split())


def write_csv(rows: Iterable[Iterable[str]]) -> bytes:
    """A CSV that Dutch spreadsheets open as a table."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    for row in rows:
        writer.writerow([neutral(_CONTROL.sub(" ", cell)) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(rows: Iterable[Iterable[str]]) -> bytes:
    """An XLSX with one sheet of text."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([neutral(_CONTROL.sub(" ", cell)) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
