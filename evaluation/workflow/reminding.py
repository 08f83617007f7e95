"""Reminders of evaluation moments: each step once, up from the coach to the managers.

The rows are the truth. EvaluationMoment.remind_on says when the clock looks next, a Reminder that
a step was sent; it stands or falls with its mails. So a clock that was off, that runs twice or
that is killed halfway loses nothing and doubles nothing.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.middleware import act_as
from accounts.models import Membership, Role, User
from cases.models import Grant
from evaluation.models import EvaluationMoment, Reminder
from outbox import workflow as outbox

BATCH = 200  # moments of one transaction
# A moment that moves by less is still the same appointment to who was told of it already.
AGAIN_AFTER = dt.timedelta(days=7)
STEPS = sorted(Reminder.Step)
Step = Reminder.Step


def step_of(due_on: dt.date, today: dt.date) -> Reminder.Step | None:
    """The latest step that was reached; None more than two weeks before the day."""
    reached = [step for step in STEPS if due_on + dt.timedelta(days=step) <= today]
    return reached[-1] if reached else None


def next_step(due_on: dt.date, today: dt.date) -> Reminder.Step | None:
    """The step that comes after today; None after the last one."""
    return next((step for step in STEPS if due_on + dt.timedelta(days=step) > today), None)


def remind_due(today: dt.date) -> int:
    """Write what is due to remind of; how many reminders. Safe to run twice and side by side."""
    total = 0
    while (written := _remind_batch(today)) is not None:
        total += written
    return total


@transaction.atomic
def _remind_batch(today: dt.date) -> int | None:
    """Claim some moments, tell who is to hear, plan the next look; None when nothing is left."""
    act_as(purpose="reminder")
    free = EvaluationMoment.objects.due_to_remind(today).select_related("trajectory")
    claimed = list(
        free.select_for_update(of=("self",), skip_locked=True).order_by("remind_on", "pk")[:BATCH]
    )
    if not claimed:
        return None
    to_tell = _not_told_yet(claimed, today)
    written = _tell(to_tell) if to_tell else 0
    _look_again(claimed, today)
    return written


def _not_told_yet(
    moments: list[EvaluationMoment], today: dt.date
) -> list[tuple[EvaluationMoment, Reminder.Step]]:
    """Moments with their step of today, without what was sent for this day or one close to it."""
    told: dict[tuple[int, int], list[dt.date]] = defaultdict(list)
    for reminder in Reminder.objects.filter(moment__in=moments):
        told[reminder.moment_id, reminder.step].append(reminder.due_on)
    found = []
    for moment in moments:
        step = step_of(moment.due_on, today)
        if step is not None and not any(
            abs(day - moment.due_on) <= AGAIN_AFTER for day in told[moment.pk, step]
        ):
            found.append((moment, step))
    return found


def _look_again(moments: list[EvaluationMoment], today: dt.date) -> None:
    """Plan when the clock looks next: a statement per step, whatever their days are."""
    groups: dict[Reminder.Step | None, list[int]] = defaultdict(list)
    for moment in moments:
        groups[next_step(moment.due_on, today)].append(moment.pk)
    for step, keys in groups.items():
        later = None if step is None else F("due_on") + dt.timedelta(days=step)
        EvaluationMoment.objects.filter(pk__in=keys).update(remind_on=later)


def _tell(to_tell: list[tuple[EvaluationMoment, Reminder.Step]]) -> int:
    """Write the reminders and their mails; how many reminders."""
    people = _people_around(moment for moment, _step in to_tell)
    reminders, letters = [], []
    for moment, step in to_tell:
        written = people[moment.trajectory_id].letters(moment, step)
        letters += written
        reminders.append(
            Reminder(moment=moment, step=step, due_on=moment.due_on, told=len(written))
        )
    Reminder.objects.bulk_create(reminders)
    outbox.post_all(letters)
    return len(reminders)


@dataclass
class Around:
    """Who can be told of a trajectory today; who left, or has no access any more, is not here."""

    coaches: list[User] = field(default_factory=list)
    backups: list[User] = field(default_factory=list)
    managers: list[User] = field(default_factory=list)

    def letters(self, moment: EvaluationMoment, step: Reminder.Step) -> list[outbox.Letter]:
        """The mails of one step. When there is nobody to tell, the managers are told."""
        team = self.coaches if step < Step.WEEK_LATE else [*self.coaches, *self.backups]
        above = self.managers if step >= Step.THREE_WEEKS_LATE or not team else []
        above = [user for user in above if user not in team]
        return [
            *(_letter(moment, step, user, "evaluation_team") for user in team),
            *(_letter(moment, step, user, "evaluation_manager") for user in above),
        ]


def _people_around(moments: Iterable[EvaluationMoment]) -> dict[int, Around]:
    """{trajectory: who can be told}, in two queries, however many moments."""
    files = {moment.trajectory_id: moment.trajectory.organisation_id for moment in moments}
    works = Membership.objects.current().filter(
        organisation__in=set(files.values()),
        role__in=(Role.COACH, Role.MANAGER),
        user__is_active=True,
    )
    of_role: dict[tuple[int, str], dict[int, User]] = defaultdict(dict)
    for member in works.select_related("user").order_by("user"):
        of_role[member.organisation_id, member.role][member.user_id] = member.user
    around = {
        file: Around(managers=[*of_role[organisation, Role.MANAGER].values()])
        for file, organisation in files.items()
    }
    grants = Grant.objects.valid().filter(trajectory__in=files).exclude(level=Grant.Level.READ)
    for file, key, level in grants.order_by("pk").values_list("trajectory", "user", "level"):
        user = of_role[files[file], Role.COACH].get(key)
        place = around[file].coaches if level == Grant.Level.COACH else around[file].backups
        if user and user not in place:
            place.append(user)
    return around


def _letter(
    moment: EvaluationMoment, step: Reminder.Step, user: User, template: str
) -> outbox.Letter:
    """A mail that names the number and the kind of moment, and nobody."""
    with override(user.language):
        words = {"number": moment.trajectory.number, "kind": moment.get_kind_display()}
        if step < Step.DAY:
            subject = _("%(number)s: evaluation in two weeks") % words
        elif step < Step.WEEK_LATE:
            subject = _("%(number)s: evaluation today") % words
        else:
            subject = _("%(number)s: evaluation is late") % words
        context = words | {"step": step.name, "address": f"{settings.PUBLIC_URL}/"}
        return outbox.Letter(
            to=user.email,
            subject=subject,
            body=render_to_string(f"mail/{template}.txt", context),
            cause="evaluation",
            organisation_id=moment.trajectory.organisation_id,
            language=user.language,
        )
