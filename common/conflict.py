"""Two people, one form: the second keeps what they typed and sees what the first made of it."""

from typing import Any

from django import forms
from django.db.models import Manager, Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from common.dates import short_date


def seen_version(request: HttpRequest, instance: Any) -> None:
    """Make the instance the version the user saw, as posted in the form; its next change checks it."""
    posted = request.POST.get("version", "")
    if posted.isdecimal():
        instance.version = int(posted)


def differences(form: forms.BaseForm, stored: forms.BaseForm) -> list[dict[str, str]]:
    """Fields where what was typed differs from what is stored: label and the stored value in words.

    `stored` is the same form, unbound, on what is stored now. Empty when both say the same.
    """
    return [
        {"label": str(field.label), "stored": words_of(field, stored[name].initial)}
        for name, field in form.fields.items()
        if name in stored.fields and field.has_changed(stored[name].initial, form[name].data)
    ]


def words_of(field: forms.Field, value: Any) -> str:
    """A stored value as the form shows it: the label of a choice, a date, yes or no."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(value, Manager):
        value = value.all()
    if isinstance(value, list | tuple | QuerySet):
        return ", ".join(words_of(field, item) for item in value) or "–"
    if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
        found = value if isinstance(value, Model) else field.queryset.filter(pk=value).first()
        return field.label_from_instance(found) if found else "–"
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return str(dict(choices).get(value, value) or "–")
    if hasattr(value, "year"):
        return short_date(value)
    return str(value or "–")
