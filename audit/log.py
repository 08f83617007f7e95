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
    by: models.Model | None = None,
) -> None:
    """Write one row for one answer, naming every file it shows; in the transaction of the page.

    Who works for two organisations gets a row for each, with its own files: each reads its own log.
    `organisation_id` is for objects that name none. `ground` says why this person may: a role, a
    grant on the trajectory, or "own". `by` is for who is not logged in and known all the same.
    """
    files: dict[int | None, list[str]] = {}
    for item in objects:
        owner = getattr(item, "organisation_id", organisation_id)
        files.setdefault(owner, []).append(file_key(item))
    match = request.resolver_match
    for owner, keys in (files or {organisation_id: []}).items():
        Entry.objects.create(
            actor_id=by.pk if by else request.user.pk,
            organisation_id=owner,
            action=action,
            subject=match.view_name if match else "",
            files=list(dict.fromkeys(keys)),
            ground=ground,
            reference=request.reference,  # type: ignore[attr-defined]
        )
