"""The answer to one question, in the way it is asked; and what the coach adds to their own."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from common.dates import short_date
from common.forms import DateInput, bare_helper, choices_of, text_area
from common.text import refuse_bsn
from evaluation.models import Answer, Question

FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2099, 12, 31)
LONGEST = 4000  # characters of own words
Kind = Question.Kind


class AnswerForm(forms.Form):
    """An answer, or why there is none: whichever of its buttons was pressed."""

    skipped = forms.ChoiceField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, question: Question, earlier: Answer | None = None) -> None:
        super().__init__(data)
        self.question = question
        self.helper = bare_helper()
        allowed = {"dont_know": question.dont_know, "rather_not": question.rather_not}
        self.skips = [(code, Answer.Skipped(code).label) for code in allowed if allowed[code]]
        self.fields["skipped"].choices = self.skips  # type: ignore[attr-defined]
        if self.data.get("skipped") in dict(self.skips):
            return  # what stands in the field does not count
        self.name = field_name(question)
        self.fields[self.name] = field_of(question)
        if earlier and self.name != "option":
            self.initial[self.name] = plain(getattr(earlier, self.name))

    @property
    def value_field(self) -> Any:
        """The field to type in; None where the answers are buttons."""
        return self[self.name] if self.name != "option" else None

    def values(self) -> dict[str, Any]:
        """The fields of an Answer."""
        if skipped := self.cleaned_data.get("skipped"):
            return {"skipped": skipped}
        value = self.cleaned_data[self.name]
        if self.name == "option":
            value = next(one for one in self.question.options.all() if one.code == value)
        return {self.name: value}


def field_name(question: Question) -> str:
    """Which field of an Answer holds the answer to this kind of question."""
    return "option" if question.kind in Question.WITH_OPTIONS else question.kind


def plain(value: Any) -> Any:
    """A stored value as people write it: 40, and not 40,00."""
    return int(value) if isinstance(value, Decimal) and value == int(value) else value


def field_of(question: Question) -> forms.Field:
    """A field for this kind of question; its words stand above it on the page."""
    if question.kind in Question.WITH_OPTIONS:
        return forms.ChoiceField(
            choices=[(one.code, one.label) for one in question.options.all()],
            widget=forms.HiddenInput,
            error_messages={"required": _("Choose an answer."), "invalid_choice": _(
                "Choose one of these answers."
            )},
        )  # fmt: skip
    field = FIELDS[question.kind](label="")
    named = "question explanation" if question.help_text else "question"
    field.widget.attrs["aria-labelledby"] = named
    return field


def number_field(**words: Any) -> forms.Field:
    wrong = _("Fill in a number, for example 40 or 7,5.")
    return forms.DecimalField(
        min_value=0,
        max_digits=9,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"required": wrong, "invalid": wrong, "min_value": wrong},
        **words,
    )


class DayField(forms.DateField):
    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not FIRST_DAY <= value <= LAST_DAY:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


def date_field(**words: Any) -> forms.Field:
    wrong = _("Fill in a date, for example 31-12-2026.")
    return DayField(
        widget=DateInput(), error_messages={"required": wrong, "invalid": wrong}, **words
    )


def own_words_field(**words: Any) -> forms.Field:
    return forms.CharField(
        widget=text_area(5),
        validators=[refuse_bsn, MaxLengthValidator(LONGEST)],
        error_messages={"required": _("Write your answer, or choose one of the answers below.")},
        **words,
    )


FIELDS = {Kind.NUMBER: number_field, Kind.DATE: date_field, Kind.TEXT: own_words_field}


class MeasurementForm(forms.Form):
    """Which signed measurement belongs to the coach's own answers; none is an answer too."""

    assessment = forms.TypedChoiceField(
        label=_("Which measurement belongs to this?"),
        required=False,
        widget=forms.RadioSelect,
        empty_value=None,
    )

    def __init__(self, data: Any, *, measurements: list, chosen: Any = None) -> None:
        super().__init__(data, initial={"assessment": chosen})
        self.helper = bare_helper()
        self.measurements = {str(one.pk): one for one in measurements}
        self.fields["assessment"].choices = choices_of(  # type: ignore[attr-defined]
            measurements, measurement_words
        )

    def clean_assessment(self) -> Any:
        return self.measurements.get(str(self.cleaned_data["assessment"]))


def measurement_words(measurement: Any) -> str:
    """A measurement by whom and when."""
    return f"{short_date(measurement.measured_on)} · {measurement.get_assessor_display()}"
