"""Verbs on mail: write it with its cause, hold it back, send it again."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from outbox import tasks
from outbox.models import Envelope, Mail
from outbox.sending import DAILY_AT, send_due

__all__ = ["BadAddress", "hold_back", "post", "retry", "send_due"]


class BadAddress(ValueError):
    """No mail can go there; a caller checks what was typed in its form."""


@transaction.atomic
def post(
    *,
    to: str,
    subject: str,
    body: str,
    cause: str,
    urgent: bool = False,
    sender: User | None = None,
    organisation_id: int | None = None,
    language: str = "nl",
) -> Mail:
    """Write one mail in the caller's transaction; it leaves when that stands, and not otherwise.

    Subject and body come in the recipient's language and name no resident. Urgent: at once and
    alone; else with all else for this person at the next daily moment. Raises BadAddress.
    """
    now = timezone.now()
    address = to.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise BadAddress from None
    envelope = None
    if urgent:
        day = timezone.localdate(now)
        envelope = Envelope.objects.create(to=address, day=day, urgent=True, next_try_at=now)
        ring()
    mail = Mail(
        to=address,
        subject=" ".join(subject.split())[:200],  # one line: nothing typed becomes a header
        cause=cause,
        urgent=urgent,
        sender=sender,
        organisation_id=organisation_id,
        language=language,
        envelope=envelope,
        created_at=now,
        goes_at=now if urgent else next_daily(now),
    )
    mail.body = body
    mail.save()
    return mail


def next_daily(now: dt.datetime) -> dt.datetime:
    """The next moment at which mail that can wait leaves."""
    local = timezone.localtime(now)
    day = local.date() + dt.timedelta(days=local.time() >= DAILY_AT)
    return timezone.make_aware(dt.datetime.combine(day, DAILY_AT))


def ring() -> None:
    """Start sending once this transaction stands; without a broker the clock does it."""
    transaction.on_commit(lambda: tasks.send_due.delay(), robust=True)


def retry(mail: Mail) -> bool:
    """Try the envelope of a given-up mail once more from the start; False when somebody just did."""
    envelope = mail.envelope
    if envelope is None or not mail.can_retry:
        return False
    failed = Envelope.objects.filter(pk=envelope.pk, state=Envelope.State.FAILED)
    if not failed.update(
        state=Envelope.State.WAITING, attempts=0, next_try_at=timezone.now(), failed_at=None
    ):
        return False
    ring()
    return True


def hold_back(*, to: str, organisation_id: int) -> int:
    """Stop what this organisation has underway to an address; how many mails will not go."""
    underway = Mail.objects.underway().filter(to=to.strip().lower(), organisation=organisation_id)
    return underway.update(held_back_at=timezone.now(), sealed=b"")
