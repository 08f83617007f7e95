"""The form of one question: one tap for words, one field for anything else."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Assessment
from common.dates import short_date
from common.forms import DateInput, text_area
from common.text import refuse_bsn
from evaluation.models import Answer, Question

Kind = Question.Kind
FIELDS = {
    Kind.NUMBER: lambda: forms.DecimalField(
        min_value=0,
        max_value=99_999,
        max_digits=9,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Fill in a number, such as 12.")},
    ),
    Kind.DATE: lambda: forms.DateField(
        widget=DateInput(), error_messages={"invalid": gettext_lazy("Fill in a date.")}
    ),
    Kind.TEXT: lambda: forms.CharField(
        max_length=4000, widget=text_area(4), validators=[refuse_bsn]
    ),
}
COLUMNS = {Kind.NUMBER: "number", Kind.DATE: "date", Kind.TEXT: "text"}


class AnswerForm(forms.Form):
    """One answer; `option` and `skip` are the buttons that were pressed.

    `prefix` is for a page with more than one of them. `values()` are fields of an Answer.
    """

    def __init__(self, data: Any = None, *, question: Question, **options: Any) -> None:
        super().__init__(data, **options)
        self.question = question
        self.options = list(question.options.all())
        self.skips = [
            (code, label) for code, label in Answer.Skipped.choices if getattr(question, code)
        ]
        self.fields["skip"] = forms.ChoiceField(choices=self.skips, required=False)
        if question.kind in Question.WITH_OPTIONS:
            choices = [(option.code, option.label) for option in self.options]
            self.fields["option"] = forms.ChoiceField(choices=choices, required=False)
        else:
            self.fields["value"] = FIELDS[question.kind]()
            self.fields["value"].required = False
            self.fields["value"].label = question.text
            self.fields["value"].help_text = question.help_text

    @property
    def answer_field(self) -> str:
        return "option" if "option" in self.fields else "value"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        given = data.get(self.answer_field)
        # A tap on "I do not know" counts, whatever was typed in the field above it.
        if not data.get("skip") and given in (None, "") and not self.errors:
            self.add_error(
                self.answer_field,
                _("Choose an answer.") if self.skips or self.options else _("Fill in an answer."),
            )
        if data.get("skip"):
            self.errors.pop(self.answer_field, None)
        return data

    def values(self) -> dict[str, Any]:
        if skipped := self.cleaned_data.get("skip"):
            return {"skipped": skipped}
        given = self.cleaned_data[self.answer_field]
        if self.answer_field == "option":
            return {"option": next(item for item in self.options if item.code == given)}
        return {COLUMNS[self.question.kind]: given}


def given_as_initial(answer: Answer | None) -> dict[str, Any]:
    """An answer there is, as the form shows it again."""
    if answer is None:
        return {}
    if answer.option:
        return {"option": answer.option.code}
    value = answer.text or (answer.number if answer.number is not None else answer.date)
    return {"skip": answer.skipped, "value": value}


class MeasurementForm(forms.Form):
    """Which signed measurement belongs to what the coach tells; none is an answer too."""

    assessment = forms.ModelChoiceField(
        Assessment.objects.none(),
        required=False,
        label=gettext_lazy("Which measurement belongs to it?"),
        empty_label=gettext_lazy("none"),
    )

    def __init__(self, *args: Any, trajectory: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        resident = Assessment.Assessor.RESIDENT
        signed = trajectory.assessments.signed().exclude(assessor=resident)
        field = self.fields["assessment"]
        field.queryset = signed.order_by("-measured_on", "-pk")
        field.label_from_instance = lambda item: (
            f"{short_date(item.measured_on)} · {item.get_assessor_display()}"
        )
