"""From signal to trajectory: for whom, with whom, and what may not be chosen."""

import pytest
from django.utils import timezone

from cases import workflow as cases
from cases.models import Trajectory
from residents.models import Resident
from signals import workflow
from signals.models import Signal
from tests.cast import dwelling, resident, signal
from tests.cast import trajectory as started
from tests.stage import address


@pytest.fixture
def quiet(cast):
    """The cast with a signal at an address where no trajectory runs yet."""
    cast.home = dwelling(cast.kade, 40)
    cast.who = resident(cast.kade, cast.home, surname="Bakker", particle="")
    cast.signal = signal(cast.reporter, cast.kade, dwelling=cast.home)
    return cast


def start(cast, client, **more):
    form = {"who": f"resident {cast.who.pk}", "coach": cast.coach.pk} | more
    return client.post(address("signals:start", cast), form)


def test_for_who_lives_there(quiet, login):
    answer = start(quiet, login(quiet.coach), backups=[quiet.backup.pk])
    made = Trajectory.objects.get(resident=quiet.who)
    assert answer["Location"] == made.get_absolute_url()
    assert (made.dwelling, made.coach) == (quiet.home, quiet.coach)
    assert {grant.user for grant in made.grants.all()} == {quiet.coach, quiet.backup}
    quiet.signal.refresh_from_db()
    assert (quiet.signal.state, quiet.signal.trajectory) == ("trajectory", made)


def test_for_somebody_nobody_knew(quiet, login):
    start(quiet, login(quiet.coach), who="new", surname="van der Velde", initials="k", email="")
    made = Resident.objects.get(surname="Velde")
    assert (made.particle, made.initials, made.organisation) == ("van der", "K.", quiet.kade)
    assert made.trajectories.count() == 1


def test_for_somebody_found_by_name(quiet, login):
    elsewhere = resident(quiet.kade, surname="Yıldız", particle="")
    find = {"action": "find", "name": "yildiz"}
    page = login(quiet.coach).post(address("signals:start", quiet), find).content.decode()
    assert "Yıldız" in page
    assert not Trajectory.objects.filter(resident=elsewhere).exists()
    start(quiet, login(quiet.coach), who=f"resident {elsewhere.pk}", name="yildiz")
    assert Trajectory.objects.get(resident=elsewhere).signals.get() == quiet.signal


def test_other_signals_of_the_address_come_along(quiet, login):
    other = signal(quiet.reporter, quiet.kade, dwelling=quiet.home)
    start(quiet, login(quiet.coach), others=[other.pk])
    assert set(Trajectory.objects.get(resident=quiet.who).signals.all()) == {quiet.signal, other}


def test_a_signal_joins_the_trajectory_that_runs(cast, login):
    page = login(cast.coach).get(address("signals:start", cast)).content.decode()
    assert f"trajectory {cast.trajectory.number}" in page
    who = f"trajectory {cast.trajectory.number}"
    form = {"who": who, "coach": cast.coach.pk}
    answer = login(cast.coach).post(address("signals:start", cast), form)
    assert answer["Location"] == cast.trajectory.get_absolute_url()
    assert list(cast.trajectory.signals.all()) == [cast.signal]
    assert Trajectory.objects.count() == 1


def test_a_trajectory_one_is_not_in_is_not_offered_but_its_coach_is_named(cast, login):
    page = login(cast.colleague).get(address("signals:start", cast)).content.decode()
    assert cast.trajectory.number not in page
    form = {"who": f"resident {cast.resident.pk}", "coach": cast.colleague.pk}
    answer = login(cast.colleague).post(address("signals:start", cast), form, follow=True)
    text = answer.content.decode()
    assert "Sanne de Boer" in text and "loopt al een traject" in text
    assert Trajectory.objects.count() == 1


def test_who_makes_a_colleague_coach_goes_back_to_the_signal(quiet, login):
    answer = start(quiet, login(quiet.coach), coach=quiet.colleague.pk)
    assert answer["Location"] == quiet.signal.get_absolute_url()
    assert Trajectory.objects.get(resident=quiet.who).coach == quiet.colleague


def test_a_closed_signal_starts_nothing_and_leaves_no_resident(quiet, login):
    workflow.take_up(quiet.signal, by=quiet.coach, triage="unclear")
    workflow.feed_back(quiet.signal, by=quiet.coach, kind="taken_up", text="")
    workflow.close(quiet.signal, by=quiet.coach)
    for form in ({}, {"who": "new", "surname": "Nergens"}):
        answer = start(quiet, login(quiet.coach), **form)
        assert answer["Location"] == quiet.signal.get_absolute_url()
    assert not Trajectory.objects.filter(resident=quiet.who).exists()
    assert not Resident.objects.filter(surname="Nergens").exists()


def test_a_signal_that_lies_under_a_trajectory_leads_there(cast, login):
    workflow.join_trajectory(cast.signal, trajectory=cast.trajectory, by=cast.coach)
    for method in ("get", "post"):
        answer = getattr(login(cast.coach), method)(address("signals:start", cast))
        assert answer["Location"] == cast.trajectory.get_absolute_url()


def test_what_is_not_offered_cannot_be_chosen(quiet, login):
    foreign = resident(quiet.vaart, surname="Elders")
    their_home = dwelling(quiet.vaart, 9)
    theirs = started(quiet.outsider, quiet.vaart, who=foreign)
    unseen = started(quiet.colleague, quiet.kade, who=resident(quiet.kade), home=quiet.home)
    strange = signal(quiet.other_reporter, quiet.vaart, dwelling=their_home)
    unrelated = signal(quiet.reporter, quiet.kade, place="elders")
    client = login(quiet.coach)
    for form in (
        {"who": f"resident {foreign.pk}"},
        {"who": f"trajectory {theirs.number}"},
        {"who": f"trajectory {unseen.number}"},
        {"coach": quiet.outsider.pk},
        {"coach": quiet.reporter.pk},
        {"backups": [quiet.outsider.pk]},
        {"backups": [quiet.manager.pk]},
        {"others": [strange.pk]},
        {"others": [unrelated.pk]},
        {"who": ""},
        {"who": "resident 0"},
    ):
        assert start(quiet, client, **form).status_code == 200, form
    assert not Trajectory.objects.filter(resident=quiet.who).exists()
    assert not Signal.objects.exclude(trajectory=None).exists()


def test_an_ended_trajectory_cannot_be_joined_and_a_new_one_can_start(cast, login):
    today = timezone.localdate()
    cases.close(cast.trajectory, end_reason="goal_reached", ended_on=today, by=cast.coach)
    page = login(cast.coach).get(address("signals:start", cast)).content.decode()
    assert cast.trajectory.number not in page
    form = {"who": f"resident {cast.resident.pk}", "coach": cast.coach.pk}
    login(cast.coach).post(address("signals:start", cast), form)
    assert Trajectory.objects.filter(resident=cast.resident).count() == 2
    answer = login(cast.coach).post(address("evaluation:reopen", cast), follow=True)
    assert "loopt al een traject" in answer.content.decode()
    cast.trajectory.refresh_from_db()
    assert cast.trajectory.state == "closed"
