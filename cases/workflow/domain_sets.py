"""Sets of fields of life: versions that never change once made; trajectories keep theirs."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import Organisation
from cases import instrument
from cases.models import ChangedMeanwhile, DomainSet, LevelText, LifeDomain


@transaction.atomic
def set_in_use(organisation: Organisation) -> DomainSet:
    """The set an organisation uses for new trajectories; the first time our own version 1."""
    current = DomainSet.objects.filter(organisation=organisation, in_use=True).first()
    return current or add_set(
        organisation, name=instrument.SET_NAME, domains=instrument.DOMAINS, in_use=True
    )


@transaction.atomic
def add_set(
    organisation: Organisation,
    *,
    name: str,
    domains: Any,
    levels: Any = None,
    version: int = 1,
    in_use: bool = False,
) -> DomainSet:
    """Make a set of fields of life: rows of code, name, about, signs, sensitive.

    `levels` gives per aspect five times word, sentence and word for the resident; else our own.
    """
    made = DomainSet.objects.create(
        organisation=organisation, name=name, version=version, in_use=in_use
    )
    LifeDomain.objects.bulk_create(
        LifeDomain(
            domain_set=made,
            code=code,
            name=label,
            about=about,
            visible_signs=signs,
            sensitive=sensitive,
            position=position,
        )
        for position, (code, label, about, signs, sensitive) in enumerate(domains)
    )
    LevelText.objects.bulk_create(
        LevelText(
            domain_set=made, aspect=aspect, score=score, word=word, text=text, resident_word=plain
        )
        for aspect, rows in (levels or instrument.LEVELS).items()
        for score, (word, text, plain) in enumerate(rows, start=1)
    )
    return made


def newest_version(organisation: Organisation, name: str) -> int:
    """The highest version of the sets of this name; 0 when there is none."""
    same = DomainSet.objects.filter(organisation=organisation, name__iexact=name)
    return same.aggregate(newest=Max("version"))["newest"] or 0


@transaction.atomic
def add_version(
    organisation: Organisation, *, name: str, seen: int, in_use: bool, **rows: Any
) -> DomainSet:
    """Make the next version of a set; `seen` is the newest version the writer knew.

    Raises ChangedMeanwhile when somebody else made one since.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    newest = newest_version(organisation, name)
    if newest != seen:
        raise ChangedMeanwhile
    made = add_set(organisation, name=name, version=newest + 1, **rows)
    if in_use:
        use(made)
    return made


@transaction.atomic
def use(chosen: DomainSet) -> None:
    """Give this set to trajectories that are measured for the first time from now on."""
    Organisation.objects.select_for_update().get(pk=chosen.organisation_id)
    for other in DomainSet.objects.filter(organisation=chosen.organisation_id, in_use=True):
        other.in_use = False
        other.save(update_fields=["in_use"])
    chosen.in_use = True
    chosen.save(update_fields=["in_use"])
