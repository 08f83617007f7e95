"""What somebody has to do now: fixed rules, one query each, and each line says why it is there."""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import Trajectory
from common.dates import day_words, short_date
from signals.models import Signal, Urgency

MOST = 60  # lines a rule shows; who has more works from the list


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


RULES = (signals_to_assess, reporters_to_tell, contacts_due, contacts_not_planned)


def groups_for(user):
    """Lines late, for today and for the rest of this week, soonest first and danger on top."""
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
            "lines": [x for x in lines if x.due > today],
        },
    ]
