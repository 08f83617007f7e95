"""The private address of a calendar: one per person, valid a year, closed at once."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import Role, User
from evaluation.permissions import can_follow_calendar
from links import workflow as links
from links.models import Link

PURPOSE = "calendar"
VALID = dt.timedelta(days=365)


def link_of(user: User) -> Link | None:
    """The address this person has now."""
    own = Link.objects.live().filter(purpose=PURPOSE, made_by=user)
    return own.order_by("-pk").first()


@transaction.atomic
def make(user: User) -> Link:
    """A new address; the one before it shows nothing any more."""
    stop(user)
    return links.make_link(
        purpose=PURPOSE,
        organisation_id=user.organisation_ids(Role.COACH)[0],
        expires_at=timezone.now() + VALID,
        made_by=user,
    )


@transaction.atomic
def stop(user: User) -> int:
    """Close what there is; how many addresses that closed."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # of two at once, one address stays
    return Link.objects.filter(purpose=PURPOSE, made_by=user).revoke()


def owner_of(token: str) -> tuple[Link, User] | None:
    """Whose calendar this is; None when the address was closed, or who had it has no part in it now."""
    link = Link.objects.live().of_token(token, PURPOSE).select_related("made_by").first()
    if link is None or link.made_by is None or not can_follow_calendar(link.made_by):
        return None
    return link, link.made_by
