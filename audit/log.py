"""The one function that puts a view, search or export on record; changes are noted by triggers."""

from collections.abc import Iterable

from django.db import models
from django.http import HttpRequest

from audit.models import Entry, file_key


def record(
    request: HttpRequest,
    action: Entry.Action,
    *,
    objects: Iterable[models.Model],
    organisation_id: int | None,
    ground: str,
) -> None:
    """Write one row for one answer, naming every file it shows; in the transaction of the page.

    `ground` says why this person may: a role, a grant on the trajectory, or "own".
    """
    match = request.resolver_match
    Entry.objects.create(
        actor_id=request.user.pk,
        organisation_id=organisation_id,
        action=action,
        subject=match.view_name if match else "",
        files=list(dict.fromkeys(file_key(item) for item in objects)),
        ground=ground,
        reference=request.reference,  # type: ignore[attr-defined]
    )
