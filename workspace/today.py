"""What somebody has to do now: fixed rules, one query each, and each line says why it is there."""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import Role
from cases.models import (
    Action,
    ContractAgreement,
    Document,
    EvictionPhase,
    Participant,
    PlannedVisit,
    State,
    Trajectory,
)
from cases.models.people import labelled
from cases.workflow.hand_over import PACK
from common.dates import day_words, short_date
from signals.models import Signal, Urgency

MOST = 60  # lines a rule shows; who has more works from the list
NET_DAYS_BACKUP, NET_DAYS_MANAGER = 7, 14  # how late before they hear of a safety net
PACK_DAYS = 7  # how long a hand-over stays in sight
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


def about_signals(user, until):
    """Signals to assess, and reporters who wait for an answer; each on an index of its own."""
    seen = Signal.objects.visible_to(user).select_related("dwelling")
    new = seen.awaiting_response(until).annotate(what=models.Value("assess"))
    told = seen.awaiting_feedback(until).annotate(what=models.Value("tell"))
    new, told = new.order_by("respond_by", "pk")[:MOST], told.order_by("feedback_by", "pk")[:MOST]
    for signal in new.union(told, all=True):
        to_assess = signal.what == "assess"
        yield Line(
            due=signal.respond_by if to_assess else signal.feedback_by,
            why=_("Signal to assess") if to_assess else _("Reporter waits for an answer"),
            who=signal.title,
            where=signal.where or _("address unknown"),
            url=signal.get_absolute_url()
            if to_assess
            else reverse("signals:feedback", args=[signal.number]),
            button=_("Assess signal") if to_assess else _("Feed back"),
            files=(signal,),
            urgent=to_assess and signal.urgency == Urgency.DANGER,
        )


def contacts(user, until):
    """Contacts due or not planned at all; of a safety net its coach's alone, until a week late."""
    week_ago = timezone.localdate() - dt.timedelta(days=NET_DAYS_BACKUP)
    found = Trajectory.objects.visible_to(user).to_contact(until)
    of_coach = models.Q(state=State.SAFETY_NET, next_contact_on__gte=week_ago)
    related = found.exclude(of_coach & ~models.Q(coach=user)).select_related(
        "resident", "dwelling", "coach", *labelled("safety_net__keeper")
    )
    for trajectory in related.order_by(models.F("next_contact_on").asc(nulls_last=True), "pk")[
        :MOST
    ]:
        if trajectory.next_contact_on is None:
            yield not_planned(trajectory)
            continue
        net = trajectory.state == State.SAFETY_NET
        late = trajectory.next_contact_on < week_ago
        yield Line(
            due=trajectory.next_contact_on,
            why=net_words(trajectory, user) if net else _("Contact planned"),
            who=trajectory.resident.full_name,
            where=trajectory.dwelling.address if trajectory.dwelling else "",
            url=reverse("cases:note", args=[trajectory.number]),
            button=_("Write note"),
            files=(trajectory,),
            urgent=net and late,
        )


def net_words(trajectory, user):
    """What there is to do about a safety net: keep it, ask who keeps it, or ask the coach."""
    if trajectory.coach_id != user.pk:
        return _("Pilot light unattended: ask %(name)s") % {"name": trajectory.coach.name}
    net = getattr(trajectory, "safety_net", None)
    if net is None or net.keeper.kind == Participant.Kind.OWN:
        return _("Contact for the pilot light")
    return _("Contact for the pilot light: ask %(name)s") % {"name": net.keeper.label}


def not_planned(trajectory):
    return Line(
        due=timezone.localdate(),
        why=_("No next contact planned"),
        who=trajectory.resident.full_name,
        where=trajectory.dwelling.address if trajectory.dwelling else "",
        url=reverse("cases:next_contact", args=[trajectory.number]),
        button=_("Plan contact"),
        files=(trajectory,),
    )


def about_the_home(user, until):
    """Dates of an eviction, agreements that end, hand-overs, and one's own planned visits.

    One query says what there is, a second whose; the second only when there is something.
    """
    found = list(home_dates(user, until))
    files = Trajectory.objects.select_related("resident", "dwelling")
    files = files.in_bulk({pk for _what, pk, *_rest in found}) if found else {}
    for what, pk, code, day, key in found:
        trajectory = files[pk]
        home = trajectory.dwelling.address if trajectory.dwelling else ""
        yield Line(
            who=trajectory.resident.full_name,
            where=home,
            files=(trajectory,),
            **HOME_LINES[what](trajectory.number, code, day, key),
        )


def home_dates(user, until):
    """(what, trajectory, code, day, more) for all four; more is a key or a moment."""
    today, now = timezone.localdate(), timezone.now()
    mine = Trajectory.objects.visible_to(user).open()
    no_key = models.Value("", models.TextField())
    phases = EvictionPhase.objects.current().filter(
        trajectory__in=mine, date__lte=today + dt.timedelta(days=EVICTION_DAYS)
    )
    contracts = ContractAgreement.objects.running(today).filter(
        trajectory__in=mine, ends_on__lte=today + dt.timedelta(days=CONTRACT_DAYS)
    )
    packs = Document.objects.filter(
        requested_by=user,
        kind=PACK,
        created_at__gte=now - dt.timedelta(days=PACK_DAYS),
        trajectory__in=mine.filter(coach=user),
    )
    visits = PlannedVisit.objects.filter(
        visitor=user, checked_in_at=None, starts_at__date__lte=until, trajectory__in=mine
    )
    return (
        phases.order_by()
        .values_list(models.Value("phase"), "trajectory", "phase", "date", no_key)
        .union(
            contracts.order_by().values_list(
                models.Value("contract"), "trajectory", "kind", "ends_on", no_key
            ),
            packs.order_by().values_list(
                models.Value("pack"),
                "trajectory",
                "kind",
                models.Value(today),
                Cast("key", models.TextField()),
            ),
            visits.order_by().values_list(
                models.Value("visit"),
                "trajectory",
                Cast("starts_at", models.TextField()),
                "starts_at__date",
                Cast("check_in_by", models.TextField()),
            ),
        )
        .order_by("date", "trajectory")[:MOST]
    )


def phase_line(number, phase, day, _key):
    passed = day < timezone.localdate()
    soon = {"court": _("Hearing about the eviction"), "judgment": _("Eviction")}
    why = soon.get(phase, _("Date in the threat of eviction"))
    return {
        "due": day,
        "why": _("How did it end? Record the phase") if passed else why,
        "url": reverse("cases:eviction_phase" if passed else "cases:eviction", args=[number]),
        "button": _("Record phase") if passed else _("Look at eviction"),
        "urgent": not passed,
    }


def contract_line(number, kind, day, _key):
    words = {"agreement": capfirst(ContractAgreement.Kind(kind).label)}
    return {
        "due": day,
        "why": _("%(agreement)s ends") % words,
        "url": reverse("cases:eviction", args=[number]),
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
        "url": reverse("cases:doorstep", args=[number]),
        "button": _("Go to the visit"),
        "urgent": day <= timezone.localdate(),
    }


def clock(moment):
    """The time of day of a moment as the database wrote it."""
    return timezone.localtime(dt.datetime.fromisoformat(moment)).strftime("%H.%M")


HOME_LINES = {
    "phase": phase_line,
    "contract": contract_line,
    "pack": pack_line,
    "visit": visit_line,
}


def steps_due(user, until):
    """Steps the coach does themselves, in trajectories they coach; stricter fields when switched on."""
    mine = Trajectory.objects.visible_to(user).open().filter(coach=user)
    found = Action.objects.open().filter(
        goal__trajectory__in=mine, owner__kind=Participant.Kind.OWN, due_on__lte=until
    )
    shown = found.exclude(goal__domain__sensitive=True, goal__trajectory__sensitive_on=False)
    related = shown.select_related("goal__trajectory__resident")
    for step in related.order_by("due_on", "pk")[:MOST]:
        trajectory = step.goal.trajectory
        yield Line(
            due=step.due_on,
            why=step.text,
            who=_("Step in the plan"),
            where=trajectory.resident.full_name,
            url=reverse("cases:plan", args=[trajectory.number]),
            button=_("Open plan"),
            files=(trajectory,),
        )


def nets_unattended(user, until):
    """For the manager, by number only: safety nets without contact for two weeks."""
    long_ago = timezone.localdate() - dt.timedelta(days=NET_DAYS_MANAGER)
    managed = user.organisation_ids(Role.MANAGER)
    found = Trajectory.objects.filter(organisation__in=managed, state=State.SAFETY_NET)
    late = found.filter(next_contact_on__lt=long_ago).only("number", "next_contact_on")
    for trajectory in late.order_by("next_contact_on", "pk")[:MOST]:
        yield Line(
            due=trajectory.next_contact_on,
            why=_("Pilot light unattended: ask the team"),
            who=trajectory.number,
            where="",
            url="",
            button="",
            files=(trajectory,),
        )


RULES_OF_MANAGER = (nets_unattended,)
RULES = (about_signals, contacts, steps_due, about_the_home)


def groups_for(user):
    """Lines late, for today, this week and later; soonest first, and danger on top."""
    today = timezone.localdate()
    sunday = today + dt.timedelta(days=6 - today.weekday())
    rules = (RULES if user.has_role(Role.COACH) else ()) + (
        RULES_OF_MANAGER if user.has_role(Role.MANAGER) else ()
    )
    lines = [line for rule in rules for line in rule(user, sunday)]
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
