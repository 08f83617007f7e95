"""A calendar feed of evaluation moments, as RFC 5545 wants it: days and kinds, and nobody's name."""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.models import Trajectory
from evaluation.models import EvaluationMoment
from evaluation.words import page_of_moment, title_of

BEFORE, AFTER = dt.timedelta(days=31), dt.timedelta(days=366)  # around today
MOST = 2000  # events; the nearest days first
OCTETS = 75  # of a line, without its end: RFC 5545, 3.1
SHOWN = (EvaluationMoment.State.PLANNED, EvaluationMoment.State.CLOSED)


def moments_for(user, today):
    """Moments of what this person sees today: grants and roles that ended are gone from it."""
    found = EvaluationMoment.objects.filter(
        trajectory__in=Trajectory.objects.visible_to(user),
        state__in=SHOWN,
        due_on__range=(today - BEFORE, today + AFTER),
    )
    return list(found.select_related("trajectory").order_by("due_on", "pk")[:MOST])


def feed(moments, language, now=None):
    """The whole calendar as bytes."""
    stamp = f"{now or timezone.now():%Y%m%dT%H%M%SZ}"
    with override(language):
        lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Wooncoach//Wooncoach//NL",
            "METHOD:PUBLISH",
            "X-WR-CALNAME:Wooncoach",
            "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
            "X-PUBLISHED-TTL:PT6H",
            *(line for moment in moments for line in event(moment, stamp)),
            "END:VCALENDAR",
        ]
    return b"".join(fold(line) for line in lines)


def event(moment, stamp):
    """One whole day that takes up no time, with the same UID however often it moves."""
    address = settings.PUBLIC_URL + page_of_moment(moment.number)
    about = _("Who and what stands in Wooncoach: %(address)s") % {"address": address}
    return (
        "BEGIN:VEVENT",
        f"UID:{moment.number}@{urlsplit(settings.PUBLIC_URL).hostname}",
        f"DTSTAMP:{stamp}",
        f"SEQUENCE:{moment.version}",
        f"DTSTART;VALUE=DATE:{moment.due_on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{moment.due_on + dt.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escape('Wooncoach: ' + title_of(moment.kind))}",
        f"DESCRIPTION:{escape(about)}",
        f"URL:{address}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )


def escape(text):
    """A text as a value: RFC 5545, 3.3.11."""
    for char in "\\;,":
        text = text.replace(char, f"\\{char}")
    return text.replace("\n", "\\n")


def fold(line):
    """A line with its end, in pieces of at most 75 octets that never cut a character in two."""
    pieces, rest = [], line
    while rest:
        room = OCTETS - bool(pieces)  # a piece that follows begins with a space
        piece = rest.encode()[:room].decode(errors="ignore")
        pieces.append(piece)
        rest = rest[len(piece) :]
    return "\r\n ".join(pieces).encode() + b"\r\n"
