"""The plan: goals, steps in their order, and which step waits for which."""

import datetime as dt
import threading
import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from cases.models import Action, ChangedMeanwhile, Goal, Participant, Prerequisite
from cases.steps import read_plan
from cases.workflow import domain_sets
from cases.workflow import plan as workflow
from tests.cast import build_cast, trajectory
from tests.stage import day
from workspace.today import groups_for


@pytest.fixture
def file(cast):
    return cast.trajectory


@pytest.fixture
def goal(file):
    return workflow.add_goal(file, text="De huur op tijd betaald")


def own(file):
    return file.participants.get(kind=Participant.Kind.OWN)


def add(goal, text, *needs, **values):
    owner = values.pop("owner", None) or own(goal.trajectory)
    return workflow.add_step(goal, text=text, owner=owner, needs=needs, **values)


@pytest.fixture
def steps(goal):
    """Three steps; the third needs the first."""
    first, second = add(goal, "Post openen"), add(goal, "Rekening maken")
    return first, second, add(goal, "Regeling treffen", first)


def order(file, sensitive=True):
    todo, _done = read_plan(file, sensitive=sensitive)
    return [step.action.text for step in todo]


def url(name, file, *more):
    return reverse(f"cases:{name}", args=[file.number, *more])


# --- which comes first ------------------------------------------------------------------------


def test_the_database_refuses_that_two_steps_wait_for_each_other(steps):
    first, _second, third = steps
    with pytest.raises(IntegrityError), transaction.atomic():
        Prerequisite.objects.create(action=first, needs=third)


def test_the_database_refuses_a_long_way_round(goal):
    one = add(goal, "1")
    two = add(goal, "2", one)
    three = add(goal, "3", two)
    four = add(goal, "4", three)
    with pytest.raises(IntegrityError), transaction.atomic():
        Prerequisite.objects.create(action=one, needs=four)
    with pytest.raises(IntegrityError), transaction.atomic():
        Prerequisite.objects.create(action=one, needs=one)


def test_the_database_refuses_a_step_of_another_trajectory(cast, steps):
    other = trajectory(cast.outsider, cast.vaart, who=None)
    theirs = add(workflow.add_goal(other, text="x"), "Van een ander")
    with pytest.raises(IntegrityError), transaction.atomic():
        Prerequisite.objects.create(action=steps[0], needs=theirs)


def test_the_verb_tells_that_a_step_would_wait_for_itself(steps):
    first, _second, third = steps
    with pytest.raises(workflow.StepsGoRound):
        workflow.change_step(first, needs=[third], among=[])
    assert not first.needs.exists()


@pytest.mark.django_db(transaction=True)
def test_two_halves_of_a_circle_at_the_same_moment_give_one_half():
    cast = build_cast()
    goal = workflow.add_goal(cast.trajectory, text="x")
    one, two = add(goal, "1"), add(goal, "2")
    ready, results = threading.Barrier(2), []

    def tie(action, needs):
        try:
            with transaction.atomic():
                ready.wait()
                Prerequisite.objects.create(action=action, needs=needs)
            results.append("kept")
        except IntegrityError:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=tie, args=pair) for pair in ((one, two), (two, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["kept", "refused"]
    assert Prerequisite.objects.count() == 1


def test_the_form_offers_no_step_that_waits_for_this_one(login, cast, file, steps):
    first, second, third = steps
    page = login(cast.coach).get(url("step_edit", file, first.pk))
    offered = set(page.context["form"].fields["needs"].queryset)
    assert offered == {second}
    page = login(cast.coach).get(url("step_edit", file, third.pk))
    assert set(page.context["form"].fields["needs"].queryset) == {first, second}


def test_a_step_stands_behind_the_one_it_comes_to_need(file, steps):
    first, second, _third = steps
    workflow.change_step(first, needs=[second], among=[])
    assert order(file) == ["Rekening maken", "Post openen", "Regeling treffen"]


# --- beginning and finishing --------------------------------------------------------------------


def test_a_step_that_waits_does_not_begin_without_a_reason(login, cast, file, steps):
    third = steps[2]
    page = login(cast.coach).post(url("step_start", file, third.pk), {"version": third.version})
    third.refresh_from_db()
    assert page.status_code == 200
    assert third.state == Action.State.TODO
    assert "Post openen" in page.content.decode()
    with pytest.raises(workflow.StepWaits):
        workflow.start_step(third)


def test_a_reason_overrules_and_stays_with_the_step(login, cast, file, steps):
    third = steps[2]
    data = {"version": third.version, "reason": "Schuldhulp heeft alleen morgen plek."}
    assert login(cast.coach).post(url("step_start", file, third.pk), data).status_code == 302
    third.refresh_from_db()
    assert (third.state, third.overruled) == (Action.State.STARTED, data["reason"])
    assert data["reason"] in login(cast.coach).get(url("plan", file)).content.decode()


def test_a_reason_with_a_citizen_service_number_is_refused(login, cast, file, steps):
    data = {"version": 1, "reason": "Bewoner 111222333 wil nu."}
    login(cast.coach).post(url("step_start", file, steps[2].pk), data)
    steps[2].refresh_from_db()
    assert steps[2].state == Action.State.TODO


def test_a_step_begins_freely_once_the_first_is_done(login, cast, file, steps):
    first, _second, third = steps
    workflow.finish_step(first, state="done", done_on=timezone.localdate(), result="Alles open")
    answer = login(cast.coach).post(url("step_start", file, third.pk), {"version": third.version})
    third.refresh_from_db()
    assert (answer.status_code, third.state, third.overruled) == (302, "started", "")


def test_a_dropped_step_holds_nothing_up(steps):
    first, _second, third = steps
    workflow.finish_step(first, state="dropped", done_on=timezone.localdate())
    workflow.start_step(third)
    assert third.state == Action.State.STARTED


def test_a_waiting_step_is_not_done_without_a_reason_either(login, cast, file, steps):
    third = steps[2]
    data = {"version": 1, "state": "done", "done_on": day(), "result": "Gelukt"}
    page = login(cast.coach).post(url("step_finish", file, third.pk), data)
    third.refresh_from_db()
    assert (page.status_code, third.state) == (200, "todo")
    data["reason"] = "Het ging vanzelf."
    assert login(cast.coach).post(url("step_finish", file, third.pk), data).status_code == 302
    third.refresh_from_db()
    assert (third.state, third.result, third.overruled) == ("done", "Gelukt", "Het ging vanzelf.")


def test_a_waiting_step_may_be_dropped_just_so(login, cast, file, steps):
    data = {"version": 1, "state": "dropped", "done_on": day()}
    assert login(cast.coach).post(url("step_finish", file, steps[2].pk), data).status_code == 302


def test_a_finished_step_can_be_opened_again(login, cast, file, steps):
    first = steps[0]
    workflow.finish_step(first, state="done", done_on=timezone.localdate())
    answer = login(cast.coach).post(url("step_reopen", file, first.pk), {"version": first.version})
    first.refresh_from_db()
    assert (answer.status_code, first.state, first.done_on) == (302, "todo", None)


def test_the_page_says_by_which_step_a_step_is_blocked(login, cast, file, steps):
    page = login(cast.coach).get(url("plan", file)).content.decode()
    assert "stap 1: Post openen" in page


# --- two people, two clicks ---------------------------------------------------------------------


def test_the_second_of_two_editors_keeps_the_text_and_sees_the_other(login, cast, file, steps):
    first = steps[0]
    seen = first.version
    workflow.change_step(first, needs=[], among=[], text="Post sorteren")
    data = {
        "version": seen, "text": "Post wegbrengen", "goal": first.goal_id,
        "owner": first.owner_id,
    }  # fmt: skip
    page = login(cast.coach).post(url("step_edit", file, first.pk), data)
    text = page.content.decode()
    first.refresh_from_db()
    assert first.text == "Post sorteren"
    assert "Post sorteren" in text and "Post wegbrengen" in text
    assert str(first.owner) not in text and str(first.goal) not in text
    data["version"] = page.context["step"].version
    assert login(cast.coach).post(url("step_edit", file, first.pk), data).status_code == 302
    first.refresh_from_db()
    assert first.text == "Post wegbrengen"


def test_two_editors_of_a_goal(login, cast, file, goal):
    Goal.objects.get(pk=goal.pk).change(text="Van een ander")
    page = login(cast.coach).post(
        url("goal_edit", file, goal.pk), {"version": 1, "text": "Van mij"}
    )
    goal.refresh_from_db()
    assert goal.text == "Van een ander"
    assert "Van een ander" in page.content.decode() and "Van mij" in page.content.decode()


def test_who_begins_a_step_that_a_colleague_just_finished_is_told(login, cast, file, steps):
    first = steps[0]
    workflow.finish_step(
        Action.objects.get(pk=first.pk), state="done", done_on=timezone.localdate()
    )
    login(cast.coach).post(url("step_start", file, first.pk), {"version": 1})
    first.refresh_from_db()
    assert first.state == Action.State.DONE


def test_a_double_click_makes_one_step(login, cast, file, goal):
    data = {"once": str(uuid.uuid4()), "text": "Bellen", "goal": goal.pk, "owner": own(file).pk}
    for _click in range(2):
        assert login(cast.coach).post(url("step_add", file), data).status_code == 302
    assert Action.objects.filter(text="Bellen").count() == 1


# --- the order ------------------------------------------------------------------------------------


def test_a_step_moves_up_and_down_by_buttons(login, cast, file, steps):
    first, second, _third = steps
    go = login(cast.coach).post
    go(url("step_move", file, second.pk, "omhoog"), {"past": first.pk})
    assert order(file)[:2] == ["Rekening maken", "Post openen"]
    go(url("step_move", file, second.pk, "omlaag"), {"past": first.pk})
    assert order(file)[:2] == ["Post openen", "Rekening maken"]


def test_a_move_somebody_else_made_already_is_not_made_twice(steps, file):
    first, second, third = steps
    among = {step.pk for step in steps}
    workflow.move_step(second, past=first.pk, up=True, among=among)
    with pytest.raises(ChangedMeanwhile):
        workflow.move_step(second, past=first.pk, up=True, among=among)
    with pytest.raises(ChangedMeanwhile):
        workflow.move_step(second, past=third.pk, up=False, among=among)
    assert order(file)[0] == "Rekening maken"


def test_a_step_does_not_move_before_one_it_needs(login, cast, file, steps):
    first, second, third = steps
    workflow.move_step(third, past=second.pk, up=True, among={s.pk for s in steps})
    answer = login(cast.coach).post(url("step_move", file, third.pk, "omhoog"), {"past": first.pk})
    assert answer.status_code == 302
    assert order(file) == ["Post openen", "Regeling treffen", "Rekening maken"]
    todo, _done = read_plan(file, sensitive=True)
    assert (todo[0].below, todo[1].above) == (None, None)


def test_another_way_than_up_or_down_is_no_page(login, cast, file, steps):
    path = url("step_move", file, steps[0].pk, "opzij")
    assert login(cast.coach).post(path, {"past": steps[1].pk}).status_code == 404


# --- who sees what ----------------------------------------------------------------------------------


@pytest.fixture
def about_health(file):
    """A step on health before all others, and one of them waits for it."""
    domains = domain_sets.set_in_use(file.organisation)
    file.change(domain_set=domains, sensitive_on=True)
    health = domains.domains.get(sensitive=True)
    goal = workflow.add_goal(file, text="Slaapt weer", domain=health)
    first = add(goal, "Naar de huisarts", due_on=timezone.localdate())
    plain = workflow.add_goal(file, text="Huur betaald")
    return first, add(plain, "Daarna bellen", first)


def test_who_may_not_see_health_sees_that_a_step_waits_but_not_for_what(
    login, cast, file, about_health
):
    first, second = about_health
    page = login(cast.backup).get(url("plan", file)).content.decode()
    assert "Daarna bellen" in page
    assert "Naar de huisarts" not in page and "Slaapt weer" not in page
    assert "een stap die je niet mag zien" in page
    for name in ("step_edit", "step_start", "step_finish"):
        assert login(cast.backup).get(url(name, file, first.pk)).status_code == 404
    dossier = login(cast.backup).get(file.get_absolute_url()).content.decode()
    assert "Naar de huisarts" not in dossier and "Daarna bellen" in dossier
    assert "Naar de huisarts" in login(cast.coach).get(url("plan", file)).content.decode()


def test_who_may_not_see_health_leaves_its_order_as_it_is(login, cast, file, about_health):
    first, second = about_health
    data = {"version": 1, "text": "Toch bellen", "goal": second.goal_id, "owner": second.owner_id}
    assert login(cast.backup).post(url("step_edit", file, second.pk), data).status_code == 302
    assert list(second.needs.values_list("needs", flat=True)) == [first.pk]


def test_a_step_on_health_leaves_the_list_of_today_when_health_is_switched_off(
    cast, file, about_health
):
    def lines():
        return [line.why for group in groups_for(cast.coach) for line in group["lines"]]

    assert "Naar de huisarts" in lines()
    file.change(sensitive_on=False)
    assert "Naar de huisarts" not in lines()


def test_steps_of_the_coach_stand_in_the_list_of_today(cast, file, goal):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    resident = file.participants.get(kind=Participant.Kind.RESIDENT)
    add(goal, "Bellen met de gemeente", due_on=yesterday)
    add(goal, "Post openen", due_on=yesterday, owner=resident)
    late = groups_for(cast.coach)[0]["lines"]
    assert [line.why for line in late] == ["Bellen met de gemeente"]
    assert not any(
        line.why == "Bellen met de gemeente"
        for who in (cast.backup, cast.colleague, cast.outsider)
        for group in groups_for(who)
        for line in group["lines"]
    )


def test_the_page_of_the_trajectory_shows_the_next_three_steps(login, cast, file, goal):
    for text in ("Een", "Twee", "Drie", "Vier"):
        add(goal, f"Stap {text}")
    page = login(cast.coach).get(file.get_absolute_url()).content.decode()
    assert [f"Stap {text}" in page for text in ("Een", "Twee", "Drie", "Vier")] == [
        True, True, True, False,
    ]  # fmt: skip


def test_steps_and_people_of_another_trajectory_cannot_be_chosen(login, cast, file, goal):
    other = trajectory(cast.coach, cast.kade, who=None)
    strange = {"text": "x", "goal": workflow.add_goal(other, text="y").pk, "owner": own(other).pk}
    page = login(cast.coach).post(url("step_add", file), strange)
    assert set(page.context["form"].errors) == {"goal", "owner"}


def test_the_plan_takes_as_many_queries_with_thirty_steps(
    login, cast, file, goal, django_assert_max_num_queries
):
    before = None
    login(cast.coach).get(url("plan", file))  # logging in takes some of its own
    for count in (1, 30):
        for number in range(count):
            add(goal, f"Stap {number}", *Action.objects.filter(text="Stap 0")[:1])
        with django_assert_max_num_queries(40) as queries:
            login(cast.coach).get(url("plan", file))
        assert before is None or len(queries) == before
        before = len(queries)
