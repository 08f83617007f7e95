"""The road of a signal: which step is possible from which state, and what it leaves behind."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases import workflow as cases
from cases.models import TrajectoryRunsAlready
from common.dates import add_working_days
from signals import workflow
from signals.models import Feedback, Signal, SignalChanged, State, Term, Urgency, due_dates
from tests.cast import resident, signal

STATES = list(State)
VERBS = {
    "assess": lambda s, c: workflow.assess(s, by=c.coach, triage="unclear"),
    "take_up": lambda s, c: workflow.take_up(s, by=c.coach, triage="nuisance"),
    "refer": lambda s, c: workflow.refer(s, by=c.coach, triage="quarrel", referred_to="wijkteam"),
    "feed_back": lambda s, c: workflow.feed_back(s, by=c.coach, kind="taken_up", text=""),
    "close": lambda s, c: workflow.close(s, by=c.coach),
    "reopen": lambda s, c: workflow.reopen(s, by=c.coach, note="Weer gehoord."),
    "join": lambda s, c: workflow.join_trajectory(s, trajectory=c.trajectory, by=c.coach),
}
POSSIBLE = {
    "assess": {State.NEW, State.ASSESSING},
    "take_up": {State.NEW, State.ASSESSING},
    "refer": {State.NEW, State.ASSESSING},
    "feed_back": {State.TAKEN_UP, State.REFERRED, State.TRAJECTORY, State.FED_BACK},
    "close": {State.FED_BACK},
    "reopen": {State.CLOSED},
    "join": {State.NEW, State.ASSESSING, State.TAKEN_UP, State.REFERRED, State.FED_BACK},
}
AFTER = {
    "assess": State.ASSESSING,
    "take_up": State.TAKEN_UP,
    "refer": State.REFERRED,
    "feed_back": State.FED_BACK,
    "close": State.CLOSED,
    "reopen": State.ASSESSING,
    "join": State.TRAJECTORY,
}
WAY = {
    State.NEW: [],
    State.ASSESSING: ["assess"],
    State.TAKEN_UP: ["take_up"],
    State.REFERRED: ["refer"],
    State.TRAJECTORY: ["join"],
    State.FED_BACK: ["take_up", "feed_back"],
    State.CLOSED: ["take_up", "feed_back", "close"],
}


def bring(cast, state):
    made = signal(cast.reporter, cast.kade, dwelling=cast.home)
    for verb in WAY[state]:
        VERBS[verb](made, cast)
    assert made.state == state
    return made


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", VERBS)
def test_each_step_is_possible_from_its_states_only(cast, verb, state):
    made = bring(cast, state)
    before = made.events.count()
    if state in POSSIBLE[verb]:
        VERBS[verb](made, cast)
        made.refresh_from_db()
        fed_back_before = verb == "join" and state == State.FED_BACK
        assert made.state == (State.FED_BACK if fed_back_before else AFTER[verb])
        assert made.events.count() == before + 1
    else:
        with pytest.raises(SignalChanged):
            VERBS[verb](made, cast)
        made.refresh_from_db()
        assert made.state == state
        assert made.events.count() == before


def test_of_two_colleagues_only_the_first_takes_it_up(cast):
    first, second = (Signal.objects.get(pk=cast.signal.pk) for _ in range(2))
    workflow.take_up(first, by=cast.coach, triage="nuisance")
    with pytest.raises(SignalChanged):
        workflow.take_up(second, by=cast.colleague, triage="acute")
    cast.signal.refresh_from_db()
    assert cast.signal.handler == cast.coach


def test_the_database_refuses_to_close_before_feedback(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Signal.objects.filter(pk=cast.signal.pk).update(state=State.CLOSED)


def test_the_first_feedback_is_the_one_that_counts_in_time(cast):
    made = bring(cast, State.FED_BACK)
    first = made.fed_back_at
    workflow.feed_back(made, by=cast.coach, kind="content", text="Het is opgelost.")
    assert made.fed_back_at == first
    assert Feedback.objects.filter(signal=made).count() == 2


def test_reopening_asks_to_respond_and_to_feed_back_anew(cast):
    made = bring(cast, State.CLOSED)
    old = timezone.localdate() - dt.timedelta(days=400)
    Signal.objects.filter(pk=made.pk).update(respond_by=old, feedback_by=old)
    workflow.reopen(Signal.objects.get(pk=made.pk), by=cast.coach, note="Weer gehoord.")
    made.refresh_from_db()
    assert made.fed_back_at is None
    assert made.respond_by >= timezone.localdate()


def test_a_reopened_signal_stays_under_its_trajectory(cast):
    made = bring(cast, State.TRAJECTORY)
    workflow.feed_back(made, by=cast.coach, kind="taken_up", text="")
    workflow.close(made, by=cast.coach)
    workflow.reopen(made, by=cast.coach, note="Weer gehoord.")
    assert (made.state, made.trajectory) == (State.TRAJECTORY, cast.trajectory)


@pytest.mark.parametrize(
    ("urgency", "respond", "feedback"),
    [(Urgency.DANGER, 0, 2), (Urgency.SOON, 2, 5), (Urgency.CAN_WAIT, 5, 10)],
)
def test_terms_follow_urgency_in_working_days(cast, urgency, respond, feedback):
    friday = dt.date(2026, 12, 18)  # with Christmas in the way
    expected = (add_working_days(friday, respond), add_working_days(friday, feedback))
    assert due_dates(cast.kade.pk, urgency, friday) == expected
    if urgency == Urgency.SOON:
        assert expected == (dt.date(2026, 12, 22), dt.date(2026, 12, 28))


def test_an_organisation_sets_its_own_terms(cast):
    Term.objects.create(
        organisation=cast.kade, urgency=Urgency.SOON, respond_days=1, feedback_days=3
    )
    monday = dt.date(2026, 11, 23)
    assert due_dates(cast.kade.pk, Urgency.SOON, monday) == (
        dt.date(2026, 11, 24),
        dt.date(2026, 11, 26),
    )
    assert due_dates(cast.vaart.pk, Urgency.SOON, monday)[0] == dt.date(2026, 11, 25)


def test_a_changed_urgency_moves_the_deadlines(cast):
    values = {"urgency": Urgency.DANGER}
    workflow.edit(cast.signal, by=cast.coach, values=values)
    assert cast.signal.respond_by == timezone.localdate()


def test_a_closed_signal_keeps_its_words(cast):
    made = bring(cast, State.CLOSED)
    with pytest.raises(SignalChanged):
        workflow.edit(made, by=cast.coach, values={"urgency": "soon", "facts": "anders"})


def test_a_trajectory_takes_several_signals_along(cast):
    Signal.objects.all().delete()
    first, second = (signal(cast.reporter, cast.kade, dwelling=cast.home) for _ in range(2))
    who = resident(cast.kade)
    made = workflow.start_trajectory(
        [first, second], resident=who, coach=cast.coach, backups=[], by=cast.coach
    )
    assert set(made.signals.all()) == {first, second}
    assert made.dwelling == cast.home
    with pytest.raises(TrajectoryRunsAlready):
        cases.open_trajectory(
            resident=who, dwelling=None, coach=cast.backup, backups=[], by=cast.backup
        )
