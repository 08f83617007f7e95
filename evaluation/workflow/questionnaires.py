"""Questionnaires: versions that never change once made; the first ones are shipped."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import Organisation, User
from common.versioned import ChangedMeanwhile
from evaluation import instrument
from evaluation.instrument import Asked
from evaluation.models import Option, Question, Questionnaire


def questionnaire_for(organisation_id: int, level: str) -> Questionnaire:
    """The version this level is asked from now on; raises Questionnaire.DoesNotExist if none."""
    return Questionnaire.objects.in_use().get(organisation=organisation_id, level=level)


def newest_version(organisation_id: int, level: str) -> int:
    """The highest version of a level; 0 when there is none."""
    same = Questionnaire.objects.filter(organisation=organisation_id, level=level)
    return same.aggregate(newest=Max("version"))["newest"] or 0


@transaction.atomic
def add_version(
    organisation: Organisation, *, level: str, asked: Iterable[Asked], seen: int, by: User | None
) -> Questionnaire:
    """Make the next version and use it from now on; `seen` is the newest version the writer knew.

    What runs keeps the version it started with. Raises ChangedMeanwhile when somebody was first.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if newest_version(organisation.pk, level) != seen:
        raise ChangedMeanwhile
    for other in Questionnaire.objects.in_use().filter(organisation=organisation, level=level):
        other.in_use = False
        other.save(update_fields=["in_use"])
    made = Questionnaire.objects.create(
        organisation=organisation, level=level, version=seen + 1, in_use=True, made_by=by
    )
    _write_questions(made, list(asked))
    return made


def _write_questions(made: Questionnaire, asked: list[Asked]) -> None:
    known: dict[str, Question] = {}
    options: list[Option] = []
    for position, item in enumerate(asked):
        known[item.code] = question = Question.objects.create(
            questionnaire=made,
            code=item.code,
            text=item.text,
            help_text=item.help_text,
            kind=item.kind,
            moments=list(item.moments),
            position=position,
            dont_know=item.dont_know,
            rather_not=made.level == "resident" if item.rather_not is None else item.rather_not,
            after=known[item.after] if item.after else None,
            after_options=list(item.after_options),
        )
        options += [
            Option(question=question, code=code, label=label, position=place)
            for place, (code, label) in enumerate(_coded(item))
        ]
    Option.objects.bulk_create(options)


def _coded(item: Asked) -> list[tuple[str, Any]]:
    """Options as (code, words): of a scale 1 to 5."""
    if item.kind == Question.Kind.SCALE:
        return [(str(score), words) for score, words in enumerate(item.options, start=1)]
    return list(item.options)


@transaction.atomic
def ship(organisation: Organisation) -> None:
    """Give an organisation version 1 of each questionnaire it has none of."""
    for level, asked in instrument.QUESTIONNAIRES.items():
        if not newest_version(organisation.pk, level):
            add_version(organisation, level=level, asked=asked, seen=0, by=None)
