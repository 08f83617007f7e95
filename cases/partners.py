"""What the trajectories tell about partners: talks, questions that are open, agreements kept."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Expression, F, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from accounts.models import User
from cases.models import (
    Action,
    Agreement,
    JournalEntry,
    Participant,
    PartnerRequest,
    Trajectory,
)
from common.dates import working_days_between
from common.db import numbers_of
from network.models import Covenant, PartnerContact

MOST = 25  # trajectories or questions on the page of a partner


@dataclass(frozen=True)
class Question:
    """Something a partner has yet to do or answer: to which contact person, and where it stands."""

    contact: int
    text: str
    about: str
    due_on: dt.date | None
    url: str
    file: Model


def with_last_talk(contacts: QuerySet[PartnerContact]) -> QuerySet[PartnerContact]:
    """With `last_talk`: when somebody of the organisation last spoke with them."""
    talks = JournalEntry.objects.filter(contact=OuterRef("pk")).order_by("-happened_at")
    return contacts.annotate(last_talk=Subquery(talks.values("happened_at")[:1]))


def open_steps(user: User, contacts: Iterable[int]) -> list[Question]:
    """Steps in plans this user works on that these contacts have yet to do, the oldest first.

    Without those under a stricter field of life: they stand on the plan itself.
    """
    # The rows first, then what they need; without DISTINCT it all becomes one join, the long way.
    found = _open_steps(user, contacts).order_by().values("pk").distinct()
    steps = Action.objects.filter(pk__in=found)
    related = steps.select_related("owner", "goal__trajectory__resident")
    return [_question(s) for s in related.order_by(F("due_on").asc(nulls_last=True), "pk")]


def count_open_steps(user: User, contacts: Iterable[int]) -> Expression:
    """How many there are per contact person, to annotate these contact persons with.

    Their numbers, and not a query that finds them: PostgreSQL then knows how busy each of them is.
    """
    steps = _open_steps(user, contacts)
    return numbers_of(steps.order_by().values("owner__contact").annotate(number=Count("pk")))


def open_requests(user: User, contacts: Iterable[int]) -> list[Question]:
    """Questions to these contacts that run, in trajectories this user works on, the oldest first.

    Without their words: those stand behind the question itself.
    """
    asked = _open_requests(user, contacts)
    related = asked.select_related("share", "trajectory__resident")
    return [
        Question(
            contact=one.share.contact_id,
            text=str(capfirst(one.get_kind_display())),
            about=one.trajectory.resident.full_name,
            due_on=one.due_on,
            url=reverse("cases:request", args=[one.trajectory.number, one.key]),
            file=one.trajectory,
        )
        for one in related.order_by("due_on", "pk")[:MOST]
    ]


def count_open_requests(user: User, contacts: Iterable[int]) -> Expression:
    """How many there are per contact person, to annotate these contact persons with."""
    asked = _open_requests(user, contacts)
    return numbers_of(asked.order_by().values("share__contact").annotate(number=Count("pk")))


def _open_requests(user: User, contacts: Iterable[int]) -> QuerySet[PartnerRequest]:
    running = Trajectory.objects.visible_to(user).open()
    asked = PartnerRequest.objects.running().filter(share__contact__in=list(contacts))
    return asked.filter(trajectory__in=running)


@dataclass(frozen=True)
class Answers:
    """Questions asked on one covenant in a year: how many, how many answered, and in time."""

    asked: int
    answered: int
    in_time: int
    median: int  # working days until the first answer


def with_answers(covenants: QuerySet[Covenant]) -> QuerySet[Covenant]:
    """With `asked_lately`: when each question of a year was asked on it, and first answered."""
    year_ago = timezone.now() - dt.timedelta(days=365)
    asked = PartnerRequest.objects.filter(share__covenant=OuterRef("pk"), asked_at__gte=year_ago)
    moments = JSONObject(asked="asked_at", answered="first_answer_at")
    return covenants.annotate(asked_lately=ArraySubquery(asked.order_by().values(now=moments)))


def answers_on(covenant: Any) -> Answers | None:
    """How quickly questions on this covenant were answered; None when nothing was asked.

    In time is within the covenant's own term; without one everything answered is. Belongs to the
    agreement with all its parties: no partner is compared with another. Needs with_answers().
    """
    days = [
        working_days_between(_day(one["asked"]), _day(one["answered"])) if one["answered"] else None
        for one in covenant.asked_lately
    ]
    known = [day for day in days if day is not None]
    term = covenant.response_days
    if not days:
        return None
    return Answers(
        asked=len(days),
        answered=len(known),
        in_time=sum(term is None or day <= term for day in known),
        median=round(median(known)) if known else 0,
    )


def _day(moment: str) -> dt.date:
    return timezone.localdate(dt.datetime.fromisoformat(moment))


def _open_steps(user: User, contacts: Iterable[int]) -> QuerySet[Action]:
    running = Trajectory.objects.visible_to(user).open()
    owned = {"owner__contact__in": list(contacts), "owner__trajectory__in": running}
    return Action.objects.open().seen(sensitive=False).filter(**owned)


def _question(step: Action) -> Question:
    trajectory = step.goal.trajectory
    return Question(
        contact=step.owner.contact_id,
        text=step.text,
        about=trajectory.resident.full_name,
        due_on=step.due_on,
        url=reverse("cases:plan", args=[trajectory.number]),
        file=trajectory,
    )


def parts_of(user: User, contacts: Iterable[int]) -> list[Participant]:
    """Where these contacts take or took part, as far as this user may see; who does now first."""
    return list(
        Participant.objects.filter(
            contact__in=list(contacts), trajectory__in=Trajectory.objects.visible_to(user)
        )
        .select_related("trajectory__resident", "trajectory__dwelling")
        .order_by(F("until").desc(nulls_first=True), "-since", "pk")[:MOST]
    )


def agreements_kept(user: User, contacts: Iterable[int]) -> dict[str, int]:
    """How many agreements with these contacts were kept, were not, and are open."""
    return Agreement.objects.filter(
        participant__contact__in=list(contacts),
        trajectory__in=Trajectory.objects.visible_to(user),
    ).aggregate(
        were_kept=Count("pk", filter=Q(kept=True)),
        were_not=Count("pk", filter=Q(kept=False)),
        are_open=Count("pk", filter=Q(kept=None)),
    )
