"""What a line of today's list says about something in a trajectory: why, where, which button."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import ContractAgreement, PartnerRequest
from common.numbers import page_of
from workspace.evaluations import evaluation_line


def phase_line(number, phase, day, _key):
    passed = day < timezone.localdate()
    soon = {"court": _("Hearing about the eviction"), "judgment": _("Eviction")}
    why = soon.get(phase, _("Date in the threat of eviction"))
    return {
        "due": day,
        "why": _("How did it end? Record the phase") if passed else why,
        "url": page_of("cases:eviction_phase" if passed else "cases:eviction", number),
        "button": _("Record phase") if passed else _("Look at eviction"),
        "urgent": not passed,
    }


def contract_line(number, kind, day, _key):
    words = {"agreement": capfirst(ContractAgreement.Kind(kind).label)}
    return {
        "due": day,
        "why": _("%(agreement)s ends") % words,
        "url": page_of("cases:eviction", number),
        "button": _("Look at agreement"),
    }


def pack_line(number, _kind, day, key):
    return {
        "due": day,
        "why": _("Handed over to you: read the pack"),
        "url": reverse("cases:document", args=[number, key]),
        "button": _("Open pack"),
    }


def visit_line(number, starts_at, day, check_in_by):
    words = {"start": clock(starts_at), "end": clock(check_in_by)}
    return {
        "due": day,
        "why": _("Visit at %(start)s: check in by %(end)s") % words,
        "url": page_of("cases:doorstep", number),
        "button": _("Go to the visit"),
        "urgent": day <= timezone.localdate(),
    }


def news_line(number, state, day, key):
    words = {"answer": PartnerRequest.State(state).label}
    running = state in PartnerRequest.RUNNING
    why = (
        _("A partner wrote something") if running else _("Answer of a partner: %(answer)s") % words
    )
    if state == PartnerRequest.State.ACCEPTED:
        why = _("A partner takes it on")
    return {
        "due": day,
        "why": why,
        "url": reverse("cases:request", args=[number, key]),
        "button": _("Read answer"),
    }


def silent_line(number, _state, day, key):
    return {
        "due": day,
        "why": _("No answer of a partner: call"),
        "url": reverse("cases:request", args=[number, key]),
        "button": _("Open question"),
    }


def correction_line(number, _part, day, _key):
    return {
        "due": day,
        "why": _("The resident says: this is not right"),
        "url": page_of("privacy:access", number),
        "button": _("Read request"),
    }


def report_line(_number, _kind, day, key):
    return {
        "due": day,
        "why": _("Your report is ready"),
        "url": page_of("evaluation:report", key),
        "button": _("Open report"),
    }


def clock(moment):
    """The time of day of a moment as the database wrote it."""
    return timezone.localtime(dt.datetime.fromisoformat(moment)).strftime("%H.%M")


HOME_LINES = {
    "phase": phase_line,
    "contract": contract_line,
    "pack": pack_line,
    "visit": visit_line,
    "news": news_line,
    "silent": silent_line,
    "correction": correction_line,
    "evaluation": evaluation_line,
    "report": report_line,
}
