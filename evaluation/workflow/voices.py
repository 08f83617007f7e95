"""Voices of a moment: asked once, answered question by question, given once."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.middleware import act_as
from accounts.models import User
from cases.models import Assessment, Participant
from common.versioned import ChangedMeanwhile
from evaluation.asked import is_asked, steps_of
from evaluation.models import LIVES_THERE, Evaluation, EvaluationMoment, Level, Question
from evaluation.workflow.questionnaires import questionnaire_for
from links import workflow as links
from links.models import Link
from outbox import workflow as outbox
from residents.models import NoSafeChannel
from residents.workflow import mail_resident

PURPOSE = "evaluation"
LINK_DAYS = 60  # after the day of the moment, or after asking when that is later
REMIND_DAYS = 7  # without an answer, who has a link is reminded once
LANGUAGE = "nl"  # of residents and partners: nobody asks them which
State, Channel = Evaluation.State, Evaluation.Channel


class NotAllAnswered(Exception):
    """There is a question without an answer: even "I do not know" is one."""


class NoMail(Exception):
    """Nothing can be mailed to this person: there is no address that may be used."""


# --- asking ----------------------------------------------------------------------------------------


@transaction.atomic
def ask(
    moment: EvaluationMoment,
    *,
    level: str,
    channel: str,
    by: User,
    participant: Participant | None = None,
) -> Evaluation:
    """Ask one voice; asked already, it gives that one, now by this channel.

    By link it makes the link; mail() sends it. Raises ChangedMeanwhile when the moment is no
    longer planned, or the voice was given.
    """
    held = EvaluationMoment.objects.select_for_update().planned().filter(pk=moment.pk).first()
    if held is None or level not in held.levels:
        raise ChangedMeanwhile
    organisation_id = moment.trajectory.organisation_id
    found, _new = Evaluation.objects.get_or_create(
        moment=moment,
        level=level,
        participant=participant,
        defaults={
            "questionnaire": questionnaire_for(organisation_id, level),
            "channel": channel,
            "asked_by": by,
        },
    )
    if found.state == State.GIVEN:
        raise ChangedMeanwhile
    if found.state != State.OPEN:
        found.change(state=State.OPEN, refused_reason="")
    if channel == Channel.LINK:
        _open_link(found, by=by)
    elif found.channel != channel:
        _close_link(found)
        found.change(channel=channel, remind_on=None)
    return found


def _open_link(evaluation: Evaluation, *, by: User) -> None:
    """A link that works: the one there is while it is live, else a new one."""
    if evaluation.link and evaluation.link.is_live:
        return
    moment = evaluation.moment
    last = max(moment.due_on, timezone.localdate()) + dt.timedelta(days=LINK_DAYS + 1)
    link = links.make_link(
        purpose=PURPOSE,
        organisation_id=moment.trajectory.organisation_id,
        expires_at=timezone.make_aware(dt.datetime.combine(last, dt.time.min)),
        made_by=by,
    )
    evaluation.change(link=link, channel=Channel.LINK)


def _close_link(evaluation: Evaluation) -> None:
    if evaluation.link:
        Link.objects.filter(pk=evaluation.link.pk).revoke()


def address_of(evaluation: Evaluation) -> str:
    """The whole address of the personal link; raises ValueError when it is not asked by link."""
    if evaluation.link is None:
        raise ValueError("not asked by link")
    return settings.PUBLIC_URL + reverse("evaluation:questions", args=[evaluation.link.token])


@transaction.atomic
def mail(evaluation: Evaluation, *, by: User, reminder: bool = False) -> None:
    """Mail the link to who is asked, naming no resident; raises NoMail or NoSafeChannel."""
    moment = evaluation.moment
    name = moment.trajectory.organisation.name
    with override(LANGUAGE):
        subject = (
            _("%(name)s still has a few questions for you")
            if reminder
            else _("%(name)s has a few questions for you")
        ) % {"name": name}
        context = {"evaluation": evaluation, "moment": moment, "address": address_of(evaluation)}
        body = render_to_string(f"mail/evaluation_{evaluation.level}.txt", context)
    if evaluation.level == Level.RESIDENT:
        mail_resident(
            moment.trajectory.resident, subject=subject, body=body, cause=PURPOSE,
            urgent=not reminder, sender=by,
        )  # fmt: skip
    else:
        part = evaluation.participant
        contact = part.contact.standing if part and part.contact else None
        if contact is None or not contact.email:
            raise NoMail
        outbox.post(
            to=contact.email, subject=subject, body=body, cause=PURPOSE, urgent=not reminder,
            sender=by, organisation_id=moment.trajectory.organisation_id, language=LANGUAGE,
        )  # fmt: skip
    now = timezone.now()
    later = None if reminder else timezone.localdate(now) + dt.timedelta(days=REMIND_DAYS)
    evaluation.change(remind_on=later, **({"reminded_at": now} if reminder else {}))


@transaction.atomic
def refuse(evaluation: Evaluation, *, reason: str) -> None:
    """Put down that this voice is not given, and why; raises ChangedMeanwhile."""
    _end(evaluation, state=State.REFUSED, reason=reason)


@transaction.atomic
def withdraw(evaluation: Evaluation) -> None:
    """Ask no longer; the link opens nothing from now on. Raises ChangedMeanwhile."""
    _end(evaluation, state=State.WITHDRAWN, reason="")


def _end(evaluation: Evaluation, *, state: str, reason: str) -> None:
    if evaluation.state != State.OPEN:
        raise ChangedMeanwhile
    _close_link(evaluation)
    evaluation.change(state=state, refused_reason=reason, remind_on=None)


# --- answering -------------------------------------------------------------------------------------


@transaction.atomic
def add_measurement(evaluation: Evaluation, *, assessment: Assessment | None) -> None:
    """Say which signed measurement belongs to it, or none; raises ChangedMeanwhile."""
    if not Evaluation.objects.select_for_update().open().filter(pk=evaluation.pk).exists():
        raise ChangedMeanwhile
    evaluation.refresh_from_db(fields=["version"])
    evaluation.change(assessment=assessment)


@transaction.atomic
def answer(evaluation: Evaluation, *, question: Question, **values: Any) -> None:
    """Keep the answer to one question, in place of an earlier one; raises ChangedMeanwhile.

    `values` are the fields of an Answer. What was asked only because of the earlier answer goes.
    """
    if not _still_asked(evaluation):
        raise ChangedMeanwhile
    empty = {"option": None, "number": None, "date": None, "text": "", "skipped": ""}
    evaluation.answers.update_or_create(
        question=question, defaults=empty | {"at": timezone.now()} | values
    )
    _drop_unasked(evaluation)


def _still_asked(evaluation: Evaluation) -> bool:
    """Whether this voice is open at a moment that is held; it is, until this transaction ends."""
    held = Evaluation.objects.select_for_update(of=("self",)).open().filter(pk=evaluation.pk)
    return held.filter(moment__state=EvaluationMoment.State.PLANNED).exists()


def _drop_unasked(evaluation: Evaluation) -> None:
    """Remove answers to questions whose condition is no longer met, also those behind them."""
    while True:
        answers = {
            item.question_id: item
            for item in evaluation.answers.select_related("option", "question")
        }
        gone = [item.pk for item in answers.values() if not is_asked(item.question, answers)]
        if not gone:
            return
        evaluation.answers.filter(pk__in=gone).delete()


@transaction.atomic
def give(
    evaluation: Evaluation, *, by: User | None = None, assessment: Assessment | None = None
) -> None:
    """Give the answers, once; `by` is who typed them, nobody by link.

    What the coach says of the residence goes to the moment. Without `assessment` the measurement
    that was added before stays. Raises NotAllAnswered, and ChangedMeanwhile when it was given or
    is no longer asked.
    """
    if not _still_asked(evaluation):
        raise ChangedMeanwhile
    # A reminder may have gone meanwhile.
    evaluation.refresh_from_db(fields=["version", "channel", "assessment"])
    steps = steps_of(evaluation)
    if any(step.answer is None for step in steps):
        raise NotAllAnswered
    by_link = by is None
    if by_link and not (evaluation.link and links.use(evaluation.link)):
        raise ChangedMeanwhile
    if not by_link:
        _close_link(evaluation)
    channel = Channel.LINK if by_link else evaluation.channel
    if not by_link and channel == Channel.LINK:
        channel = Channel.PAPER if evaluation.level == Level.NETWORK else Channel.TOGETHER
    evaluation.change(
        state=State.GIVEN, given_at=timezone.now(), entered_by=by, channel=channel,
        remind_on=None, assessment=assessment or evaluation.assessment,
    )  # fmt: skip
    if evaluation.level == Level.COACH:
        _keep_residence(evaluation, steps)


@transaction.atomic
def type_in(
    evaluation: Evaluation, *, answers: Iterable[tuple[Question, dict[str, Any]]], by: User
) -> None:
    """Give what was written on paper; `by` typed it, and is named. Raises as give() does."""
    for question, values in answers:
        answer(evaluation, question=question, **values)
    asked = ask(
        evaluation.moment,
        level=evaluation.level,
        channel=Channel.PAPER,
        by=by,
        participant=evaluation.participant,
    )
    give(asked, by=by)


def _keep_residence(evaluation: Evaluation, steps: list) -> None:
    said = [step.answer for step in steps if step.question.code == LIVES_THERE]
    if said and said[0].option:
        planned = EvaluationMoment.objects.planned().filter(pk=evaluation.moment_id)
        planned.update(residence=said[0].option.code)


# --- the clock -------------------------------------------------------------------------------------


def remind_voices(today: dt.date) -> int:
    """Remind who has a link and did not answer, once; how many were. Safe to run side by side."""
    due = Evaluation.objects.open().filter(remind_on__lte=today)
    return sum(
        _remind(pk, today) for pk in list(due.order_by("remind_on").values_list("pk", flat=True))
    )


def _remind(pk: int, today: dt.date) -> bool:
    """Claim one row, and write its mail in the same transaction."""
    with transaction.atomic():
        act_as(purpose="reminder")
        free = Evaluation.objects.select_for_update(of=("self",), skip_locked=True).open()
        found = (
            free.filter(pk=pk, remind_on__lte=today)
            .select_related(
                "moment__trajectory__organisation",
                "moment__trajectory__resident",
                "participant__contact__partner",
                "link",
                "asked_by",
            )  # fmt: skip
            .first()
        )
        if found is None:
            return False
        takes_part = found.participant is None or found.participant.until is None
        live = takes_part and found.link and found.link.is_live and found.moment.is_planned
        try:
            if live:
                mail(found, by=found.asked_by, reminder=True)
                return True
        except (NoMail, NoSafeChannel):
            pass
        found.change(remind_on=None)
        return False
