"""Filters as removable chips."""

from typing import Any

from django.http import HttpRequest

from common.keyset import AFTER, BEFORE


def chips(request: HttpRequest, filters: Any) -> list[dict[str, str]]:
    """One chip per filter in force: its words, and the URL of the list without it."""
    found = []
    form = filters.form
    if not form.is_valid():
        return found
    for name, value in form.cleaned_data.items():
        if name not in request.GET or value in (None, "", False, []):
            continue
        field = form.fields[name]
        choices = dict(getattr(field, "choices", ()))
        words = choices.get(str(value), field.label if value is True else value)
        rest = request.GET.copy()
        for gone in (name, AFTER, BEFORE):
            rest.pop(gone, None)
        found.append({"label": str(words), "url": f"?{rest.urlencode()}"})
    return found
