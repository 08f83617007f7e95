"""Signals as lists show them: cells made in Python, because templates take longer over them."""

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.dates import day_words, moment_words, short_date
from signals.models import OWN_STAFF, Signal, State, Urgency

URGENCY_TONE = {
    Urgency.DANGER: "danger",
    Urgency.SOON: "warning",
    Urgency.CAN_WAIT: "neutral",
}
STATE_TONE = {State.NEW: "warning", State.ASSESSING: "warning", State.CLOSED: "neutral"}


def signal_row(signal: Signal, *, at_address: int = 0, own: bool = False) -> dict:
    """What a list shows of one signal; needs its dwelling selected along.

    `own` is for who logged it: whether it went to a trajectory is not for them to know.
    """
    state = state_for_reporter(signal) if own else State(signal.state)
    today = timezone.localdate()
    due = signal.feedback_by if signal.is_assessed else signal.respond_by
    waits = signal.state != State.CLOSED and (not signal.is_assessed or not signal.fed_back_at)
    return {
        "url": signal.get_absolute_url(),
        "number": signal.number,
        "title": capfirst(signal.title),
        "where": signal.where or _("address unknown"),
        "facts": signal.facts if len(signal.facts) <= 90 else f"{signal.facts[:89].rstrip()}…",
        "at": moment_words(signal.created_at),
        "state": capfirst(state.label),
        "state_tone": STATE_TONE.get(state, "teal"),
        "urgency": signal.get_urgency_display(),
        "urgency_tone": URGENCY_TONE[signal.urgency],
        "due_words": day_words(due, today) if waits else "",
        "due_tone": "danger" if due < today else "warning" if due == today else "neutral",
        "at_address": ngettext("%(n)s time this month", "%(n)s times this month", at_address)
        % {"n": at_address}
        if at_address > 1
        else "",
    }


def state_for_reporter(signal: Signal) -> State:
    """The state without where it went: a reporter never learns of a trajectory or a referral."""
    hidden = (State.REFERRED, State.TRAJECTORY)
    return State.TAKEN_UP if signal.state in hidden else State(signal.state)


def shown(signal: Signal, *, own: bool = False) -> dict:
    """The context every page of one signal needs: its facts, attachments and deadline in words.

    `own` leaves out what others made of it: see signal_row.
    """
    row = signal_row(signal, own=own)
    handling = [
        (_("Assessment"), signal.get_triage_display() if signal.triage else ""),
        (_("Taken up by"), signal.handler.name if signal.handler else ""),
        (_("Referred to"), signal.referred_to),
    ]
    return {
        "signal": signal,
        "state": row["state"],
        "facts": [
            (_("Kind"), ", ".join(str(label) for label in signal.kind_labels)),
            (_("When"), short_date(signal.happened_on)),
            (_("Since when, how often"), signal.since_when),
            (_("How we know"), signal.get_channel_display()),
            (_("Talked about with the tenant"), _("yes") if signal.talked_about else _("no")),
            *([] if own else handling),
        ],
        "attachments": signal.attachments.order_by("pk"),
        "due_words": row["due_words"],
        "due_tone": row["due_tone"],
    }


def events_of(signal: Signal) -> list[dict]:
    """The history, newest first; the name of who reported it is left out, here too."""
    hidden = signal.reporter.user_id
    return [
        {
            "title": event.get_verb_display()
            if event.by_id == hidden
            else f"{event.get_verb_display()} · {event.by.name}",
            "note": event.note,
            "when": moment_words(event.at),
        }
        for event in signal.events.select_related("by").order_by("-at", "-pk")
    ]


def state_words(signal: Signal) -> str:
    """What a reporter reads about the state, before there is feedback."""
    if not signal.is_assessed:
        return _("A colleague looks at it by %(day)s at the latest.") % {
            "day": short_date(signal.respond_by)
        }
    return _("It was taken up. You hear more by %(day)s at the latest.") % {
        "day": short_date(signal.feedback_by)
    }


def reporter_facts(reporter) -> list[tuple]:
    """Who gave the signal; of a colleague the name, of somebody else also who typed it."""
    own = reporter.role in OWN_STAFF
    typist = reporter.user.name if reporter.user else ""
    return [
        (_("Who noticed it"), reporter.get_role_display()),
        (_("Name"), typist if own else reporter.name),
        (_("Phone"), reporter.phone),
        (_("E-mail"), reporter.email),
        (_("Logged by"), "" if own else typist),
    ]
