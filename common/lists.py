"""Filters of lists: by day, and as removable chips."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from common.keyset import AFTER, BEFORE


def from_day(queryset: QuerySet[Any], name: str, day: dt.date) -> QuerySet[Any]:
    """Rows of a day and later; a moment is compared, so that an index on the column serves."""
    return queryset.filter(**{f"{name}__gte": _midnight(day)})


def up_to_day(queryset: QuerySet[Any], name: str, day: dt.date) -> QuerySet[Any]:
    """Rows of a day and earlier."""
    return queryset.filter(**{f"{name}__lt": _midnight(day + dt.timedelta(days=1))})


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def chips(filters: Any) -> list[dict[str, str]]:
    """One chip per filter in force, by default too: its words, and the list without it."""
    found: list[dict[str, str]] = []
    form = filters.form
    if not form.is_valid():
        return found
    for name, value in form.cleaned_data.items():
        if value in (None, "", False):
            continue
        field = form.fields[name]
        choices = dict(getattr(field, "choices", ()))
        words = choices.get(str(value), field.label if value is True else value)
        rest = filters.data.copy()
        for gone in (AFTER, BEFORE):
            rest.pop(gone, None)
        rest[name] = ""  # said to be empty, so that a filter that is on by default goes off
        found.append({"label": str(words), "url": f"?{rest.urlencode()}"})
    return found


def with_default(params: QueryDict, **defaults: str) -> QueryDict:
    """The query with defaults for filters it does not mention."""
    filled = params.copy()
    for name, value in defaults.items():
        filled.setdefault(name, value)
    return filled


def fields(filters: Any) -> list[dict[str, Any]]:
    """What the filter form shows, plain enough to write without a template per option."""
    data = filters.data
    found = []
    for name, field in filters.form.fields.items():
        value = data.get(name, "")
        item: dict[str, Any] = {"name": name, "label": field.label, "value": value}
        if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
            choices: Any = field.choices
            item["options"] = [(str(key), label, str(key) == value) for key, label in choices]
        item["checked"] = isinstance(field.widget, forms.CheckboxInput) and bool(value)
        item["kind"] = (
            "select"
            if "options" in item
            else "checkbox"
            if isinstance(field.widget, forms.CheckboxInput)
            else "date"
        )
        found.append(item)
    return found
