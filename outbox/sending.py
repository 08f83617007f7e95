"""Handing mail over: gather the day's, lock an envelope, send it, mark it, commit; then the next.

Killed after the mail server accepted it and before the commit, an envelope goes again with the
same Message-ID and the same contents. That is the only way anything goes twice.
"""

import datetime as dt
import smtplib
from collections.abc import Iterator

import structlog
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import ngettext, override

from outbox.models import Envelope, Mail
from outbox.seal import InvalidToken

DAILY_AT = dt.time(8)  # Europe/Amsterdam
BATCH = 200  # envelopes over one connection
MINUTES = (1, 5, 15, 60)  # until the next attempt; from the last on the same each time
MOST_ATTEMPTS = 24  # about a day
UNREACHABLE = 421  # the answer of a server that is closing
RULE = "\n\n" + "-" * 40 + "\n\n"
log = structlog.stdlib.get_logger(__name__)

# An envelope per address and day, for the mails there are now. One statement, so that two at once
# make one envelope between them; who comes too late for today's goes with tomorrow's.
GATHER = """
WITH due AS (
    SELECT id, "to" FROM outbox_mail
    WHERE envelope_id IS NULL AND NOT urgent AND held_back_at IS NULL AND goes_at <= %(now)s
), made AS (
    INSERT INTO outbox_envelope (key, "to", day, urgent, state, attempts, next_try_at, last_error)
    SELECT gen_random_uuid(), "to", %(day)s, false, 'waiting', 0, %(now)s, ''
    FROM due GROUP BY "to"
    ON CONFLICT DO NOTHING
    RETURNING id, "to"
)
UPDATE outbox_mail SET envelope_id = made.id
FROM due JOIN made USING ("to")
WHERE outbox_mail.id = due.id
"""


class ServerAway(Exception):
    """The mail server takes nothing from anybody now."""


def send_due(now: dt.datetime) -> int:
    """Send all that is due; how many envelopes went. Safe to run twice and side by side."""
    gather(now)
    sent = 0
    for batch in _batches(now):
        try:
            sent += _send_batch(batch, now)
        except ServerAway as error:  # what waits is tried at the next tick, at no cost to it
            log.warning("mail server away", why=str(error))
            break
    return sent


def gather(now: dt.datetime) -> None:
    """Put what can wait into envelopes, from the daily moment on: one per person per day."""
    local = timezone.localtime(now)
    if local.time() >= DAILY_AT:
        with connection.cursor() as cursor:
            cursor.execute(GATHER, {"now": now, "day": local.date()})


def _batches(now: dt.datetime) -> Iterator[list[int]]:
    """Due envelopes, oldest first; each comes by once, also when somebody else holds it."""
    seen = 0
    ids = list(Envelope.objects.due(now).order_by("next_try_at", "pk").values_list("pk", flat=True))
    while seen < len(ids):
        yield ids[seen : seen + BATCH]
        seen += BATCH


def _send_batch(ids: list[int], now: dt.datetime) -> int:
    server = get_connection()
    try:
        server.open()
    except OSError as error:  # SMTPException is one
        raise ServerAway(reason(error)) from None
    try:
        return sum(_send_one(pk, server, now) for pk in ids)
    finally:
        server.close()


def _send_one(pk: int, server: BaseEmailBackend, now: dt.datetime) -> bool:
    """Lock, send, mark: a transaction of its own; False when it did not go, or not by us."""
    away = None
    with transaction.atomic():
        free = Envelope.objects.due(now).select_for_update(skip_locked=True)
        envelope = free.filter(pk=pk).first()
        if envelope is None:
            return False
        mails = list(envelope.mails.filter(held_back_at=None).order_by("pk"))
        if not mails:
            envelope.delete()
            return False
        try:
            message(envelope, mails, server).send()
        except (OSError, ValueError, InvalidToken) as error:
            put_off(envelope, error, now)
            away = reason(error) if takes_nothing(error) else None
        else:
            settle(envelope, now)
    if away:
        raise ServerAway(away)
    return envelope.state == Envelope.State.SENT


def message(envelope: Envelope, mails: list[Mail], server: BaseEmailBackend) -> EmailMessage:
    """One mail keeps its own subject; several stand under each other below a neutral one."""
    if len(mails) == 1:
        subject, body = mails[0].subject, mails[0].body
    else:
        with override(mails[0].language):
            count = len(mails)
            subject = ngettext("Wooncoach: %(n)d message", "Wooncoach: %(n)d messages", count) % {
                "n": count
            }
        body = RULE.join(f"{mail.subject}\n\n{mail.body.strip()}" for mail in mails) + "\n"
    headers = {"Message-ID": envelope.message_id, "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, body, to=[envelope.to], headers=headers, connection=server)


def settle(envelope: Envelope, now: dt.datetime) -> None:
    """It was accepted; its texts are needed no more."""
    envelope.state = Envelope.State.SENT
    envelope.sent_at = now
    envelope.attempts += 1
    envelope.last_error = ""
    envelope.save()
    envelope.mails.update(sealed=b"")


def put_off(envelope: Envelope, error: Exception, now: dt.datetime) -> None:
    """Count the attempt and wait longer each time, or give up: then who sent it is told."""
    envelope.attempts += 1
    envelope.last_error = reason(error)
    if is_final(error) or envelope.attempts >= MOST_ATTEMPTS:
        envelope.state = Envelope.State.FAILED
        envelope.failed_at = now
    else:
        minutes = MINUTES[min(envelope.attempts, len(MINUTES)) - 1]
        envelope.next_try_at = now + dt.timedelta(minutes=minutes)
    envelope.save()
    log.warning("mail not sent", envelope=envelope.pk, why=envelope.last_error)


def codes_of(error: Exception) -> list[int]:
    """What the server answered, if it answered."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _text in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, smtplib.SMTPResponseException) else []


def reason(error: Exception) -> str:
    """Class and code, never the text: servers repeat the address in it."""
    return " ".join([type(error).__name__, *map(str, codes_of(error))])[:40]


def is_final(error: Exception) -> bool:
    """Whether trying again is of no use: this address is refused for good, or this text unreadable."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code in codes_of(error))
    return isinstance(error, ValueError | InvalidToken)


def takes_nothing(error: Exception) -> bool:
    """Whether the next envelope would meet the same: the line is gone, or our own address refused."""
    if isinstance(error, smtplib.SMTPSenderRefused) or UNREACHABLE in codes_of(error):
        return True
    answered = isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException)
    return isinstance(error, OSError) and not answered
