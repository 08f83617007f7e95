"""Two people, one form: the second keeps what they typed and sees what the first made of it."""

from typing import Any

from django import forms
from django.db.models import Model
from django.http import HttpRequest


def seen_version(request: HttpRequest, instance: Any) -> None:
    """Make the instance the version the user saw, as posted in the form; its next change checks it."""
    posted = request.POST.get("version", "")
    if posted.isdecimal():
        instance.version = int(posted)


def differences(form: forms.Form, current: Model) -> list[dict[str, str]]:
    """Fields where what is stored now differs from what was typed: label and the stored text."""
    found = []
    for name, field in form.fields.items():
        if not hasattr(current, name) or name not in form.cleaned_data:
            continue
        stored = getattr(current, name)
        if stored != form.cleaned_data[name]:
            display = getattr(current, f"get_{name}_display", lambda value=stored: value)()
            if isinstance(display, list):
                display = ", ".join(str(item) for item in display)
            found.append({"label": str(field.label), "stored": str(display or "–")})
    return found
