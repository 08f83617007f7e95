"""Moments: planned by the database from rules and anchor days, dropped or closed by people."""

import datetime as dt

from django.db import connection, transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from accounts.middleware import act_as
from accounts.models import Organisation, User
from cases.models import Trajectory
from common.versioned import ChangedMeanwhile
from evaluation import instrument
from evaluation.models import FIRST_REMINDER, AnchorChoice, EvaluationMoment, MomentRule
from evaluation.workflow import voices
from evaluation.workflow.questionnaires import ship

State = EvaluationMoment.State


class ResidenceUnknown(Exception):
    """Nobody said whether the resident still lives there; it is always asked."""


def plan(*, trajectory_id: int | None = None, organisation_id: int | None = None) -> int:
    """Make the moments that are missing and move those that are not finished; how many changed.

    For one trajectory, one organisation or everybody. The database does the same by itself at
    each change of an anchor day (evaluation_plan() in the first migration); the clock repeats it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT evaluation_plan(%s, %s)", [trajectory_id, organisation_id])
        return cursor.fetchone()[0]


@transaction.atomic
def prepare(organisation: Organisation, *, since: dt.date | None = None) -> None:
    """Give an organisation the rules and questionnaires it has none of, as shipped.

    Moments due before `since` (default today) are not asked any more. Safe to repeat.
    """
    # no_key: the clock, which holds moments, may still point its mails to this organisation.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    known = set(organisation.moment_rules.values_list("kind", flat=True))
    start = {"since": since} if since else {}
    MomentRule.objects.bulk_create(
        MomentRule(
            organisation=organisation,
            kind=kind,
            anchor=anchor,
            months=months,
            days=days,
            levels=levels,
            **start,
        )
        for kind, anchor, months, days, levels in instrument.RULES
        if kind not in known
    )
    ship(organisation)
    plan(organisation_id=organisation.pk)


def look_after() -> int:
    """What the clock does: prepare organisations that lack something, and plan; how many changed."""
    for organisation in _unprepared():
        with transaction.atomic():
            act_as(purpose="plan", organisation_id=organisation.pk)
            prepare(organisation)
    with transaction.atomic():
        act_as(purpose="plan")
        return plan()


def _unprepared() -> QuerySet[Organisation]:
    """Organisations without a rule for each moment, or without a questionnaire for each level."""
    counted = Organisation.objects.annotate(
        rules=Count("moment_rules", distinct=True),
        levels=Count("questionnaires__level", distinct=True),
    )
    return counted.exclude(rules=len(instrument.RULES), levels=len(instrument.QUESTIONNAIRES))


@transaction.atomic
def change_rule(rule: MomentRule, **values: object) -> int:
    """Change when or whom an organisation asks; how many moments that are not finished moved along.

    Raises ChangedMeanwhile when somebody else was first.
    """
    rule.change(**values)
    return plan(organisation_id=rule.organisation_id)


def would_change(rule: MomentRule, **values: object) -> int:
    """How many moments change_rule() would make, move or drop; nothing is changed."""
    known = {name: getattr(rule, name) for name in (*values, "version")}
    with transaction.atomic():
        plan(organisation_id=rule.organisation_id)  # what stood open before is no part of it
        count = change_rule(rule, **values)
        transaction.set_rollback(True)
    for name, value in known.items():
        setattr(rule, name, value)
    return count


@transaction.atomic
def count_from(trajectory: Trajectory, *, anchor: str) -> None:
    """Let the moments of one trajectory count from another day; what is not finished moves along."""
    AnchorChoice.objects.update_or_create(trajectory=trajectory, defaults={"anchor": anchor})
    plan(trajectory_id=trajectory.pk)


@transaction.atomic
def close(
    moment: EvaluationMoment, *, by: User, residence: str = "", missing_reason: str = ""
) -> None:
    """Close with the voices there are; what was asked and not given is asked no longer.

    `residence` is needed unless the coach's voice told it. Raises ChangedMeanwhile when it is no
    longer planned, ResidenceUnknown when nobody said whether the resident still lives there.
    """
    told = residence or moment.residence
    if not told:
        raise ResidenceUnknown
    for evaluation in moment.evaluations.open().select_related("link"):
        voices.withdraw(evaluation)
    _leave_planned(
        moment, state=State.CLOSED, residence=told, missing_reason=missing_reason,
        closed_at=timezone.now(), closed_by=by,
    )  # fmt: skip


@transaction.atomic
def drop(moment: EvaluationMoment, *, dropped: str, reason: str) -> None:
    """Put down that this moment is not held, and why; raises ChangedMeanwhile."""
    for evaluation in moment.evaluations.open().select_related("link"):
        voices.withdraw(evaluation)
    _leave_planned(moment, state=State.DROPPED, dropped=dropped, drop_reason=reason)


def _leave_planned(moment: EvaluationMoment, **values: object) -> None:
    if not moment.is_planned:
        raise ChangedMeanwhile
    moment.change(remind_on=None, **values)


@transaction.atomic
def take_back(moment: EvaluationMoment) -> None:
    """Hold a moment after all that a person dropped; raises ChangedMeanwhile."""
    if moment.state != State.DROPPED:
        raise ChangedMeanwhile
    moment.change(
        state=State.PLANNED, dropped="", drop_reason="", remind_on=moment.due_on - FIRST_REMINDER
    )


def missing_voices(moment: EvaluationMoment) -> list[str]:
    """Levels that were to be asked and gave nothing."""
    given = set(moment.evaluations.given().values_list("level", flat=True))
    return [level for level in moment.levels if level not in given]
