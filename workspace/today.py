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
    ADVISES,
    Action,
    ContractAgreement,
    Document,
    EvictionPhase,
    Participant,
    PartnerRequest,
    PlannedVisit,
    SafetyNet,
    State,
    Trajectory,
)
from cases.models.people import labelled
from cases.workflow.hand_over import PACK
from common.dates import day_words, short_date
from common.numbers import page_of
from evaluation.models import Report, ReportDownload
from evaluation.words import title_of
from outbox.models import Mail
from privacy.models import CorrectionRequest
from signals.models import Signal, Urgency
from workspace.evaluations import evaluation_dates, evaluations_unattended
from workspace.home_lines import HOME_LINES
from workspace.reviews import advice_dates, advice_line

MOST = 60  # lines a rule shows; who has more works from the list
NET_DAYS_BACKUP, NET_DAYS_MANAGER = 7, 14  # how late before they hear of a safety net
REPORT_DAYS = 7  # how long one that was not fetched stays in sight
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
            else page_of("signals:feedback", signal.number),
            button=_("Assess signal") if to_assess else _("Feed back"),
            files=(signal,),
            urgent=to_assess and signal.urgency == Urgency.DANGER,
        )


def contact_line(trajectory, user, net):
    """A contact that is due, or not planned at all."""
    number, due = trajectory.number, trajectory.next_contact_on
    if due is None:
        return {
            "due": timezone.localdate(),
            "why": _("No next contact planned"),
            "url": page_of("cases:next_contact", number),
            "button": _("Plan contact"),
        }
    in_net = trajectory.state == State.SAFETY_NET
    return {
        "due": due,
        "why": net_words(trajectory, user, net) if in_net else _("Contact planned"),
        "url": page_of("cases:note", number),
        "button": _("Write note"),
        "urgent": in_net and due < a_week_ago(),
    }


def net_words(trajectory, user, net):
    """What there is to do about a safety net: keep it, ask who keeps it, or ask the coach."""
    if trajectory.coach_id != user.pk:
        return _("Pilot light unattended: ask %(name)s") % {"name": trajectory.coach.name}
    if net is None or net.keeper.kind == Participant.Kind.OWN:
        return _("Contact for the pilot light")
    return _("Contact for the pilot light: ask %(name)s") % {"name": net.keeper.label}


def a_week_ago():
    return timezone.localdate() - dt.timedelta(days=NET_DAYS_BACKUP)


def about_trajectories(user, until):
    """Contacts, dates of an eviction, agreements, hand-overs, visits, and mail that failed.

    One query says what there is, a second whose; the second only when there is something, and a
    third only for safety nets: who keeps one takes many joins to name.
    """
    found = list(dates(user, until))
    yield from (Line(**advice_line(*row)) for what, *row in found if what == "advice")
    found = [row for row in found if row[0] != "advice"]
    files = Trajectory.objects.select_related("resident", "dwelling", "coach")
    files = files.in_bulk({pk for _what, pk, *_rest in found if pk}) if found else {}
    nets = nets_of(
        pk for what, pk, state, *_ in found if (what, state) == ("contact", "safety_net")
    )
    for what, pk, code, day, key in found:
        if what == "mail":
            yield mail_line(code, day)
            continue
        trajectory = files[pk]
        home = trajectory.dwelling.address if trajectory.dwelling else ""
        told = (
            contact_line(trajectory, user, nets.get(pk))
            if what == "contact"
            else HOME_LINES[what](trajectory.number, code, day, key)
        )
        yield Line(who=trajectory.resident.full_name, where=home, files=(trajectory,), **told)


def nets_of(trajectories):
    """{trajectory: its safety net, with what the name of its keeper needs}"""
    numbers = list(trajectories)
    if not numbers:
        return {}
    nets = SafetyNet.objects.filter(trajectory__in=numbers).select_related(*labelled("keeper"))
    return {net.trajectory_id: net for net in nets}


def dates(user, until):
    """(what, trajectory or advice, code, day, more) of all with a day; more is a key or a moment."""
    mine = Trajectory.objects.visible_to(user).open()
    no_key = models.Value("", models.TextField())
    # Of a safety net its coach's alone, until a week late.
    of_coach = models.Q(state=State.SAFETY_NET, next_contact_on__gte=a_week_ago())
    contacts = (
        Trajectory.objects.visible_to(user)
        .to_contact(until)
        .exclude(of_coach & ~models.Q(coach=user))
    )
    return (
        contacts.order_by(models.F("next_contact_on").asc(nulls_last=True), "pk")
        .values_list(models.Value("contact"), "pk", "state", "next_contact_on", no_key)[:MOST]
        .union(*dates_of_the_home(user, until, mine, no_key), advice_dates(user, until))
        .order_by(models.F("next_contact_on").asc(nulls_last=True), "pk")[: 2 * MOST]
    )


def dates_of_the_home(user, until, mine, no_key):
    """What about_trajectories() shows besides contacts: each in the same five columns."""
    today, now = timezone.localdate(), timezone.now()
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
    asked = PartnerRequest.objects.filter(trajectory__in=mine)
    news = asked.unread()
    silent = asked.running().filter(due_on__lt=today, news_at=None)
    corrections = CorrectionRequest.objects.open().filter(trajectory__in=mine)
    evaluations = evaluation_dates(user, until)
    made = Report.objects.ready().filter(
        requested_by=user,
        made_at__gte=now - dt.timedelta(days=REPORT_DAYS),
        trajectory__in=mine,
    )
    fetched = ReportDownload.objects.filter(report=models.OuterRef("pk"), user=user)
    failed = Mail.objects.visible_to(user).failed(now)
    none, failed_on = models.Value(None, models.BigIntegerField()), "envelope__failed_at__date"
    key, start = Cast("key", models.TextField()), Cast("starts_at", models.TextField())
    check_in, number = Cast("check_in_by", models.TextField()), Cast("number", models.TextField())
    return tuple(
        found.order_by().values_list(models.Value(what), whose, code, day, more)
        for what, found, whose, code, day, more in (
            ("phase", phases, "trajectory", "phase", "date", no_key),
            ("contract", contracts, "trajectory", "kind", "ends_on", no_key),
            ("pack", packs, "trajectory", "kind", models.Value(today), key),
            ("visit", visits, "trajectory", start, "starts_at__date", check_in),
            ("news", news, "trajectory", "state", models.Value(today), key),
            ("silent", silent, "trajectory", "state", "due_on", key),
            ("correction", corrections, "trajectory", "part", "due_on", key),
            ("evaluation", evaluations, "trajectory", "kind", "due_on", number),
            (
                "report",
                made.exclude(models.Exists(fetched)),
                "trajectory",
                "kind",
                models.Value(today),
                Cast("number", models.TextField()),
            ),
            ("mail", failed, none, "subject", failed_on, no_key),
        )
    )


def advices_to_review(user, until):
    """For who gives advice without a list of trajectories."""
    for _what, *row in advice_dates(user, until).order_by("review_on", "pk")[:MOST]:
        yield Line(**advice_line(*row))


def mail_line(subject, day):
    """Of no trajectory that we know; to whom stands on the page it leads to."""
    return Line(
        due=day,
        why=_("Message did not arrive"),
        who=subject,
        where="",
        url=reverse("outbox:list"),
        button=_("Look at message"),
        files=(),
    )


def steps_due(user, until):
    """Steps the coach does themselves, in trajectories they coach; stricter fields when switched on."""
    mine = Trajectory.objects.visible_to(user).open().filter(coach=user)
    themselves = Participant.objects.filter(kind=Participant.Kind.OWN, trajectory__in=mine)
    due = Action.objects.open().filter(owner__in=themselves, due_on__lte=until)
    # The rows first, then what they need: joined at once they would be looked for the long way.
    found = Action.objects.filter(pk__in=due.order_by("due_on", "pk").values("pk")[:MOST])
    shown = found.exclude(goal__domain__sensitive=True, goal__trajectory__sensitive_on=False)
    related = shown.select_related("goal__trajectory__resident")
    for step in related.order_by("due_on", "pk"):
        trajectory = step.goal.trajectory
        yield Line(
            due=step.due_on,
            why=step.text,
            who=_("Step in the plan"),
            where=trajectory.resident.full_name,
            url=page_of("cases:plan", trajectory.number),
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


def evaluations_late(user, until):
    """For the manager, by number only: evaluations that are three weeks late."""
    for moment in evaluations_unattended(user, MOST):
        yield Line(
            due=moment.due_on,
            why=_("%(evaluation)s is late: ask the team")
            % {"evaluation": capfirst(title_of(moment.kind))},
            who=moment.trajectory.number,
            where="",
            url="",
            button="",
            files=(moment.trajectory,),
        )


def corrections_to_answer(user, until):
    """For the privacy officer, by number only: requests of residents, each with its month."""
    asked = CorrectionRequest.objects.visible_to(user).open().select_related("trajectory")
    for request in asked.order_by("due_on", "pk")[:MOST]:
        yield Line(
            due=request.due_on,
            why=_("Request of a resident to answer"),
            who=request.trajectory.number,
            where="",
            url=reverse("privacy:correction", args=[request.key]),
            button=_("Answer request"),
            files=(request.trajectory,),
        )


RULES_OF_MANAGER = (nets_unattended, evaluations_late)
RULES_OF_PRIVACY_OFFICER = (corrections_to_answer,)
RULES = (about_signals, steps_due, about_trajectories)


def groups_for(user):
    """Lines late, for today, this week and later; soonest first, and danger on top."""
    today = timezone.localdate()
    sunday = today + dt.timedelta(days=6 - today.weekday())
    of_roles = (
        (Role.COACH, RULES),
        (Role.MANAGER, RULES_OF_MANAGER),
        (Role.PRIVACY_OFFICER, RULES_OF_PRIVACY_OFFICER),
    )
    rules = [rule for role, rules in of_roles if user.has_role(role) for rule in rules]
    if user.has_role(*ADVISES) and not user.has_role(Role.COACH):
        rules.append(advices_to_review)
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
