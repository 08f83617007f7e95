"""What every form of ours has: crispy layout without its own form tag, and Dutch texts."""

from collections.abc import Callable, Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _


def bare_helper(*fields: Any) -> FormHelper:
    """A crispy helper that writes the fields; the template writes <form>, its keys and its buttons."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    if fields:
        helper.layout = Layout(*fields)
    return helper


class DateInput(forms.DateInput):
    """The browser's own date picker; typed dates such as 3-12-2026 are read as well."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


def text_area(rows: int = 3, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})


def not_in_future(day: Any) -> None:
    """Raise ValidationError for a date after today."""
    if day and day > timezone.localdate():
        raise forms.ValidationError(_("This date lies in the future."), code="future")


def not_in_past(day: Any) -> None:
    """Raise ValidationError for a date before today."""
    if day and day < timezone.localdate():
        raise forms.ValidationError(_("This date has passed."), code="past")


def choices_of(objects: Iterable[Any], label: Callable[[Any], str], *, empty: Any = None) -> list:
    """Choices of a model field out of objects that were read already, instead of asking again."""
    first = [] if empty is None else [("", empty)]
    return [*first, *((one.pk, label(one)) for one in objects)]
