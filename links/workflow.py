"""Verbs on personal links: make one, give its code, let somebody in, close it."""

import datetime as dt
import hmac

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from links.models import Link
from links.token import code_hash, new_code

MOST_TRIES = 5  # wrong codes before a new code is needed
CODE_HOURS = 24 * 14  # how long a code stays good


def make_link(
    *, purpose: str, organisation_id: int, expires_at: dt.datetime, made_by: User | None
) -> Link:
    """A link for one person and one purpose; its address holds `link.token`."""
    return Link.objects.create(
        purpose=purpose, organisation_id=organisation_id, expires_at=expires_at, made_by=made_by
    )


def give_code(link: Link) -> str:
    """A new code for the second channel; the one before it is worth nothing from now on."""
    code = new_code()
    Link.objects.filter(pk=link.pk).update(
        code=code_hash(link.nonce, code), code_at=timezone.now(), tries=[]
    )
    return code


@transaction.atomic
def try_code(link: Link, code: str) -> bool:
    """Whether this is the code. After five wrong ones, or two weeks, none is until a new one."""
    held = Link.objects.select_for_update().live().filter(pk=link.pk).first()
    if held is None or not held.code or len(held.tries) >= MOST_TRIES:
        return False
    now = timezone.now()
    if held.code_at < now - dt.timedelta(hours=CODE_HOURS):
        return False
    if not hmac.compare_digest(held.code, code_hash(held.nonce, code)):
        Link.objects.filter(pk=held.pk).update(tries=[*held.tries, now])
        return False
    Link.objects.filter(pk=held.pk, opened_at=None).update(opened_at=now)
    return True


def use(link: Link) -> bool:
    """Mark the one answer as given; False when it was, or the link is closed."""
    return bool(Link.objects.live().filter(pk=link.pk).update(used_at=timezone.now()))
