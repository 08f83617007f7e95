"""What became of a mail, in words for who sent it."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from common.dates import moment_words
from outbox.models import Envelope, Mail
from outbox.workflow import next_daily


def delivery(mail: Mail, now: dt.datetime) -> tuple[str, str, str]:
    """(state, what more there is to say, tone); the mail's envelope is read along."""
    envelope = mail.envelope
    if mail.held_back_at:
        return _("held back"), _("The address is not safe any more."), "warning"
    if envelope is None:
        return _("waiting"), _leaves(max(mail.goes_at, _next_round(mail, now)), now), "neutral"
    if envelope.state == Envelope.State.SENT:
        return _("sent"), moment_words(envelope.sent_at, now), "good"
    if envelope.state == Envelope.State.FAILED:
        return _("did not arrive"), _refused(envelope), "danger"
    if envelope.attempts:
        clock = timezone.localtime(envelope.next_try_at).strftime("%H.%M")
        more = _("It did not work yet. We try again at %(clock)s.") % {"clock": clock}
        return _("waiting"), more, "warning"
    return _("waiting"), _("It leaves as soon as the mail server takes it."), "neutral"


def _next_round(mail: Mail, now: dt.datetime) -> dt.datetime:
    """Still without an envelope after its moment: it was too late for that day's mail."""
    return next_daily(now) if mail.goes_at < now else mail.goes_at


def _leaves(at: dt.datetime, now: dt.datetime) -> str:
    local = timezone.localtime(at)
    words = {"clock": local.strftime("%H.%M")}
    if local.date() == timezone.localdate(now):
        return _("It leaves today at %(clock)s.") % words
    return _("It leaves tomorrow at %(clock)s.") % words


def _refused(envelope: Envelope) -> str:
    if "Refused" in envelope.last_error:
        return _("The mail server refuses this address. Check whether it is right.")
    return _("We tried for a day. Call instead, or try again.")
