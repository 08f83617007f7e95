"""The evidence bundle: what happened on a trajectory, for a judge or the resident, and no more.

Each piece is built from the columns named here, so what nobody named can't get in: no notes,
impressions or explanations, and of who reported nothing. Free text is swept for the reporter too.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import npgettext, override

from cases.models import Action, Document, JournalEntry, Participant, State, Trajectory
from cases.models.people import labelled
from cases.threat import date_label, four_steps
from signals.models import Kind as SignalKind
from signals.sweep import Sweep

LANGUAGE = "nl"  # of the court and the resident, whatever language the member of staff chose


@dataclass(frozen=True)
class Piece:
    """One thing that happened: its day, what kind of thing, and the facts of it."""

    day: dt.date
    kind: str
    title: str
    text: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    number: int = 0


def render(document: Document) -> bytes:
    """For the registry of documents."""
    return make(document.trajectory)


def make(trajectory: Trajectory) -> bytes:
    """The PDF; fields of life under stricter access are never in it."""
    from common.pdf import render_pdf

    with override(LANGUAGE):
        context = contents(trajectory)
    return render_pdf("pdf/evidence.html", context, language=LANGUAGE)


def contents(trajectory: Trajectory) -> dict[str, Any]:
    """Everything that stands in the bundle, in the order of the days."""
    sweep = Sweep.of(trajectory)
    pieces = [swept(piece, sweep) for piece in collect(trajectory)]
    pieces.sort(key=lambda piece: piece.day)  # stable: within a day the order of collect()
    numbered = [replace(piece, number=at) for at, piece in enumerate(pieces, start=1)]
    steps = four_steps(trajectory.arrears_steps.all())
    phase = trajectory.eviction_phases.first()
    return {
        "number": trajectory.number,
        "resident": trajectory.resident.full_name,
        "address": trajectory.dwelling.address if trajectory.dwelling else "",
        "organisation": trajectory.organisation.name,
        "started_on": trajectory.started_on,
        "until": trajectory.ended_on or timezone.localdate(),
        "pieces": numbered,
        "figures": figures(numbered),
        "steps": steps["four_steps"] if in_arrears(trajectory) else [],
        "phase": capfirst(phase.get_phase_display()) if phase else "",
        "phase_since": phase.since if phase else None,
    }


def figures(pieces: Iterable[Piece]) -> list[tuple[int, str]]:
    """How many there are of what a reader counts first; none of what there is nothing of."""
    found = Counter(piece.kind for piece in pieces)
    signals, contacts, arrears = (
        found[_("Signal")],
        found[_("Contact")],
        found[_("Step in arrears")],
    )
    steps = found[_("Help offered")] + found[_("Step of the plan")]
    shown = [
        (signals, npgettext("how many", "signal", "signals", signals)),
        (contacts, npgettext("how many", "contact or attempt", "contacts and attempts", contacts)),
        (steps, npgettext("how many", "step of the plan", "steps of the plan", steps)),
        (arrears, npgettext("how many", "step in arrears", "steps in arrears", arrears)),
    ]
    return [(count, words) for count, words in shown if count]


def in_arrears(trajectory: Trajectory) -> bool:
    """Whether the four steps in arrears say anything about this trajectory."""
    told = trajectory.signals.filter(kinds__contains=[SignalKind.ARREARS])
    return trajectory.arrears_steps.exists() or told.exists()


def swept(piece: Piece, sweep: Sweep) -> Piece:
    return replace(
        piece,
        title=sweep(piece.title),
        text=sweep(piece.text),
        facts=tuple((label, sweep(value)) for label, value in piece.facts if value),
    )


def collect(trajectory: Trajectory) -> Iterator[Piece]:
    yield from signals(trajectory)
    yield Piece(day=trajectory.started_on, kind=_("Trajectory"), title=_("Trajectory started"))
    yield from contacts(trajectory)
    yield from offers(trajectory)
    yield from arrears(trajectory)
    yield from contracts(trajectory)
    yield from phases(trajectory)
    yield from ending(trajectory)


def signals(trajectory: Trajectory) -> Iterator[Piece]:
    """What was seen or heard, on which day. Not how it came in, when, where from or by whom."""
    for signal in trajectory.signals.order_by("happened_on", "pk"):
        yield Piece(
            day=signal.happened_on,
            kind=_("Signal"),
            title=capfirst(signal.title),
            text=signal.facts,
        )


def contacts(trajectory: Trajectory) -> Iterator[Piece]:
    """Visits and talks; of a talk with a partner only that there was one; no notes."""
    outcomes = {
        JournalEntry.Outcome.REACHED: _("spoke with the resident"),
        JournalEntry.Outcome.ATTEMPT: _("nobody reached"),
    }
    entries = trajectory.journal.exclude(kind=JournalEntry.Kind.NOTE)
    for entry in entries.order_by("happened_at", "pk"):
        partner = entry.kind == JournalEntry.Kind.PARTNER
        outcome = outcomes.get(JournalEntry.Outcome(entry.outcome), "")
        yield Piece(
            day=timezone.localdate(entry.happened_at),
            kind=_("Contact"),
            title=str(capfirst(entry.get_kind_display())),
            text="" if partner else entry.facts,
            facts=((_("Outcome"), outcome),),
        )


def offers(trajectory: Trajectory) -> Iterator[Piece]:
    """Steps of the plan that were agreed or done: what was offered, to whom, and what came of it."""
    steps = Action.objects.filter(goal__trajectory=trajectory).seen(sensitive=False)
    for step in steps.select_related(*labelled("owner")).order_by("position", "pk"):
        day = step.done_on or step.agreed_on
        if day:
            own = step.owner.kind in (Participant.Kind.RESIDENT, Participant.Kind.OTHER)
            yield Piece(
                day=day,
                kind=_("Step of the plan") if own else _("Help offered"),
                title=step.text,
                facts=(
                    (_("Done by"), owner_words(step.owner)),
                    (_("Agreed together on"), long_date(step.agreed_on)),
                    (_("State"), str(step.get_state_display())),
                ),
            )


def owner_words(owner: Participant) -> str:
    """Who does a step, without the name of a person."""
    if owner.kind == Participant.Kind.PARTNER:
        return owner.contact.standing.partner.standing.name
    return str(owner.get_kind_display())


def arrears(trajectory: Trajectory) -> Iterator[Piece]:
    for step in trajectory.arrears_steps.all():
        yield Piece(
            day=step.done_on,
            kind=_("Step in arrears"),
            title=str(capfirst(step.get_kind_display())),
            facts=((_("Proof"), step.proof),),
        )


def contracts(trajectory: Trajectory) -> Iterator[Piece]:
    for contract in trajectory.contracts.order_by("signed_on", "pk"):
        yield Piece(
            day=contract.signed_on,
            kind=_("Contract agreement"),
            title=str(capfirst(contract.get_kind_display())),
            text=contract.terms,
            facts=((_("Ends on"), long_date(contract.ends_on)),),
        )


def phases(trajectory: Trajectory) -> Iterator[Piece]:
    for phase in trajectory.eviction_phases.order_by("since", "pk"):
        yield Piece(
            day=phase.since,
            kind=_("Threat of eviction"),
            title=str(capfirst(phase.get_phase_display())),
            facts=((date_label(phase.phase), long_date(phase.date)),),
        )


def ending(trajectory: Trajectory) -> Iterator[Piece]:
    """That the trajectory ended; the states between are work inside the team."""
    if trajectory.ended_on:
        words = {State.CLOSED: _("Trajectory closed"), State.STOPPED: _("Trajectory stopped")}
        reason = trajectory.get_end_reason_display() if trajectory.end_reason else ""
        yield Piece(
            day=trajectory.ended_on,
            kind=_("Trajectory"),
            title=words[State(trajectory.state)],
            facts=((_("Reason of the end"), str(reason)),),
        )


def long_date(day: dt.date | None) -> str:
    return date_format(day, "j F Y") if day else ""
