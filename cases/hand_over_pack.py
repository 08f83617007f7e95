"""The hand-over pack: on paper what a new coach must know of one trajectory on the first day."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.growth import read, telling
from cases.models import (
    Agreement,
    Cause,
    Document,
    JournalEntry,
    LifeDomain,
    Participant,
    SafetyNet,
    State,
    Trajectory,
)
from cases.models.people import labelled
from cases.permissions import domains_of, within
from cases.pictures import pictures
from cases.steps import read_plan
from cases.threat import contract_rows, phase_rows
from common.dates import moment_words

LAST = 10  # contacts


def render(document: Document) -> bytes:
    """For the registry of documents; stricter fields only for who may see them."""
    from common.pdf import render_pdf

    language = document.requested_by.language
    with override(language):
        context = contents(document.trajectory, sensitive=document.sensitive)
    return render_pdf("pdf/hand_over.html", context, language=language)


def contents(trajectory: Trajectory, *, sensitive: bool) -> dict[str, Any]:
    """Who, state, next contact, open steps, agreements, whom to call, causes, growth, contacts."""
    domains = domains_of(trajectory, sensitive=sensitive)
    todo, _done = read_plan(trajectory, sensitive=sensitive)
    phases = phase_rows(trajectory.eviction_phases.select_related("by")[:1])
    in_net = trajectory.state == State.SAFETY_NET
    net = SafetyNet.objects.filter(trajectory=trajectory).select_related(*labelled("keeper"))
    return {
        "number": trajectory.number,
        "resident": trajectory.resident,
        "address": trajectory.dwelling.address if trajectory.dwelling else "",
        "team": trajectory.team,
        "state": capfirst(trajectory.get_state_display()),
        "month": trajectory.month,
        "pace": trajectory.get_pace_display() if trajectory.pace else "",
        "next_contact_on": trajectory.next_contact_on,
        "phase": phases[0] if phases and phases[0]["tone"] != "good" else None,
        "contracts": contract_rows(trajectory.contracts.running()),
        "net": net.first() if in_net else None,
        "steps": todo,
        "agreements": agreements(trajectory, sensitive=sensitive),
        "people": people(trajectory),
        "barriers": trajectory.barriers.filter(within(sensitive)),
        "causes": causes(trajectory, sensitive=sensitive),
        "growth": growth(trajectory, domains),
        "contacts": contacts(trajectory),
    }


def causes(trajectory: Trajectory, *, sensitive: bool) -> dict[str, list[Cause]]:
    """What makes the behaviour stronger, and what makes it weaker."""
    found = list(trajectory.causes.filter(within(sensitive)))
    return {effect: [row for row in found if row.effect == effect] for effect in Cause.Effect}


def growth(trajectory: Trajectory, domains: list[LifeDomain]) -> dict[str, Any]:
    """The picture and the table of the measurements that tell the course."""
    signed = trajectory.assessments.signed().prefetch_related("scores")
    return pictures(read(telling(list(signed.order_by("measured_on", "pk")))), domains)


def agreements(trajectory: Trajectory, *, sensitive: bool) -> list[Agreement]:
    """What was agreed and is not settled yet."""
    found = trajectory.agreements.filter(kept=None).select_related(*labelled("participant"))
    return list(found.filter(within(sensitive, "cause__domain")))


def people(trajectory: Trajectory) -> list[dict[str, str]]:
    """Whom to call; ourselves and the resident stand elsewhere on the page."""
    ours = (Participant.Kind.RESIDENT, Participant.Kind.OWN)
    return [
        {
            "name": str(one.label),
            "role": one.role,
            "phone": one.contact.phone if one.contact else "",
            "email": one.contact.email if one.contact else "",
        }
        for one in trajectory.participants.current().exclude(kind__in=ours).order_by("pk")
    ]


def contacts(trajectory: Trajectory) -> list[dict[str, str]]:
    """The last ten contacts and notes: facts, no impressions."""
    entries = trajectory.journal.select_related("author").order_by("-happened_at", "-pk")[:LAST]
    words = {
        JournalEntry.Outcome.REACHED: _("spoken with"),
        JournalEntry.Outcome.ATTEMPT: _("nobody reached"),
    }
    return [
        {
            "title": str(capfirst(entry.get_kind_display())),
            "outcome": words.get(JournalEntry.Outcome(entry.outcome), ""),
            "when": f"{moment_words(entry.happened_at)} · {entry.author.name}",
            "facts": entry.facts,
        }
        for entry in entries
    ]
