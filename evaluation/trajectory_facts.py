"""What the reports of a trajectory are made of, column by column: what nobody named is not in it.

No journal texts, impressions or explanations, and of who reported a signal nothing: of signals only
the day and what kind. Free text is swept for reporters too.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.contradictions import contradictions
from cases.growth import Values, growth, read, talking_points, telling
from cases.models import (
    Action,
    Assessment,
    Cause,
    EvictionPhase,
    JournalEntry,
    LifeDomain,
    Participant,
    SafetyNet,
    State,
    Trajectory,
)
from cases.models.people import labelled
from cases.permissions import domains_of, within
from signals.sweep import Sweep

Reached = JournalEntry.Outcome.REACHED
PERIOD = 91  # days: three months, for what is compared at the start and at the end


@dataclass(frozen=True)
class Facts:
    """One trajectory, with what may be read of it: `sensitive` says whether health may."""

    trajectory: Trajectory
    sensitive: bool
    sweep: Sweep

    @classmethod
    def of(cls, trajectory: Trajectory, *, sensitive: bool) -> "Facts":
        return cls(trajectory, sensitive, Sweep.of(trajectory))

    @property
    def until(self) -> dt.date:
        return self.trajectory.ended_on or timezone.localdate()


# --- measurements --------------------------------------------------------------------------------


def measured(facts: Facts) -> dict[str, Any]:
    """Up to three measurements that tell the course, growth between first and last, and talk."""
    file = facts.trajectory
    domains = domains_of(file, sensitive=facts.sensitive)
    signed = list(
        file.assessments.signed()
        .filter(domain_set=file.domain_set_id)
        .prefetch_related("scores")
        .order_by("measured_on", "pk")
    )
    moments = read(telling(signed))
    own = [item for item in signed if item.assessor == Assessment.Assessor.RESIDENT]
    rows = growth(moments[0], moments[-1], domains) if len(moments) > 1 else []
    return {
        "domains": [d for d in domains if any(m.level(d) is not None for m in moments)],
        "moments": moments,
        "growth": rows,
        "own": read(own[-1:]),
        "apart": _apart(moments, read(own[-1:]), domains),
        "domain_set": file.domain_set,
    }


def _apart(moments: list[Values], own: list[Values], domains: Iterable[LifeDomain]) -> list[dict]:
    """Where the newest of coach and resident lie two steps apart."""
    return talking_points(moments[-1], own[-1], domains) if moments and own else []


# --- signals, contacts, eviction -----------------------------------------------------------------


def over_time(facts: Facts) -> dict[str, Any]:
    """Signals and contacts per month from the first of either, and what happened when."""
    file = facts.trajectory
    signals = sorted(file.signals.values_list("happened_on", flat=True))
    entries = file.journal.exclude(kind__in=(JournalEntry.Kind.NOTE, JournalEntry.Kind.PARTNER))
    tried = [
        (timezone.localdate(at), outcome)
        for at, outcome in entries.order_by("happened_at").values_list("happened_at", "outcome")
    ]
    contacts = [day for day, outcome in tried if outcome == Reached]
    first = min([file.started_on, *signals[:1]])
    spans = _months(first, facts.until)[-24:]
    return {
        "months": spans,
        "signals": _per_month(signals, spans),
        "contacts": _per_month(contacts, spans),
        "events": [(spans.index(_month(day)), day, words) for day, words in events(facts)
                   if _month(day) in spans],
        "signal_days": signals,
        "contact_count": len(contacts),
        "attempt_count": sum(outcome == JournalEntry.Outcome.ATTEMPT for _day, outcome in tried),
        "first": first,
        **_start_and_end(signals, first, facts.until),
    }  # fmt: skip


def _start_and_end(days: list[dt.date], first: dt.date, last: dt.date) -> dict[str, int | None]:
    """How many in the first and in the last three months; nothing when these overlap."""
    length = dt.timedelta(days=PERIOD)
    if last - first < 2 * length:
        return {"at_start": None, "at_end": None}
    return {
        "at_start": sum(first <= day < first + length for day in days),
        "at_end": sum(last - length < day <= last for day in days),
    }


def _month(day: dt.date) -> tuple[int, int]:
    return day.year, day.month


def _months(first: dt.date, last: dt.date) -> list[tuple[int, int]]:
    """Every month from the one of `first` to the one of `last`."""
    start, end = (day.year * 12 + day.month - 1 for day in (first, last))
    return [(number // 12, number % 12 + 1) for number in range(start, end + 1)]


def _per_month(days: Iterable[dt.date], spans: list[tuple[int, int]]) -> tuple[int, ...]:
    counted = Counter(_month(day) for day in days)
    return tuple(counted[span] for span in spans)


def events(facts: Facts) -> list[tuple[dt.date, str]]:
    """What marked the road: its start and end, and phases in the threat of eviction."""
    file = facts.trajectory
    phases = file.eviction_phases.order_by("since", "pk").values_list("since", "phase")
    found = [(file.started_on, _("Trajectory started"))]
    found += [(day, str(capfirst(EvictionPhase.Phase(code).label))) for day, code in phases]
    nets = file.state_changes.filter(to_state=State.SAFETY_NET).order_by("at")
    found += [
        (timezone.localdate(at), _("Pilot light began"))
        for at in nets.values_list("at", flat=True)[:1]
    ]
    if file.ended_on:
        found.append((file.ended_on, _("Trajectory ended")))
    return sorted(found, key=lambda event: event[0])


def eviction(facts: Facts) -> dict[str, Any]:
    """Whether eviction ever threatened, and how it is now."""
    phases = list(facts.trajectory.eviction_phases.order_by("since", "pk"))
    threats = [phase for phase in phases if phase.phase != EvictionPhase.Phase.NONE]
    now = phases[-1] if phases else None
    return {
        "threatened": bool(threats),
        "now": now.phase if now else "",
        "now_words": str(now.get_phase_display()) if now else "",
        "since": now.since if now else None,
    }


# --- what helped, steps, partners ----------------------------------------------------------------


def three_questions(facts: Facts) -> dict[str, list[str]]:
    """The guiding questions: what holds back, what makes it stronger or weaker, who is in the way."""
    file, sweep = facts.trajectory, facts.sweep
    seen = within(facts.sensitive)
    barriers = file.barriers.filter(seen).order_by("pk")
    causes = list(file.causes.filter(seen).order_by("pk").prefetch_related("stances__participant"))
    found = [
        (cause, item) for cause in causes for item in contradictions(cause, cause.stances.all())
    ]
    return {
        "barriers": [sweep(barrier.text) for barrier in barriers],
        "helps": [sweep(c.text) for c in causes if c.effect == Cause.Effect.MITIGATING],
        "hinders": [sweep(c.text) for c in causes if c.effect == Cause.Effect.REINFORCING],
        "against": [f"{sweep(cause.text)}: {item.title.lower()}" for cause, item in found],
    }  # fmt: skip


def who(participant: Participant) -> str:
    """Who does something, without the name of a person."""
    if participant.kind == Participant.Kind.PARTNER:
        return participant.contact.standing.partner.standing.name
    return str(participant.get_kind_display())


def steps(facts: Facts) -> list[dict[str, Any]]:
    """Steps that were done, in the order of their days."""
    done = Action.objects.filter(goal__trajectory=facts.trajectory, state=Action.State.DONE).seen(
        sensitive=facts.sensitive
    )
    return [
        {
            "text": facts.sweep(step.text),
            "who": who(step.owner),
            "kind": step.owner.kind,
            "day": step.done_on,
        }
        for step in done.select_related(*labelled("owner")).order_by("done_on", "position", "pk")
    ]  # fmt: skip


def partners(facts: Facts) -> list[dict[str, Any]]:
    """Each partner by name with what it did: steps, answers to questions. In the order of names."""
    file = facts.trajectory
    rows = file.participants.filter(kind=Participant.Kind.PARTNER).labelled()
    names = {row.contact_id: who(row) for row in rows}
    did = Counter(step["who"] for step in steps(facts) if step["kind"] == Participant.Kind.PARTNER)
    answered: Counter[str] = Counter()
    asked = file.requests.exclude(first_answer_at=None).values_list("share__contact", flat=True)
    for contact in asked:
        answered[names.get(contact, "")] += 1
    return [
        {"name": name, "steps": did[name], "answers": answered[name]}
        for name in sorted(set(names.values()))
    ]


def agreements(facts: Facts) -> list[dict[str, Any]]:
    """What was agreed with whom, by when, and whether it was kept; no explanations."""
    seen = within(facts.sensitive, "cause__domain")
    words = {True: _("kept"), False: _("not kept"), None: _("still to come")}
    found = facts.trajectory.agreements.filter(seen).select_related(*labelled("participant"))
    return [
        {
            "text": facts.sweep(item.text),
            "who": who(item.participant),
            "day": item.due_on,
            "kept": words[item.kept],
        }
        for item in found.order_by("due_on", "pk")
    ]


def safety_net(facts: Facts) -> dict[str, Any] | None:
    """Who keeps contact after the trajectory, and how often."""
    nets = SafetyNet.objects.filter(trajectory=facts.trajectory)
    net = nets.select_related(*labelled("keeper")).first()
    if net is None:
        return None
    ours = net.keeper.kind in (Participant.Kind.PARTNER, Participant.Kind.OWN)
    return {
        "own": net.keeper.kind == Participant.Kind.OWN,
        "who": who(net.keeper) if ours else facts.sweep(str(net.keeper.label)),
        "days": net.days,
        "since": net.since,
    }


def month_words(span: tuple[int, int]) -> str:
    return date_format(dt.date(*span, 1), "b")
