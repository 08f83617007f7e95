"""Filters as removable chips."""

from typing import Any

from django.http import QueryDict

from common.keyset import AFTER, BEFORE


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
