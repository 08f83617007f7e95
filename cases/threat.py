"""Threat of eviction in words: for the identity bar, the page and the bundle."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    OuterRef,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, JSONObject, TruncDate
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import (
    AddressAdvice,
    ArrearsStep,
    ContractAgreement,
    EvictionPhase,
    PartnerRequest,
    State,
    Trajectory,
)
from common.dates import day_words, short_date

Phase = EvictionPhase.Phase
TONES = {Phase.NONE: "good", Phase.RISK: "warning"}


def with_flags(trajectories: Any) -> Any:
    """Trajectories with what flags() tells of them: no statement more on any page."""
    phases = EvictionPhase.objects.filter(trajectory=OuterRef("pk")).order_by("-since", "-pk")
    running = ContractAgreement.objects.running().filter(trajectory=OuterRef("pk"))
    advices = AddressAdvice.objects.current().filter(dwelling=OuterRef("dwelling"))
    return trajectories.annotate(
        colour_now=Subquery(advices.values("colour")[:1]),
        phase_now=Subquery(phases.values(now=JSONObject(code="phase", date="date"))[:1]),
        contract_now=Subquery(
            running.order_by("-ends_on", "-pk").values(now=JSONObject(code="kind", date="ends_on"))[
                :1
            ]
        ),
    )


def flags(trajectory: Any) -> list[dict[str, str]]:
    """What the identity bar says of going there, eviction and agreements; see with_flags()."""
    shown = []
    if trajectory.colour_now in AddressAdvice.WARNINGS:
        colour = AddressAdvice.Colour(trajectory.colour_now)
        label = f"{AddressAdvice.WARNINGS[colour]} {capfirst(colour.label)}"
        shown.append({"label": label, "tone": AddressAdvice.TONES[colour]})
    phase, contract = trajectory.phase_now, trajectory.contract_now
    if phase and phase["code"] != Phase.NONE:
        day = phase["date"] and dt.date.fromisoformat(phase["date"])
        words = _("Threat of eviction · %(phase)s") % {"phase": short_phase(phase["code"], day)}
        shown.append({"label": f"▲ {words}", "tone": "danger"})
    if contract:
        words = _("%(agreement)s until %(day)s") % {
            "agreement": capfirst(ContractAgreement.Kind(contract["code"]).label),
            "day": short_date(dt.date.fromisoformat(contract["date"])),
        }
        shown.append({"label": words, "tone": "warning"})
    return shown


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
    """Everything about eviction, every state, and questions to partners with their answers.

    One query: what, day, code, date, words (of a question its key), who, pk, at.
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
    return list(phases.union(steps, contracts, states, *_questions(trajectory), all=True))


def _questions(trajectory: Trajectory) -> tuple[Any, Any]:
    """What was asked of partners, and what they answered, in the columns of history()."""
    key = Cast("key", TextField())
    asked = PartnerRequest.objects.filter(trajectory=trajectory).order_by()
    answered = asked.exclude(first_answer_at=None).annotate(
        told_at=Coalesce("ended_at", "first_answer_at")
    )
    who = "share__contact__name"
    return (
        asked.values_list(
            Value("asked"), TruncDate("asked_at"), "kind", "due_on", key, who, "pk", "asked_at"
        ),
        answered.values_list(
            Value("answered"), TruncDate("told_at"), "state", "due_on", key, who, "pk", "told_at"
        ),
    )


def title(what: str, code: str, date: Any) -> str:
    """One line of that history in words."""
    if what == "state":
        return _("State: %(state)s") % {"state": State(code).label}
    if what == "asked":
        words = {"kind": PartnerRequest.Kind(code).label, "day": short_date(date)}
        return _("Asked a partner: %(kind)s, by %(day)s") % words
    if what == "answered":
        return _("Answer of a partner: %(state)s") % {"state": PartnerRequest.State(code).label}
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
