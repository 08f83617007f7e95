"""The three guiding questions: what contradicts itself, the picture, and a goal in one click."""

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from audit.models import Entry
from cases.analysis import read_analysis
from cases.contradictions import Kind
from cases.models import Barrier, Cause, ChangedMeanwhile, Goal, LifeDomain, Stance
from cases.workflow import analysis, domain_sets, measuring, people
from network.models import PartnerKind
from tests import cast as make

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def file(cast):
    return cast.trajectory


@pytest.fixture
def parties(file):
    """Four who can take a position: resident, coach, and two partners."""
    contact = {"name": "M. Hoekstra", "role": "", "phone": "", "email": ""}
    for name in ("Wijkteam", "Kredietbank"):
        people.add_partner(file, name=name, kind=PartnerKind.DEBT_HELP, contact=contact)
    return list(file.participants.current().order_by("pk"))


@pytest.fixture
def cause(file):
    return analysis.add_cause(file, text="Schulden", effect="reinforcing", barriers=[])


def found(cast, cause, parties, positions):
    for party, position in zip(parties, positions, strict=False):
        analysis.add_stance(cause, participant=party, position=position, text=f"woord {party.pk}")
    return read_analysis(cast.coach, cast.trajectory).contradictions


def url(name, file, *args):
    return reverse(f"cases:{name}", args=[file.number, *args])


# --- what contradicts itself ----------------------------------------------------------------------

TABLE = [
    ([], []),
    (["promises"], []),
    (["waits"], []),
    (["undoes"], []),
    (["does", "does"], []),
    (["does", "promises"], []),
    (["promises", "promises"], [Kind.PROMISES]),
    (["does", "promises", "promises"], [Kind.PROMISES]),
    (["waits", "waits"], [Kind.WAITS]),
    (["promises", "waits", "waits"], [Kind.WAITS]),
    (["does", "waits", "waits"], []),
    (["undoes", "waits"], []),
    (["does", "undoes"], [Kind.UNDOES]),
    (["promises", "undoes"], [Kind.UNDOES]),
    (["undoes", "undoes"], []),
    (["promises", "promises", "undoes"], [Kind.PROMISES, Kind.UNDOES]),
    (["promises", "promises", "waits", "waits"], [Kind.PROMISES, Kind.WAITS]),
]


@pytest.mark.parametrize(("positions", "kinds"), TABLE, ids=[",".join(row[0]) for row in TABLE])
def test_contradictions_follow_from_what_was_entered(cast, cause, parties, positions, kinds):
    assert [item.kind for item in found(cast, cause, parties, positions)] == kinds


def test_a_contradiction_names_each_party_with_its_own_words(cast, cause, parties):
    (clash,) = found(cast, cause, parties[2:], ["promises", "undoes"])
    with translation.override("en"):
        first, second = clash.words
    assert first == f"Wijkteam (M. Hoekstra) promised this: “woord {parties[2].pk}”"
    assert second == f"Kredietbank (M. Hoekstra) undoes this: “woord {parties[3].pk}”"


def test_who_only_waits_is_not_named_as_undoing(cast, cause, parties):
    (clash,) = found(cast, cause, parties, ["does", "waits", "undoes"])
    assert [stance.position for stance in clash.stances] == ["does", "undoes"]


def test_three_who_promise_are_not_called_both(cast, cause, parties):
    (clash,) = found(cast, cause, parties, ["promises"] * 3)
    assert "3" in clash.title


def test_two_causes_do_not_contradict_each_other(cast, cause, parties):
    other = analysis.add_cause(cast.trajectory, text="Slaap", effect="reinforcing", barriers=[])
    analysis.add_stance(other, participant=parties[0], position="promises", text="")
    assert found(cast, cause, parties[1:], ["promises"]) == []


def test_the_same_words_without_a_position_are_never_a_contradiction(cast, cause, parties):
    for party in parties[:2]:
        analysis.add_stance(cause, participant=party, position="does", text="wij beloven, wachten")
    assert read_analysis(cast.coach, cast.trajectory).contradictions == []


def test_who_takes_part_no_more_contradicts_nobody(cast, cause, parties):
    assert found(cast, cause, parties[2:], ["promises", "promises"])
    people.end_participation(parties[3])
    assert read_analysis(cast.coach, cast.trajectory).contradictions == []


# --- on the page ----------------------------------------------------------------------------------


def test_the_page_asks_the_three_questions_and_is_put_on_record(cast, login, file):
    page = login(cast.coach).get(url("analysis", file)).content.decode()
    assert "Wat houdt deze bewoner tegen om zo te wonen dat hij of zij kan blijven?" in page
    assert Entry.objects.filter(subject="cases:analysis", actor_id=cast.coach.pk).count() == 1


def test_the_page_asks_as_few_questions_of_the_database_for_much_as_for_little(
    cast, login, file, parties, cause, django_assert_max_num_queries
):
    client = login(cast.coach)
    client.get(url("analysis", file))
    barriers = [analysis.add_barrier(file, text=f"B {n}") for n in range(8)]
    for n in range(8):
        made = analysis.add_cause(file, text=f"O {n}", effect="mitigating", barriers=barriers)
        for party in parties:
            analysis.add_stance(made, participant=party, position="does", text="")
    with django_assert_max_num_queries(35):
        assert client.get(url("analysis", file)).status_code == 200


def test_a_reader_sees_the_analysis_without_buttons(cast, login, file):
    analysis.add_barrier(file, text="De post blijft dicht")
    page = login(cast.reader).get(url("analysis", file)).content.decode()
    assert "De post blijft dicht" in page
    assert "doel-van" not in page
    assert "/belemmering/" not in page


def test_barrier_cause_and_who_does_what_are_written_and_shown(cast, login, file, parties):
    client = login(cast.coach)
    money = file.domain_set.domains.get(code="money")
    client.post(url("barrier_add", file), {"text": "De post blijft dicht", "domain": money.pk})
    barrier = Barrier.objects.get()
    assert (barrier.trajectory, barrier.domain) == (file, money)
    form = {"text": "Schulden", "effect": "reinforcing", "barriers": [barrier.pk]}
    client.post(url("cause_add", file), form)
    cause = Cause.objects.get()
    assert list(cause.barriers.all()) == [barrier]
    form = {"participant": parties[2].pk, "position": "promises", "text": "Wij doen het"}
    client.post(url("stance_add", file, cause.pk), form)
    page = client.get(url("analysis", file)).content.decode()
    for words in ("De post blijft dicht", "Schulden", "Wij doen het", "▲"):
        assert words in page


def test_one_participant_has_one_position_on_a_cause(cast, login, file, cause, parties):
    form = {"participant": parties[0].pk, "position": "promises"}
    client = login(cast.coach)
    assert client.post(url("stance_add", file, cause.pk), form).status_code == 302
    assert client.post(url("stance_add", file, cause.pk), form).status_code == 200
    assert Stance.objects.count() == 1
    with pytest.raises(ChangedMeanwhile):
        analysis.add_stance(cause, participant=parties[0], position="waits", text="")


def test_a_number_of_a_citizen_is_refused_and_a_label_gets_a_hint(cast, login, file):
    client = login(cast.coach)
    page = client.post(url("barrier_add", file), {"text": "BSN 111222333"})
    assert page.status_code == 200
    assert "BSN" in page.content.decode()
    assert not Barrier.objects.exists()
    page = client.post(url("barrier_add", file), {"text": "Mevrouw is verward"}, follow=True)
    assert Barrier.objects.count() == 1
    assert "flash--warning" in page.content.decode()


# --- nothing of another trajectory ----------------------------------------------------------------


@pytest.fixture
def elsewhere(cast):
    """Another trajectory of the same coach."""
    return make.trajectory(cast.coach, cast.kade, who=make.resident(cast.kade, surname="Anders"))


def test_a_barrier_of_another_trajectory_cannot_be_linked(cast, login, file, elsewhere):
    foreign = analysis.add_barrier(elsewhere, text="Van een ander")
    analysis.add_barrier(file, text="Van hier")
    form = {"text": "Schulden", "effect": "reinforcing", "barriers": [foreign.pk]}
    page = login(cast.coach).post(url("cause_add", file), form)
    assert page.status_code == 200
    assert "Van een ander" not in page.content.decode()
    assert not Cause.objects.exists()


def test_items_of_another_trajectory_are_not_found_under_this_one(cast, login, file, elsewhere):
    client = login(cast.coach)
    barrier = analysis.add_barrier(elsewhere, text="Van een ander")
    cause = analysis.add_cause(elsewhere, text="Oorzaak", effect="mitigating", barriers=[])
    person = elsewhere.participants.first()
    stance = analysis.add_stance(cause, participant=person, position="does", text="")
    for name, pk in (
        ("barrier_edit", barrier.pk),
        ("cause_edit", cause.pk),
        ("stance_add", cause.pk),
        ("stance_edit", stance.pk),
    ):
        assert client.get(url(name, file, pk)).status_code == 404
    for name, args in (
        ("barrier_remove", [barrier.pk]),
        ("cause_remove", [cause.pk]),
        ("stance_remove", [stance.pk]),
        ("goal_from", ["belemmering", barrier.pk]),
        ("goal_from", ["oorzaak", cause.pk]),
    ):
        assert client.post(url(name, file, *args)).status_code == 404
    assert Barrier.objects.count() == Cause.objects.count() == Stance.objects.count() == 1
    assert not Goal.objects.exists()


def test_a_participant_of_another_trajectory_cannot_take_a_position(
    cast, login, file, cause, elsewhere
):
    form = {"participant": elsewhere.participants.first().pk, "position": "does"}
    assert login(cast.coach).post(url("stance_add", file, cause.pk), form).status_code == 200
    assert not Stance.objects.exists()


def test_a_field_of_life_of_another_set_cannot_be_chosen(cast, login, file):
    other = domain_sets.set_in_use(cast.vaart).domains.get(code="money")
    page = login(cast.coach).post(url("barrier_add", file), {"text": "Geld", "domain": other.pk})
    assert page.status_code == 200
    assert not Barrier.objects.exists()


# --- health: only for who was let in --------------------------------------------------------------


@pytest.fixture
def health(file):
    measuring.set_health(file, on=True, sees=[])
    return file.domain_set.domains.get(code="health")


def test_what_hangs_on_health_shows_only_to_who_was_let_in(cast, login, file, health):
    barrier = analysis.add_barrier(file, text="Slaapt overdag", domain=health)
    cause = analysis.add_cause(
        file, text="Nachtdienst", effect="reinforcing", barriers=[barrier], domain=health
    )
    person = file.participants.first()
    people.add_agreement(
        file,
        participant=person,
        text="Om tien uur naar bed",
        due_on=timezone.localdate(),
        cause=cause,
    )
    seen = login(cast.coach).get(url("analysis", file)).content.decode()
    hidden = login(cast.backup).get(url("analysis", file)).content.decode()
    for words in ("Slaapt overdag", "Nachtdienst", "Om tien uur naar bed"):
        assert words in seen
        assert words not in hidden
    client = login(cast.backup)
    assert client.get(url("barrier_edit", file, barrier.pk)).status_code == 404
    assert client.post(url("goal_from", file, "oorzaak", cause.pk)).status_code == 404
    assert client.get(url("stance_add", file, cause.pk)).status_code == 404
    page = client.get(url("agreement_add", file) + f"?oorzaak={cause.pk}").content.decode()
    assert "Nachtdienst" not in page


def test_who_may_not_see_a_barrier_does_not_cut_it_loose(cast, login, file, health):
    hidden = analysis.add_barrier(file, text="Slaapt overdag", domain=health)
    shown = analysis.add_barrier(file, text="De post blijft dicht")
    cause = analysis.add_cause(
        file, text="Schulden", effect="reinforcing", barriers=[hidden, shown]
    )
    form = {"text": "Schulden", "effect": "mitigating", "barriers": [], "version": 1}
    assert login(cast.backup).post(url("cause_edit", file, cause.pk), form).status_code == 302
    cause.refresh_from_db()
    assert cause.effect == "mitigating"
    assert list(cause.barriers.all()) == [hidden]


# --- two people, and taking away ------------------------------------------------------------------


def test_the_second_of_two_editors_sees_what_the_first_made_of_it(cast, login, file):
    barrier = analysis.add_barrier(file, text="Eerste tekst")
    one = {"text": "Van de eerste", "version": 1}
    two = {"text": "Van de tweede", "version": 1}
    client = login(cast.coach)
    assert client.post(url("barrier_edit", file, barrier.pk), one).status_code == 302
    page = client.post(url("barrier_edit", file, barrier.pk), two)
    body = page.content.decode()
    assert page.status_code == 200
    assert "Van de eerste" in body and "Van de tweede" in body
    barrier.refresh_from_db()
    assert barrier.text == "Van de eerste"
    assert 'name="version" value="2"' in body
    client.post(url("barrier_edit", file, barrier.pk), two | {"version": 2})
    barrier.refresh_from_db()
    assert barrier.text == "Van de tweede"


def test_two_editors_of_a_cause_see_the_barriers_in_words(cast, login, file):
    one = analysis.add_barrier(file, text="De post blijft dicht")
    cause = analysis.add_cause(file, text="Schulden", effect="reinforcing", barriers=[])
    form = {"text": "Schulden", "effect": "reinforcing", "version": 1}
    client = login(cast.coach)
    client.post(url("cause_edit", file, cause.pk), form | {"barriers": [one.pk]})
    page = client.post(url("cause_edit", file, cause.pk), form)
    stored = page.context["stored"]
    assert [item["stored"] for item in stored] == ["De post blijft dicht"]


def test_what_was_changed_meanwhile_is_not_taken_away(cast, login, file):
    barrier = analysis.add_barrier(file, text="Eerste tekst")
    barrier.change(text="Nieuwe tekst")
    client = login(cast.coach)
    client.post(url("barrier_remove", file, barrier.pk), {"version": 1})
    assert Barrier.objects.count() == 1
    client.post(url("barrier_remove", file, barrier.pk), {"version": 2})
    assert not Barrier.objects.exists()


def test_a_cause_taken_away_takes_its_positions_and_leaves_goal_and_agreement(
    cast, login, file, cause, parties
):
    analysis.add_stance(cause, participant=parties[0], position="does", text="")
    goal = analysis.goal_from(cause)
    agreement = people.add_agreement(
        file, participant=parties[0], text="Bellen", due_on=timezone.localdate(), cause=cause
    )
    login(cast.coach).post(url("cause_remove", file, cause.pk), {"version": 1})
    assert not Cause.objects.exists() and not Stance.objects.exists()
    goal.refresh_from_db()
    agreement.refresh_from_db()
    assert goal.from_cause is None and agreement.cause is None


def test_a_whole_trajectory_can_be_erased_with_its_analysis(file, cause, parties):
    analysis.add_stance(cause, participant=parties[2], position="does", text="")
    people.add_agreement(file, participant=parties[2], text="Bellen", due_on=timezone.localdate())
    file.delete()
    assert not Stance.objects.exists()


# --- a goal in one click --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["belemmering", "oorzaak"])
def test_one_click_makes_one_goal_also_when_clicked_twice(cast, login, file, kind):
    money = file.domain_set.domains.get(code="money")
    barrier = analysis.add_barrier(file, text="Schulden", domain=money)
    cause = analysis.add_cause(
        file, text="Schulden", effect="reinforcing", barriers=[], domain=money
    )
    item = barrier if kind == "belemmering" else cause
    client = login(cast.coach)
    for _click in range(2):
        answer = client.post(url("goal_from", file, kind, item.pk))
        assert answer.headers["Location"] == url("plan", file)
    goal = Goal.objects.get()
    assert (goal.text, goal.domain, goal.trajectory) == ("Schulden", money, file)
    assert (goal.from_barrier or goal.from_cause) == item
    page = client.get(url("analysis", file)).content.decode()
    assert url("goal_from", file, kind, item.pk) not in page


def test_goals_stand_in_the_order_in_which_they_were_made(file):
    made = [analysis.goal_from(analysis.add_barrier(file, text=f"B {n}")) for n in range(3)]
    assert [goal.position for goal in made] == [0, 1, 2]


def test_a_goal_of_something_that_is_no_barrier_or_cause_does_not_exist(cast, login, file):
    assert login(cast.coach).post(url("goal_from", file, "iets", 1)).status_code == 404


def test_every_trajectory_has_its_resident_and_coach_from_the_start(file):
    assert [person.kind for person in file.participants.order_by("pk")] == ["resident", "own"]
    assert LifeDomain.objects.filter(domain_set=file.domain_set).exists()
