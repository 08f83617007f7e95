"""From keys in the log to numbers and words people know, over whatever models there are."""

from collections.abc import Iterable
from functools import cache

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from common.numbers import read_number


@cache
def _models() -> dict[str, type[models.Model]]:
    return {model._meta.db_table: model for model in apps.get_models()}


def _numbered() -> dict[str, type[models.Model]]:
    """Models with a public number, by table."""
    return {
        table: model
        for table, model in _models().items()
        if any(field.name == "number" and field.unique for field in model._meta.fields)
    }


def _numbers(**conditions) -> models.QuerySet:
    """(table, key, number) of whatever objects meet the conditions: one query over all tables."""
    parts = [
        model._default_manager.filter(**conditions.get(table, conditions.get("every", {})))
        .order_by()
        .annotate(found_in=models.Value(table))
        .values_list("found_in", "pk", "number")
        for table, model in _numbered().items()
        if table in conditions or "every" in conditions
    ]
    return parts[0].union(*parts[1:], all=True) if parts else []


def keys_of_number(text: str) -> list[str]:
    """The key of the object with this public number, in a list; [] when there is none."""
    return [f"{table}:{pk}" for table, pk, _number in _numbers(every={"number": read_number(text)})]


def numbers_of(keys: Iterable[str]) -> dict[str, str]:
    """Public numbers of the keys that have one."""
    by_table: dict[str, set[int]] = {}
    for key in keys:
        table, _colon, pk = key.partition(":")
        if table in _numbered() and pk.isdecimal():
            by_table.setdefault(table, set()).add(int(pk))
    wanted = {table: {"pk__in": pks} for table, pks in by_table.items()}
    return {f"{table}:{pk}": number for table, pk, number in _numbers(**wanted)}


def table_words(table: str) -> str:
    """What a table holds, in the user's words; the text itself when it is no table of ours."""
    model = _models().get(table)
    return str(model._meta.verbose_name) if model else table


def field_words(table: str, column: str) -> str:
    """What a column is called on forms."""
    model = _models().get(table)
    if model is None:
        return column
    try:
        return str(model._meta.get_field(column.removesuffix("_id")).verbose_name)
    except FieldDoesNotExist:
        return column
