"""Verbs on mail: write it with its cause, hold it back, send it again."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import structlog
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from outbox import tasks
from outbox.models import Envelope, Mail
from outbox.sending import DAILY_AT, send_due

__all__ = ["BadAddress", "Letter", "hold_back", "post", "post_all", "retry", "send_due"]
log = structlog.stdlib.get_logger(__name__)


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
    address = read_address(to)
    envelope = None
    if urgent:
        day = timezone.localdate(now)
        envelope = Envelope.objects.create(to=address, day=day, urgent=True, next_try_at=now)
        ring()
    mail = Mail(
        to=address,
        subject=one_line(subject),
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


@dataclass(frozen=True)
class Letter:
    """One of many mails that can wait until the next daily moment; the words are as of post()."""

    to: str
    subject: str
    body: str
    cause: str
    organisation_id: int
    language: str = "nl"


@transaction.atomic
def post_all(letters: Iterable[Letter]) -> int:
    """Write many mails in one statement, for the clock; how many.

    Who has an address that no mail can go to gets none: one of them must not stop the others.
    """
    now, mails = timezone.now(), []
    for letter in letters:
        try:
            to = read_address(letter.to)
        except BadAddress:
            log.warning("no mail can go there", cause=letter.cause)
            continue
        mail = Mail(
            to=to,
            subject=one_line(letter.subject),
            cause=letter.cause,
            organisation_id=letter.organisation_id,
            language=letter.language,
            created_at=now,
            goes_at=next_daily(now),
        )
        mail.body = letter.body
        mails.append(mail)
    return len(Mail.objects.bulk_create(mails))


def read_address(text: str) -> str:
    """A mail address as it is stored; raises BadAddress."""
    address = text.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise BadAddress from None
    return address


def one_line(subject: str) -> str:
    """Nothing typed becomes a header."""
    return " ".join(subject.split())[:200]


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
