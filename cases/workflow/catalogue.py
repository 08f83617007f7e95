"""The catalogue of goals and steps an organisation often uses."""

from typing import Any

from accounts.models import Organisation
from cases.models import CatalogueItem


def add(organisation: Organisation, *, kind: str, text: str, **words: Any) -> CatalogueItem:
    """Put a goal or step in the catalogue; one with the same text is there already."""
    item, _made = CatalogueItem.objects.get_or_create(
        organisation=organisation, kind=kind, text=text, defaults=words
    )
    return item


def take_out(item: CatalogueItem) -> None:
    """Take an item out; goals and steps that were made of it stay."""
    item.delete()
