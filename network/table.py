"""The registry as a table: the same columns go out and come in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from unicodedata import combining, normalize

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from common.tables import plain
from network.models import Partner, PartnerContact


@dataclass(frozen=True)
class Column:
    """A column: what it is called, and the field of a partner or of its contact person it fills."""

    label: Any
    model: type
    field: str

    @property
    def code(self) -> str:
        return self.field if self.model is Partner else f"contact_{self.field}"


PARTNER = (
    ("name", gettext_lazy("Partner")),
    ("kind", gettext_lazy("Kind")),
    ("sector", gettext_lazy("Sector")),
    ("level", gettext_lazy("Level")),
    ("does", gettext_lazy("Does what")),
    ("for_whom", gettext_lazy("For whom")),
    ("area", gettext_lazy("Area")),
    ("hours", gettext_lazy("Opening hours")),
    ("phone", gettext_lazy("Phone")),
    ("email", gettext_lazy("E-mail")),
    ("urgent_phone", gettext_lazy("Urgent number")),
)
CONTACT = (
    ("name", gettext_lazy("Contact person")),
    ("role", gettext_lazy("Function")),
    ("level", gettext_lazy("Level of contact person")),
    ("channel", gettext_lazy("Best reached")),
    ("phone", gettext_lazy("Phone of contact person")),
    ("email", gettext_lazy("E-mail of contact person")),
)
COLUMNS = tuple(
    Column(label, model, field)
    for model, fields in ((Partner, PARTNER), (PartnerContact, CONTACT))
    for field, label in fields
)


def same(text: str) -> str:
    """What two spellings of one name share: no capitals, accents or extra spaces."""
    bare = "".join(char for char in normalize("NFKD", text) if not combining(char))
    return " ".join(bare.casefold().split())


@cache
def _names() -> dict[str, Column]:
    """Every name a column goes by: its code, and its label in each language."""
    found = {}
    for column in COLUMNS:
        found[same(column.code)] = column
        for language, _name in settings.LANGUAGES:
            with override(language):
                found[same(str(column.label))] = column
    return found


@cache
def _choices(column: Column) -> dict[str, str]:
    """Values of a column with choices, by code and by label in each language."""
    choices = column.model._meta.get_field(column.field).choices or ()
    found = {}
    for value, label in choices:
        found[same(value)] = value
        for language, _name in settings.LANGUAGES:
            with override(language):
                found[same(str(label))] = value
    return found


def column_named(header: str) -> Column | None:
    return _names().get(same(plain(header)))


def read_cell(column: Column, cell: str) -> str:
    """The value of a cell; "" when it is empty. Raises ValidationError."""
    text = " ".join(plain(cell).split())
    if not text:
        return ""
    if choices := _choices(column):
        if same(text) not in choices:
            field = column.model._meta.get_field(column.field)
            words = ", ".join(str(label) for _value, label in field.choices)
            raise ValidationError(_("Choose one of: %(words)s.") % {"words": words})
        return choices[same(text)]
    return column.model._meta.get_field(column.field).clean(text, None)


def write_rows(partners: Iterable[Partner]) -> Iterator[list[str]]:
    """The header and a row for each contact person; one for a partner without any.

    Needs `people` on each partner: its contact persons.
    """
    yield [str(column.label) for column in COLUMNS]
    for partner in partners:
        for person in partner.people or [PartnerContact()]:  # type: ignore[attr-defined]
            yield [
                _written(column, partner if column.model is Partner else person)
                for column in COLUMNS
            ]


def _written(column: Column, item: Partner | PartnerContact) -> str:
    value = getattr(item, column.field)
    field = column.model._meta.get_field(column.field)
    return str(dict(field.flatchoices).get(value, value)) if field.choices else value
