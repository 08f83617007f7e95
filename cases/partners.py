"""What the trajectories tell about partners: talks, questions that are open, agreements kept."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.models import User
from cases.models import (
    Action,
    Agreement,
    JournalEntry,
    Participant,
    Trajectory,
)
from network.models import PartnerContact

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
    steps = _open_steps(user).filter(owner__contact__in=list(contacts))
    related = steps.select_related("owner", "goal__trajectory__resident")
    return [_question(s) for s in related.order_by(F("due_on").asc(nulls_last=True), "pk")]


def count_open_steps(user: User) -> Coalesce:
    """How many there are per contact person, to annotate contact persons with."""
    steps = _open_steps(user).filter(owner__contact=OuterRef("pk")).order_by()
    counted = steps.values("owner__contact").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def _open_steps(user: User) -> QuerySet[Action]:
    running = Trajectory.objects.visible_to(user).open()
    return Action.objects.open().seen(sensitive=False).filter(goal__trajectory__in=running)


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
