"""Keeping the registry: partners, contact persons and covenants; what was kept twice becomes one."""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from common.uploads import EXTENSION
from common.versioned import ChangedMeanwhile
from network.models import Covenant, Partner, PartnerContact


class NameTaken(Exception):
    """The registry has a partner of this name."""


class NotTheSame(Exception):
    """These two can't be one: they are of two registries or partners, or one of them is one already."""


def known_partner(organisation_id: int, name: str) -> Partner | None:
    """The partner kept under this name, however its capitals are; what it turned out to be, if so."""
    kept = Partner.objects.filter(organisation=organisation_id).named(name)
    found = kept.select_related("merged_into").order_by("merged_into", "pk").first()
    return found.standing if found else None


def known_contact(partner: Partner, name: str) -> PartnerContact | None:
    """The contact person of a partner kept under this name; who it turned out to be, if so."""
    kept = PartnerContact.objects.filter(partner__in=family(partner)).named(name)
    found = kept.select_related("merged_into").order_by("merged_into", "pk").first()
    return found.standing if found else None


def family(partner: Partner) -> list[int]:
    """Keys of a partner and of those that turned out to be it."""
    return [partner.pk, *partner.merged.values_list("pk", flat=True)]


def add_partner(organisation_id: int, **values: Any) -> Partner:
    """Put a partner into the registry of an organisation; raises NameTaken."""
    with _own_name():
        return Partner.objects.create(organisation_id=organisation_id, **values)


def change_partner(partner: Partner, **values: Any) -> None:
    """Raises NameTaken, or ChangedMeanwhile for the second of two who changed it."""
    with _own_name():
        partner.change(**values)


@contextmanager
def _own_name() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise NameTaken from error


def add_contact(partner: Partner, **values: Any) -> PartnerContact:
    """Put a contact person under a partner."""
    return PartnerContact.objects.create(partner=partner, **values)


@transaction.atomic
def merge_partners(loser: Partner, *, into: Partner) -> None:
    """From now on the one is the other; contacts, covenants and work of both show under it.

    Raises NotTheSame, or ChangedMeanwhile when one of them was changed since it was seen.
    """
    both = _locked(Partner.objects.filter(organisation=into.organisation_id), loser, into)
    _same(both)
    loser.merged.update(merged_into=into)  # what it was made of before stays one step away
    loser.change(merged_into=into)


@transaction.atomic
def merge_contacts(loser: PartnerContact, *, into: PartnerContact) -> None:
    """From now on the one person is the other; only within one partner. Raises as merge_partners."""
    home = PartnerContact.objects.filter(partner__in=family(into.partner.standing))
    _same(_locked(home, loser, into))
    loser.merged.update(merged_into=into)
    loser.change(merged_into=into)


def _locked(found: Any, *items: Any) -> list[Any]:
    """These as they are now, each locked: of two people who merge both ways only one can."""
    return list(found.filter(pk__in=[item.pk for item in items]).select_for_update().order_by("pk"))


def _same(both: list[Any]) -> None:
    if len(both) < 2 or any(item.merged_into_id for item in both):
        raise NotTheSame


def part(item: Partner | PartnerContact) -> None:
    """Undo a merge: it stands by itself again. Raises ChangedMeanwhile when it did already."""
    if item.merged_into_id is None:
        raise ChangedMeanwhile
    item.change(merged_into=None)


@transaction.atomic
def keep_covenant(
    covenant: Covenant,
    *,
    parties: Iterable[Partner],
    document: tuple[ContentFile, str] | None = None,
    **values: Any,
) -> Covenant:
    """Write a covenant, new or changed, with its parties and perhaps a new document.

    Raises ChangedMeanwhile for the second of two who changed it.
    """
    if document:
        before = covenant.document.name
        values |= {"document": _stored(covenant, *document), "content_type": document[1]}
        if before:
            transaction.on_commit(lambda: covenant.document.storage.delete(before))
    if covenant.pk:
        covenant.change(**values)
    else:
        for name, value in values.items():
            setattr(covenant, name, value)
        covenant.save()
    covenant.parties.set(parties)
    return covenant


def _stored(covenant: Covenant, content: ContentFile, content_type: str) -> str:
    """Where the document was put, under a name that tells nothing."""
    field = covenant.document.field
    name = field.generate_filename(covenant, f"{uuid.uuid4().hex}.{EXTENSION[content_type]}")
    return field.storage.save(name, content)
