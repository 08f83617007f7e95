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
        typed = form.cleaned_data[name]
        if isinstance(field, forms.ModelMultipleChoiceField):
            stored, typed = set(field.queryset.filter(pk__in=stored.all())), set(typed)
        if stored != typed and isinstance(field, forms.ModelChoiceField):
            chosen = stored if isinstance(stored, set) else [stored] if stored else []
            words = ", ".join(field.label_from_instance(item) for item in chosen)
            found.append({"label": str(field.label), "stored": words or "–"})
        elif stored != typed:
            display = getattr(current, f"get_{name}_display", lambda value=stored: value)()
            if isinstance(display, list):
                display = ", ".join(str(item) for item in display)
            found.append({"label": str(field.label), "stored": str(display or "–")})
    return found
