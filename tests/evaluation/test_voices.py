"""A voice is asked once, keeps each answer at once, and is given once."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from common.versioned import ChangedMeanwhile
from evaluation import tasks
from evaluation.asked import steps_of
from evaluation.models import Evaluation
from evaluation.workflow import voices
from evaluation.workflow.voices import NoMail, NotAllAnswered
from outbox.models import Mail
from residents.models import NoSafeChannel
from residents.workflow import withdraw_channel
from tests.stage import furnish
from tests.stage_evaluation import answer_all, asked


@pytest.fixture
def stage_of(cast):
    return furnish(cast)


@pytest.fixture
def resident(stage_of):
    return stage_of.resident_voice


def question(voice, code):
    return next(step.question for step in steps_of(voice) if step.question.code == code)


def option(asked_question, code):
    return asked_question.options.get(code=code)


def test_asking_twice_gives_the_same_voice_and_the_same_link(stage_of, resident):
    again = asked(stage_of.moment, stage_of.coach, "resident", "link")
    assert again.pk == resident.pk
    assert again.link_id == resident.link_id


def test_another_way_closes_the_link_and_keeps_the_answers(stage_of, resident):
    answer_all(resident, but=5)
    before = resident.answers.count()
    now = asked(stage_of.moment, stage_of.coach, "resident", "together")
    now.link.refresh_from_db()
    assert not now.link.is_live
    assert now.answers.count() == before > 0
    back = asked(stage_of.moment, stage_of.coach, "resident", "link")
    assert back.link.is_live
    assert back.link.pk != now.link.pk


def test_a_level_that_is_not_asked_at_this_moment_is_not_asked(stage_of):
    baseline = stage_of.trajectory.evaluation_moments.get(kind="baseline")
    with pytest.raises(ChangedMeanwhile):
        asked(baseline, stage_of.coach, "coach", "app")


def test_an_answer_replaces_itself(resident):
    home = question(resident, "at_home")
    voices.answer(resident, question=home, option=option(home, "2"))
    voices.answer(resident, question=home, skipped="rather_not")
    answer = resident.answers.get()
    assert (answer.option, answer.skipped) == (None, "rather_not")


def test_what_was_asked_only_because_of_an_answer_goes_with_it(stage_of):
    voice = stage_of.partner_voice
    against = question(voice, "against")
    voices.answer(voice, question=against, option=option(against, "yes"))
    how = question(voice, "against_how")
    voices.answer(voice, question=how, text="Twee kanten op.")
    voices.answer(voice, question=against, option=option(against, "no"))
    assert not voice.answers.filter(question=how).exists()
    assert "against_how" not in [step.question.code for step in steps_of(voice)]


def test_nothing_is_given_while_a_question_is_open(resident):
    answer_all(resident, but=1)
    with pytest.raises(NotAllAnswered):
        voices.give(resident)
    resident.link.refresh_from_db()
    assert resident.link.is_live


def test_given_once_and_then_it_never_changes(resident):
    answer_all(resident)
    voices.give(resident)
    assert (resident.state, resident.channel, resident.entered_by) == ("given", "link", None)
    home = question(resident, "at_home")
    for again in (
        lambda: voices.give(resident),
        lambda: voices.answer(resident, question=home, skipped="dont_know"),
        lambda: voices.withdraw(resident),
    ):
        with pytest.raises(ChangedMeanwhile):
            again()
    with pytest.raises(IntegrityError), transaction.atomic():
        resident.answers.first().delete()


def test_typed_by_hand_names_who_and_closes_the_link(stage_of, resident):
    answer_all(resident)
    voices.give(resident, by=stage_of.backup)
    resident.link.refresh_from_db()
    assert (resident.entered_by, resident.channel) == (stage_of.backup, "together")
    assert not resident.link.is_live


def test_a_reminder_that_went_meanwhile_is_in_nobodys_way(resident):
    answer_all(resident)
    Evaluation.objects.filter(pk=resident.pk).update(version=7)
    voices.give(resident)
    assert resident.state == "given"


def test_what_the_coach_says_of_the_residence_goes_to_the_moment(stage_of):
    voice = stage_of.coach_voice
    voices.add_measurement(voice, assessment=stage_of.measurement)
    lives = question(voice, "lives_there")
    voices.answer(voice, question=lives, option=option(lives, "moved_wanted"))
    answer_all(voice)
    voices.give(voice, by=stage_of.coach)
    stage_of.moment.refresh_from_db()
    assert stage_of.moment.residence == "moved_wanted"
    assert voice.assessment == stage_of.measurement


def test_the_mail_names_no_resident(stage_of, resident):
    for voice in (resident, stage_of.partner_voice):
        voices.mail(voice, by=stage_of.coach)
        sent = Mail.objects.latest("pk")
        assert voices.address_of(voice) in sent.body
        assert stage_of.coach.name in sent.body
        for word in ("Vries", stage_of.trajectory.number, "Lange Kade", "bewoner"):
            assert word not in sent.subject + sent.body


def test_without_an_address_that_may_be_used_nothing_is_mailed(stage_of, resident):
    withdraw_channel(stage_of.trajectory.resident, kind="email", by=stage_of.coach)
    contact = stage_of.partner_voice.participant.contact
    type(contact).objects.filter(pk=contact.pk).update(email="")
    contact.refresh_from_db()
    before = Mail.objects.count()
    with pytest.raises(NoSafeChannel):
        voices.mail(resident, by=stage_of.coach)
    with pytest.raises(NoMail):
        voices.mail(stage_of.partner_voice, by=stage_of.coach)
    assert Mail.objects.count() == before


def test_who_does_not_answer_is_reminded_once_after_a_week(stage_of, resident):
    voices.mail(resident, by=stage_of.coach)
    before = Mail.objects.count()
    today = timezone.localdate()
    assert voices.remind_voices(today + dt.timedelta(days=6)) == 0
    assert voices.remind_voices(today + dt.timedelta(days=9)) == 1  # a clock that was off
    assert voices.remind_voices(today + dt.timedelta(days=9)) == 0
    assert Mail.objects.count() == before + 1
    resident.refresh_from_db()
    assert resident.reminded_at
    assert resident.remind_on is None


@pytest.mark.parametrize("end", ["withdraw", "refuse", "give"])
def test_who_is_no_longer_asked_is_not_reminded(stage_of, resident, end):
    voices.mail(resident, by=stage_of.coach)
    answer_all(resident)
    {"withdraw": voices.withdraw, "give": voices.give}.get(
        end, lambda voice: voices.refuse(voice, reason="Wil niet.")
    )(resident)
    assert voices.remind_voices(timezone.localdate() + dt.timedelta(days=30)) == 0


@pytest.mark.parametrize(("hour", "reminded"), [(5, False), (6, True)])
def test_nobody_is_reminded_at_night(stage_of, resident, hour, reminded):
    voices.mail(resident, by=stage_of.coach)
    later = timezone.localtime() + dt.timedelta(days=8)
    with time_machine.travel(later.replace(hour=hour, minute=30), tick=False):
        tasks.remind_voices()
    resident.refresh_from_db()
    assert bool(resident.reminded_at) is reminded
