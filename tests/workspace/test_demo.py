"""The demo data: as much as promised, alive on every screen, and fit to show anyone."""

import datetime as dt
from collections import Counter
from itertools import chain, pairwise

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.utils import timezone

from accounts.demo import CORPORATION, OTHER_CORPORATION, demo_persons
from accounts.models import Membership, Organisation, User
from audit.models import Entry
from cases.models import Grant, JournalEntry, StateChange, Trajectory
from cases.models import State as CaseState
from common.text import medical_labels, refuse_bsn
from residents.models import Dwelling, Resident, Tenancy
from signals.models import (
    Attachment,
    Channel,
    Event,
    Feedback,
    Kind,
    Reporter,
    ReporterRole,
    Signal,
    State,
    Triage,
    Urgency,
    due_dates,
)
from tests.workspace.conftest import resident_at
from workspace.demo import family, older_man
from workspace.today import groups_for

COUNTED = (
    Organisation, User, Membership, Dwelling, Resident, Tenancy, Signal, Reporter, Event, Feedback,
    Attachment, Trajectory, StateChange, JournalEntry, Grant,
)  # fmt: skip


@pytest.fixture(scope="module")
def db(demo):
    return demo


@pytest.fixture
def undone(db):
    """What the test writes is gone after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def counts():
    return {model: model.objects.count() for model in COUNTED}


def stories():
    """What people read, without the numbers that differ each time."""
    signals = Signal.objects.order_by("pk").values_list(
        "facts", "dwelling__search", "state", "created_at__date", "respond_by"
    )
    journal = JournalEntry.objects.order_by("pk").values_list(
        "facts", "trajectory__resident__search", "happened_at__date"
    )
    residents = Resident.objects.order_by("pk").values_list("search", "birth_year", "phone")
    return list(signals), list(journal), list(residents)


def of_kade(model):
    return model.objects.filter(organisation__name=CORPORATION)


def user(name):
    return User.objects.get(email__startswith=f"{name}@")


def texts():
    """Every text of every row, with where it stands."""
    for model in apps.get_models():
        if model._meta.app_label not in ("residents", "cases", "signals"):
            continue
        kinds = (models.CharField, models.TextField)
        names = [f.name for f in model._meta.fields if isinstance(f, kinds)]
        for row in model.objects.values(*names) if names else ():
            yield from ((f"{model.__name__}.{name}", text) for name, text in row.items() if text)


def test_the_corporation_has_the_promised_number_of_everything(db):
    assert of_kade(Dwelling).count() == 60
    assert of_kade(Signal).count() == 40
    assert of_kade(Trajectory).count() == 14
    running = of_kade(Trajectory).open().values_list("coach__email", flat=True)
    assert Counter(running) == {"sanne@kade.example": 7, "joris@kade.example": 5}


def test_every_demo_person_works_in_their_organisation_and_has_no_password(db):
    for person in demo_persons():
        found = User.objects.get(email=person.email)
        assert found.has_role(person.role)
        assert not found.has_usable_password()


def test_nearly_all_dwellings_have_a_household_of_one_to_three(db):
    lived_in = Tenancy.objects.current().filter(dwelling__organisation__name=CORPORATION)
    assert 55 <= lived_in.count() < 60
    sizes = set(lived_in.annotate(size=models.Count("residents")).values_list("size", flat=True))
    assert sizes == {1, 2, 3}


def test_everything_that_can_be_chosen_was_chosen_somewhere(db):
    signals = of_kade(Signal)
    assert set(signals.values_list("state", flat=True)) == set(State)
    assert set(signals.values_list("urgency", flat=True)) == set(Urgency)
    assert set(signals.values_list("channel", flat=True)) == set(Channel)
    assert set(signals.values_list("triage", flat=True)) == {*Triage, ""}
    assert set(chain.from_iterable(signals.values_list("kinds", flat=True))) == set(Kind)
    assert set(of_kade(Trajectory).values_list("state", flat=True)) == set(CaseState)
    assert set(Reporter.objects.values_list("role", flat=True)) == set(ReporterRole)
    assert set(Feedback.objects.values_list("kind", flat=True)) == set(Feedback.Kind)
    assert set(Event.objects.values_list("verb", flat=True)) == {*Event.Verb} - {"edited"}
    assert set(JournalEntry.objects.values_list("kind", flat=True)) == set(JournalEntry.Kind)


def test_no_text_holds_a_diagnosis_or_a_citizen_service_number(db):
    for where, text in texts():
        assert not medical_labels(text), where
        refuse_bsn(text)


def test_no_file_names_a_reporter_who_wants_the_name_kept(db):
    kept = Reporter.objects.filter(keep_private=True).exclude(name="")
    surnames = {name.split()[-1] for name in kept.values_list("name", flat=True)}
    files = ("Signal", "Event", "Feedback", "JournalEntry", "StateChange")
    for where, text in texts():
        if where.startswith(files):
            assert not surnames & set(text.replace(".", " ").split()), where


def test_addresses_stack_and_one_signal_has_none(db):
    at = Counter(of_kade(Signal).values_list("dwelling__street", "dwelling__house_number"))
    assert at["Peilstokhof", 7] == 5
    month = timezone.now() - dt.timedelta(days=31)
    recent = of_kade(Signal).filter(created_at__gte=month, dwelling__street="Turfschuitpad")
    assert recent.filter(dwelling__house_number=20, dwelling__addition="1").count() == 3
    assert of_kade(Signal).get(dwelling=None).place


def test_the_two_stories_are_told_at_length(db):
    for story in (family, older_man):
        trajectory = Trajectory.objects.get(
            organisation__name=CORPORATION, resident=resident_at(story.HOME)
        )
        assert 12 <= trajectory.journal.count() <= 25
        assert trajectory.signals.count() >= 4
        assert timezone.localdate() - trajectory.started_on > dt.timedelta(days=350)
        assert trajectory.state == CaseState.SAFETY_NET


def test_the_older_man_opens_his_door_after_six_attempts_and_two_contacts(db):
    journal = JournalEntry.objects.filter(trajectory__resident=resident_at(older_man.HOME))
    first = list(journal.order_by("happened_at").values_list("outcome", flat=True)[:8])
    assert Counter(first) == {"attempt": 6, "reached": 2}


def test_coaches_find_work_that_is_late_and_work_for_today(db):
    for name in ("sanne", "joris", "noor"):
        late, today, *_later = groups_for(user(name))
        assert today["lines"], name
        assert late["lines"] or name == "noor"


def test_the_caretaker_sees_own_signals_in_every_state_with_words_for_him(db):
    own = Signal.objects.reported_by(user("karim"))
    assert own.count() == 12
    assert set(own.values_list("state", flat=True)) == set(State)
    assert Feedback.objects.filter(signal__in=own).exclude(text="").count() >= 6


def test_coaches_back_each_other_up(db):
    for backup, coach in (("sanne", "joris"), ("joris", "sanne")):
        held = Grant.objects.valid().filter(user=user(backup), level=Grant.Level.BACKUP)
        assert held.filter(trajectory__coach=user(coach)).count() == 2


def test_the_other_corporation_has_little_and_shares_none(db):
    noor = user("noor")
    assert {s.organisation.name for s in Signal.objects.visible_to(noor)} == {OTHER_CORPORATION}
    assert 1 <= Trajectory.objects.visible_to(noor).count() <= 2


def assert_times_are_right():
    """Nothing lies ahead, history runs forward, and deadlines count from the day it came in."""
    now = timezone.now()
    for signal in Signal.objects.prefetch_related("events"):
        events = sorted(signal.events.all(), key=lambda event: event.pk)
        times = [signal.created_at, *(event.at for event in events), now]
        assert all(earlier <= later for earlier, later in pairwise(times)), signal
        came_in = [event.at for event in events if event.verb in ("logged", "reopened")][-1]
        day = timezone.localdate(came_in)
        terms = due_dates(signal.organisation_id, signal.urgency, day)
        assert (signal.respond_by, signal.feedback_by) == terms
        assert signal.happened_on <= timezone.localdate(signal.created_at)
        told = [event.at for event in events if event.verb == "fed_back"]
        assert signal.fed_back_at in (None, *told)
    for trajectory in Trajectory.objects.prefetch_related("state_changes", "journal", "grants"):
        changes = sorted(trajectory.state_changes.all(), key=lambda change: change.pk)
        times = [*(change.at for change in changes), now]
        assert all(earlier <= later for earlier, later in pairwise(times)), trajectory
        assert timezone.localdate(times[0]) == trajectory.started_on
        assert {grant.since for grant in trajectory.grants.all()} == {times[0]}
        assert all(times[0] < entry.happened_at <= now for entry in trajectory.journal.all())
        assert trajectory.is_open or changes[-1].to_state == trajectory.state


def test_times_and_deadlines_fit_the_days_they_tell_of(db):
    assert_times_are_right()


@pytest.mark.parametrize(
    "moment",
    ["2028-02-29 00:05+01:00", "2027-01-02 23:58+01:00"],
    ids=["leap day just after midnight", "Saturday after New Year"],
)
def test_it_can_be_filled_on_any_day(undone, moment):
    with time_machine.travel(dt.datetime.fromisoformat(moment)):
        call_command("demo", "--reset", verbosity=0)
        assert_times_are_right()
        _late, today, *_later = groups_for(user("sanne"))
        assert today["lines"]


def test_a_second_run_adds_nothing(undone, django_assert_max_num_queries):
    before = counts()
    with django_assert_max_num_queries(5):
        call_command("demo", "--once", verbosity=0)
    assert counts() == before


def test_reset_gives_the_same_again_and_throws_away_what_was_added(
    undone, db, settings, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = db
    before, told, kept = counts(), stories(), set(User.objects.values_list("pk", flat=True))
    photos = set(db.rglob("*.jpg"))
    Signal.objects.filter(state=State.NEW).update(facts="Anders.")
    Membership.objects.filter(user=user("els")).update(role="reporter")
    Trajectory.objects.open().first().journal.create(author=user("sanne"), facts="Erbij.")
    with django_capture_on_commit_callbacks(execute=True):
        call_command("demo", "--reset", verbosity=0)
    assert counts() == before
    assert stories() == told
    assert len(photos) == len(set(db.rglob("*.jpg")) - photos) == len(set(db.rglob("*.jpg"))) == 3
    assert set(User.objects.values_list("pk", flat=True)) == kept
    assert user("els").has_role("administrator")


def test_the_log_says_that_the_system_wrote_it_for_the_demo(db):
    about = Entry.objects.filter(subject="signals_signal", action=Entry.Action.INSERT)
    assert set(about.values_list("ground", "actor")) == {("demo", None)}


def test_without_demo_mode_it_refuses(settings):
    settings.DEMO = False
    for what in ("--once", "--reset", "--persons"):
        with pytest.raises(CommandError):
            call_command("demo", what)


def test_the_list_of_persons_is_a_table_in_dutch(settings, capsys):
    settings.DEMO = True
    call_command("demo", "--persons")
    lines = capsys.readouterr().out.splitlines()
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    assert rows[0][:3] == ["rol", "naam", "e-mail"]
    assert [row[2] for row in rows[1:]] == [person.email for person in demo_persons()]
    assert {len(row) for row in rows} == {4}
    assert len({line.index("|") for line in lines}) == 1


def test_somebody_has_a_hearing_ahead_and_pilot_lights_have_a_keeper(db):
    *_rest, later = groups_for(user("joris"))
    assert any("itting" in line.why for line in later["lines"])
    nets = Trajectory.objects.filter(state=CaseState.SAFETY_NET, safety_net__isnull=False)
    assert nets.count() >= 2
