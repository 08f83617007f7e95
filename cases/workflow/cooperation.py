"""Putting by who works together, so that a page need not count it."""

from collections.abc import Iterable

from django.utils import timezone

from cases.cooperation import count
from cases.models import CooperationCount


def count_again(organisation_ids: Iterable[int]) -> None:
    """Count each of these organisations as it is now."""
    for organisation_id in organisation_ids:
        CooperationCount.objects.update_or_create(
            organisation_id=organisation_id,
            defaults={"numbers": count(organisation_id), "counted_at": timezone.now()},
        )
