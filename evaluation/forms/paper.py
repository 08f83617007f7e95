"""Typing in from paper: every question of a voice on one page."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from evaluation.forms.answering import field_name, field_of
from evaluation.models import Answer, Question

SKIPS = ("dont_know", "rather_not")


class PaperForm(forms.Form):
    """Per question a field under its code, and under CODE-skip why there is no answer.

    Questions come with their options, and with the question they hang on.
    """

    def __init__(self, data: Any, *, questions: list[Question]) -> None:
        super().__init__(data)
        self.questions = questions
        for question in questions:
            field = field_of(question)
            field.required = False
            field.widget.attrs.pop("aria-labelledby", None)
            self.fields[question.code] = field
            skips = [
                (code, Answer.Skipped(code).label) for code in SKIPS if getattr(question, code)
            ]
            self.fields[f"{question.code}-skip"] = forms.ChoiceField(choices=skips, required=False)

    def rows(self) -> list[dict[str, Any]]:
        """What the page shows of each question."""
        return [
            {
                "question": question,
                "options": list(question.options.all()),
                "field": self[question.code],
                "skip": self[f"{question.code}-skip"],
                "skips": self.fields[f"{question.code}-skip"].choices,  # type: ignore[attr-defined]
                "errors": self.errors.get(question.code, []) if self.is_bound else [],
            }
            for question in self.questions
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for question in self.asked():
            given = data.get(question.code) not in (None, "")
            if (
                not given
                and not data.get(f"{question.code}-skip")
                and question.code not in self.errors
            ):
                self.add_error(question.code, _("Choose an answer."))
        return data

    def asked(self) -> list[Question]:
        """Questions whose condition is met by what was typed."""
        chosen: dict[int, str] = {}
        found = []
        for question in self.questions:
            if question.after_id and chosen.get(question.after_id) not in question.after_options:
                continue
            found.append(question)
            chosen[question.pk] = self.cleaned_data.get(question.code) or ""
        return found

    def answers(self) -> list[tuple[Question, dict[str, Any]]]:
        """(question, fields of its Answer) of all that was asked; an answer goes before a skip."""
        found: list[tuple[Question, dict[str, Any]]] = []
        for question in self.asked():
            value = self.cleaned_data[question.code]
            if value in (None, ""):
                found.append((question, {"skipped": self.cleaned_data[f"{question.code}-skip"]}))
                continue
            if question.kind in Question.WITH_OPTIONS:
                value = next(one for one in question.options.all() if one.code == value)
            found.append((question, {field_name(question): value}))
        return found
