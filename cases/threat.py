"""Threat of eviction in words: for the identity bar, the page and the bundle."""

from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, DateField, DateTimeField, Value
from django.db.models.functions import Cast, TruncDate
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import ArrearsStep, ContractAgreement, EvictionPhase, State, Trajectory
from common.dates import day_words, short_date

Phase = EvictionPhase.Phase
TONES = {Phase.NONE: "good", Phase.RISK: "warning"}


def flags(trajectory: Trajectory, past: Iterable[Any] | None = None) -> list[dict[str, str]]:
    """What the identity bar says of eviction and of agreements about the home.

    One query, or none for who has the history() of it already.
    """
    found = newest(trajectory) if past is None else newest_of(past)
    shown = []
    if "phase" in found and found["phase"][0] != Phase.NONE:
        words = _("Threat of eviction · %(phase)s") % {"phase": short_phase(*found["phase"])}
        shown.append({"label": f"▲ {words}", "tone": "danger"})
    if "contract" in found:
        code, day = found["contract"]
        words = _("%(agreement)s until %(day)s") % {
            "agreement": capfirst(ContractAgreement.Kind(code).label),
            "day": short_date(day),
        }
        shown.append({"label": words, "tone": "warning"})
    return shown


def newest(trajectory: Trajectory) -> dict[str, tuple[str, Any]]:
    """The phase of now with its date, and the agreement that runs longest with its end."""
    phase = trajectory.eviction_phases.annotate(what=Value("phase"))
    running = trajectory.contracts.running().order_by("-ends_on")
    contract = running.annotate(what=Value("contract"))
    rows = phase.values_list("what", "phase", "date")[:1].union(
        contract.values_list("what", "kind", "ends_on")[:1], all=True
    )
    return {what: (code, day) for what, code, day in rows}


def newest_of(past: Iterable[Any]) -> dict[str, tuple[str, Any]]:
    """The same, out of history()."""
    today, found, rank = timezone.localdate(), {}, {}
    for what, day, code, date, _words, _who, pk, _at in past:
        if what in ("step", "state") or (what == "contract" and not day <= today <= date):
            continue
        order = (date if what == "contract" else day, pk)
        if what not in rank or order > rank[what]:
            rank[what], found[what] = order, (code, date)
    return found


def short_phase(phase: str, day: Any) -> str:
    """A phase in a word, with its date when there is one: "hearing 12 Dec"."""
    words = {
        Phase.NONE: _("none"),
        Phase.RISK: _("risk"),
        Phase.ANNOUNCED: _("announced"),
        Phase.COURT: _("hearing"),
        Phase.JUDGMENT: _("judgment"),
    }[Phase(phase)]
    if not day:
        return words
    if phase == Phase.JUDGMENT:
        return _("eviction on %(day)s") % {"day": short_date(day)}
    return f"{words} {short_date(day)}"


def history(trajectory: Trajectory) -> list[Any]:
    """Everything about eviction, and every state, with its day; states have a moment as well.

    One query: what, day, code, date, words, who, pk, at.
    """
    nobody = Value("", output_field=CharField())
    no_date, no_time = Value(None, DateField()), Cast(None, DateTimeField())
    phases = trajectory.eviction_phases.order_by().values_list(
        Value("phase"), "since", "phase", "date", "note", "by__name", "pk", no_time
    )
    steps = trajectory.arrears_steps.order_by().values_list(
        Value("step"), "done_on", "kind", no_date, "proof", "by__name", "pk", no_time
    )
    contracts = trajectory.contracts.order_by().values_list(
        Value("contract"), "signed_on", "kind", "ends_on", "terms", nobody, "pk", no_time
    )
    states = trajectory.state_changes.order_by().values_list(
        Value("state"), TruncDate("at"), "to_state", no_date, "reason", "by__name", "pk", "at"
    )
    return list(phases.union(steps, contracts, states, all=True))


def title(what: str, code: str, date: Any) -> str:
    """One line of that history in words."""
    if what == "state":
        return _("State: %(state)s") % {"state": State(code).label}
    if what == "step":
        return str(capfirst(ArrearsStep.Kind(code).label))
    if what == "contract":
        words = {"agreement": capfirst(ContractAgreement.Kind(code).label)}
        return _("%(agreement)s until %(day)s") % (words | {"day": short_date(date)})
    words = {"phase": capfirst(Phase(code).label)}
    if not date:
        return str(words["phase"])
    return _("%(phase)s: %(day)s") % (words | {"day": short_date(date)})


def phase_rows(phases: Iterable[EvictionPhase]) -> list[dict[str, Any]]:
    """Phases as the page shows them, newest first; the first one is how it is now."""
    return [
        {
            "label": capfirst(phase.get_phase_display()),
            "tone": TONES.get(Phase(phase.phase), "danger"),
            "since": phase.since,
            "date": phase.date,
            "date_label": date_label(phase.phase),
            "note": phase.note,
            "by": phase.by.name,
        }
        for phase in phases
    ]


def contract_rows(contracts: Iterable[ContractAgreement]) -> list[dict[str, Any]]:
    """Agreements as the page shows them, with whether they still hold."""
    today = timezone.localdate()
    return [
        {
            "pk": contract.pk,
            "label": capfirst(contract.get_kind_display()),
            "terms": contract.terms,
            "signed_on": contract.signed_on,
            "ends_on": contract.ends_on,
            "when": day_words(contract.ends_on, today) if contract.ends_on >= today else _("ended"),
            "tone": "warning" if contract.ends_on >= today else "neutral",
        }
        for contract in contracts
    ]


def date_label(phase: str) -> str:
    """What the date of a phase is the date of."""
    return {Phase.COURT: _("Hearing"), Phase.JUDGMENT: _("Eviction")}.get(
        Phase(phase), _("Date named")
    )


def four_steps(steps: Iterable[ArrearsStep]) -> dict[str, Any]:
    """The four landlord steps in their order, each with what was done, and what is missing."""
    by_kind: dict[str, list[ArrearsStep]] = {kind: [] for kind in ArrearsStep.Kind.values}
    for step in steps:
        by_kind[step.kind].append(step)
    rows = [
        {"kind": kind, "label": capfirst(ArrearsStep.Kind(kind).label), "done": done}
        for kind, done in by_kind.items()
    ]
    missing = [row for row in rows if not row["done"]]
    return {"four_steps": rows, "missing": missing, "complete": not missing}
