"""What somebody has to do now: fixed rules, one query each, and each line says why it is there."""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import ContractAgreement, EvictionPhase, Trajectory
from common.dates import day_words, short_date
from signals.models import Signal, Urgency

MOST = 60  # lines a rule shows; who has more works from the list
EVICTION_DAYS, CONTRACT_DAYS = 14, 30  # how long before its date a line appears


@dataclass(frozen=True)
class Line:
    """One thing to do: why, about whom, by when, and the button that does it."""

    due: dt.date
    why: str
    who: str
    where: str
    url: str
    button: str
    files: tuple[models.Model, ...]
    urgent: bool = False

    @property
    def due_words(self):
        return day_words(self.due)

    @property
    def who_where(self):
        return " · ".join(part for part in (capfirst(self.who), self.where) if part)

    @property
    def due_date(self):
        return short_date(self.due)


def signals_to_assess(user, until):
    found = Signal.objects.visible_to(user).awaiting_response(until).select_related("dwelling")
    for signal in found.order_by("respond_by", "pk")[:MOST]:
        yield Line(
            due=signal.respond_by,
            why=_("Signal to assess"),
            who=signal.title,
            where=signal.where or _("address unknown"),
            url=signal.get_absolute_url(),
            button=_("Assess signal"),
            files=(signal,),
            urgent=signal.urgency == Urgency.DANGER,
        )


def reporters_to_tell(user, until):
    found = Signal.objects.visible_to(user).awaiting_feedback(until).select_related("dwelling")
    for signal in found.order_by("feedback_by", "pk")[:MOST]:
        yield Line(
            due=signal.feedback_by,
            why=_("Reporter waits for an answer"),
            who=signal.title,
            where=signal.where or _("address unknown"),
            url=reverse("signals:feedback", args=[signal.number]),
            button=_("Feed back"),
            files=(signal,),
        )


def contacts_due(user, until):
    found = Trajectory.objects.visible_to(user).due_for_contact(until)
    related = found.select_related("resident", "dwelling")
    for trajectory in related.order_by("next_contact_on", "pk")[:MOST]:
        yield Line(
            due=trajectory.next_contact_on,
            why=_("Contact planned"),
            who=trajectory.resident.full_name,
            where=trajectory.dwelling.address if trajectory.dwelling else "",
            url=reverse("cases:note", args=[trajectory.number]),
            button=_("Write note"),
            files=(trajectory,),
        )


def contacts_not_planned(user, until):
    found = Trajectory.objects.visible_to(user).without_next_contact()
    for trajectory in found.select_related("resident", "dwelling").order_by("pk")[:MOST]:
        yield Line(
            due=timezone.localdate(),
            why=_("No next contact planned"),
            who=trajectory.resident.full_name,
            where=trajectory.dwelling.address if trajectory.dwelling else "",
            url=reverse("cases:next_contact", args=[trajectory.number]),
            button=_("Plan contact"),
            files=(trajectory,),
        )


def eviction_dates(user, until):
    """A hearing or eviction within two weeks, or a date that passed without a new phase."""
    soon = timezone.localdate() + dt.timedelta(days=EVICTION_DAYS)
    mine = Trajectory.objects.visible_to(user).open()
    found = EvictionPhase.objects.current().filter(trajectory__in=mine, date__lte=soon)
    related = found.select_related("trajectory__resident", "trajectory__dwelling")
    for phase in related.order_by("date", "pk")[:MOST]:
        passed = phase.date < timezone.localdate()
        why = {"court": _("Hearing about the eviction"), "judgment": _("Eviction")}
        yield Line(
            due=phase.date,
            why=_("How did it end? Record the phase")
            if passed
            else why.get(phase.phase, _("Date in the threat of eviction")),
            who=phase.trajectory.resident.full_name,
            where=phase.trajectory.dwelling.address if phase.trajectory.dwelling else "",
            url=reverse(
                "cases:eviction_phase" if passed else "cases:eviction",
                args=[phase.trajectory.number],
            ),
            button=_("Record phase") if passed else _("Look at eviction"),
            files=(phase.trajectory,),
            urgent=not passed,
        )


def contracts_ending(user, until):
    """Last chances and other agreements that end within a month."""
    today = timezone.localdate()
    mine = Trajectory.objects.visible_to(user).open()
    found = ContractAgreement.objects.running(today).filter(
        trajectory__in=mine, ends_on__lte=today + dt.timedelta(days=CONTRACT_DAYS)
    )
    related = found.select_related("trajectory__resident", "trajectory__dwelling")
    for contract in related.order_by("ends_on", "pk")[:MOST]:
        yield Line(
            due=contract.ends_on,
            why=_("%(agreement)s ends") % {"agreement": capfirst(contract.get_kind_display())},
            who=contract.trajectory.resident.full_name,
            where=contract.trajectory.dwelling.address if contract.trajectory.dwelling else "",
            url=reverse("cases:eviction", args=[contract.trajectory.number]),
            button=_("Look at agreement"),
            files=(contract.trajectory,),
        )


RULES = (
    signals_to_assess,
    reporters_to_tell,
    contacts_due,
    contacts_not_planned,
    eviction_dates,
    contracts_ending,
)


def groups_for(user):
    """Lines late, for today, this week and later; soonest first, and danger on top."""
    today = timezone.localdate()
    sunday = today + dt.timedelta(days=6 - today.weekday())
    lines = [line for rule in RULES for line in rule(user, sunday)]
    lines.sort(key=lambda line: (not line.urgent, line.due))
    return [
        {
            "key": "late",
            "tone": "late",
            "label": _("Late"),
            "lines": [x for x in lines if x.due < today],
        },
        {
            "key": "today",
            "tone": "soon",
            "label": _("Today"),
            "lines": [x for x in lines if x.due == today],
        },
        {
            "key": "week",
            "tone": "normal",
            "label": _("This week"),
            "lines": [x for x in lines if today < x.due <= sunday],
        },
        {
            "key": "soon",
            "tone": "normal",
            "label": _("Coming up"),
            "lines": [x for x in lines if x.due > sunday],
        },
    ]
