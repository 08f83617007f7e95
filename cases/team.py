"""The team around a resident: who does what, the last word from each, and who has gone quiet.

Gone quiet: a partner who takes part, of whom nothing was heard for as many weeks as two rounds of
contact at the pace of the trajectory take (2, 4 or 6). Heard is a talk that was noted, or a step
they finished; who joined is not quiet before that time has passed. In the safety net, and after the
end, nobody is: then partners are silent on purpose.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain

from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone

from accounts.models import User
from cases.models import Action, JournalEntry, Participant, Stance, State, Trajectory
from cases.pace import quiet_weeks
from cases.permissions import can_see_sensitive, seen
from network.models import PartnerContact


@dataclass(frozen=True)
class Member:
    """Somebody around the resident, what they do and have yet to do, and when they were last heard."""

    person: Participant
    stances: tuple[Stance, ...]
    steps: tuple[Action, ...]
    heard_on: dt.date | None
    quiet: bool

    @property
    def contact(self) -> PartnerContact | None:
        """Whom to call: the contact person as known now."""
        return self.person.contact.standing if self.person.contact else None


def is_watched(trajectory: Trajectory) -> bool:
    """Whether silence means something: while there is work on the trajectory."""
    return trajectory.is_open and trajectory.state != State.SAFETY_NET


def is_quiet(person: Participant, trajectory: Trajectory, heard_on: dt.date | None) -> bool:
    """Whether nothing was heard of a partner for longer than the pace allows."""
    if person.kind != Participant.Kind.PARTNER or person.until or not is_watched(trajectory):
        return False
    last = max(heard_on or person.since, person.since)
    return timezone.localdate() - last > dt.timedelta(weeks=quiet_weeks(trajectory.pace))


def read_team(user: User, trajectory: Trajectory) -> list[Member]:
    """Everybody who takes or took part, as this user may see it; three queries."""
    talks = JournalEntry.objects.filter(
        trajectory=OuterRef("trajectory"), contact=OuterRef("contact")
    ).order_by("-happened_at")
    done = Action.objects.filter(owner=OuterRef("pk")).order_by().values("owner")
    people = trajectory.participants.labelled().annotate(
        talked_at=Subquery(talks.values("happened_at")[:1]),
        finished_on=Subquery(done.annotate(last=Max("done_on")).values("last")),
    )
    stances: dict[int, list[Stance]] = defaultdict(list)
    allowed = seen(user, trajectory, "cause__domain")
    for stance in Stance.objects.filter(allowed, cause__trajectory=trajectory).select_related(
        "cause"
    ):
        stances[stance.participant_id].append(stance)
    steps: dict[int, list[Action]] = defaultdict(list)
    plan = Action.objects.open().seen(sensitive=can_see_sensitive(user, trajectory))
    for step in plan.filter(goal__trajectory=trajectory):
        steps[step.owner_id].append(step)
    named = {person.pk: person for person in people}
    for stance in chain.from_iterable(stances.values()):
        stance.participant = named[stance.participant_id]
    order = list(Participant.Kind.values)
    members = [
        _member(person, trajectory, tuple(stances[person.pk]), tuple(steps[person.pk]))
        for person in people
    ]
    return sorted(members, key=lambda m: (order.index(m.person.kind), m.person.since, m.person.pk))


def _member(
    person: Participant,
    trajectory: Trajectory,
    stances: tuple[Stance, ...],
    steps: tuple[Action, ...],
) -> Member:
    talked = timezone.localdate(person.talked_at) if person.talked_at else None  # type: ignore[attr-defined]
    days = [day for day in (talked, person.finished_on) if day]  # type: ignore[attr-defined]
    heard = max(days, default=None)
    return Member(person, stances, steps, heard, is_quiet(person, trajectory, heard))
