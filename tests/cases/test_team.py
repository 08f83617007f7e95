"""The team around a resident: who does what, who has gone quiet, and the picture of it."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cases import workflow as cases
from cases.models import Cause, Participant, Stance
from cases.network_picture import draw, read_network
from cases.team import read_team
from cases.workflow import analysis, people, plan
from network.workflow import registry
from tests.pages import page_of
from tests.stage import day


@pytest.fixture
def file(cast):
    return cast.trajectory


@pytest.fixture
def contact(cast):
    team = registry.add_partner(cast.kade.pk, name="Wijkteam", kind="neighbourhood_team")
    return registry.add_contact(team, name="M. Hoekstra", phone="06 1", email="m@test.example")


@pytest.fixture
def person(file, contact):
    return people.add_contact(file, contact=contact, role="helpt met brieven")


def url(name, file, *more):
    return reverse(f"cases:{name}", args=[file.number, *more])


def page(login, cast, file):
    return login(cast.coach).get(url("network", file)).content.decode()


def started(person, *, weeks, days=0):
    since = timezone.localdate() - dt.timedelta(weeks=weeks, days=days)
    Participant.objects.filter(pk=person.pk).update(since=since)


def quiet(user, file):
    file.refresh_from_db()
    return [member.person.pk for member in read_team(user, file) if member.quiet]


def test_the_page_tells_who_does_what_and_how_to_reach_them(cast, login, file, person):
    goal = plan.add_goal(file, text="Rust")
    plan.add_step(goal, text="Regeling vragen", owner=person)
    text = page(login, cast, file)
    for words in ("Wijkteam (M. Hoekstra)", "helpt met brieven", "Regeling vragen",
                  'href="tel:06 1"', 'href="mailto:m@test.example"'):  # fmt: skip
        assert words in text, words


@pytest.mark.parametrize(("pace", "weeks"), [("fast", 2), ("", 4), ("normal", 4), ("slow", 6)])
def test_a_partner_is_quiet_the_day_after_the_weeks_of_the_pace(cast, file, person, pace, weeks):
    file.change(pace=pace)
    started(person, weeks=weeks)
    assert quiet(cast.coach, file) == []
    started(person, weeks=weeks, days=1)
    assert quiet(cast.coach, file) == [person.pk]


def test_a_talk_or_a_finished_step_ends_the_silence(cast, login, file, person, contact):
    started(person, weeks=30)
    assert quiet(cast.coach, file) == [person.pk]
    form = {
        "kind": "partner", "contact": contact.pk, "facts": "Het loopt.", "happened_on": day(-3),
    }  # fmt: skip
    client = login(cast.coach)
    start = client.get(url("note", file) + f"?met={contact.pk}")
    assert f'<option value="{contact.pk}" selected' in start.content.decode()
    assert client.post(url("note", file), form).status_code == 302
    assert quiet(cast.coach, file) == []
    assert "Wijkteam (M. Hoekstra)" in client.get(file.get_absolute_url()).content.decode()
    file.journal.all().delete()
    step = plan.add_step(plan.add_goal(file, text="Rust"), text="Bellen", owner=person)
    plan.finish_step(step, state="done", done_on=timezone.localdate(), result="")
    assert quiet(cast.coach, file) == []


def test_a_talk_with_somebody_else_or_about_another_resident_does_not(cast, file, person, contact):
    started(person, weeks=30)
    cases.add_entry(file, by=cast.coach, kind="partner", facts="Gebeld met iemand anders.")
    assert quiet(cast.coach, file) == [person.pk]


def test_only_partners_who_take_part_in_work_that_runs_are_quiet(cast, file, person):
    friend = people.add_somebody_close(file, name="De buurvrouw")
    for who in (person, friend):
        started(who, weeks=30)
    assert quiet(cast.coach, file) == [person.pk]
    for state in ("safety_net", "stopped"):
        ended = timezone.localdate() if state == "stopped" else None
        file.change(state=state, ended_on=ended)
        assert quiet(cast.coach, file) == []
    file.change(state="plan", ended_on=None)
    people.end_participation(person)
    assert quiet(cast.coach, file) == []


def test_the_mark_is_a_word_on_the_page_and_the_rule_stands_beside_it(cast, login, file, person):
    started(person, weeks=30)
    text = page(login, cast, file)
    assert "Stil geworden" in text and "4 weken" in text


def test_a_talk_is_with_a_contact_only_when_it_is_a_talk_with_a_partner(
    cast, login, file, person, contact
):
    form = {"kind": "note", "contact": contact.pk, "facts": "x", "happened_on": day()}
    login(cast.coach).post(url("note", file), form)
    assert file.journal.get().contact is None


def test_a_note_about_somebody_who_takes_no_part_is_refused(cast, login, file, person):
    team = registry.add_partner(cast.vaart.pk, name="Vreemd", kind="welfare")
    foreign = registry.add_contact(team, name="P. Vreemd")
    form = {"kind": "partner", "contact": foreign.pk, "facts": "x", "happened_on": day()}
    answer = login(cast.coach).post(url("note", file), form)
    assert "contact" in answer.context["form"].errors
    assert "Vreemd" not in answer.content.decode()


# --- role, start and end ---------------------------------------------------------------------------


def test_role_start_and_end_are_changed(cast, login, file, person):
    form = {"role": "budgetcoach", "since": day(-20), "until": day(-1), "version": 1}
    assert login(cast.coach).post(url("participant_edit", file, person.pk), form).status_code == 302
    person.refresh_from_db()
    assert (person.role, person.until) == ("budgetcoach", timezone.localdate() - dt.timedelta(1))
    assert "Deden eerder mee" in page(login, cast, file)


@pytest.mark.parametrize(
    ("field", "value"), [("since", day(1)), ("until", day(1)), ("until", day(-30)), ("since", "")]
)
def test_days_that_cannot_be_are_refused(cast, login, file, person, field, value):
    form = {"role": "x", "since": day(-20), "version": 1} | {field: value}
    answer = login(cast.coach).post(url("participant_edit", file, person.pk), form)
    assert field in answer.context["form"].errors


def test_the_second_of_two_editors_is_told_and_keeps_the_text(cast, login, file, person):
    path = url("participant_edit", file, person.pk)
    form = {"role": "eerst", "since": day(-2), "version": 1}
    login(cast.coach).post(path, form)
    late = login(cast.backup).post(path, form | {"role": "later"}).content.decode()
    assert "eerst" in late.split("card-plain--warning")[1] and "later" in late
    person.refresh_from_db()
    assert person.role == "eerst"


def test_the_same_contact_cannot_take_part_twice_at_once(cast, login, file, person, contact):
    people.end_participation(person)
    again = people.add_contact(file, contact=contact)
    person.refresh_from_db()
    form = {"role": "x", "since": day(-2), "until": "", "version": person.version}
    page = login(cast.coach).post(url("participant_edit", file, person.pk), form, follow=True)
    assert page.status_code == 200
    assert file.participants.filter(contact=contact, until=None).get() == again


def test_a_double_click_ends_it_once(cast, login, file, person):
    client = login(cast.coach)
    form = page_of(client.get(url("network", file))).form_to(
        url("participant_end", file, person.pk)
    )
    for _click in range(2):
        assert client.post(form.action, form.fields)["Location"] == url("network", file)
    assert file.participants.get(pk=person.pk).until == timezone.localdate()


# --- the picture -----------------------------------------------------------------------------------


@pytest.fixture
def clash(file, person):
    cause = analysis.add_cause(file, text="Schulden", effect="reinforcing", barriers=[])
    own = file.participants.get(kind="own")
    for who in (person, own):
        analysis.add_stance(cause, participant=who, position="promises", text="")
    return cause


def test_the_picture_shows_who_does_what_and_where_it_contradicts(cast, login, file, clash):
    text = page(login, cast, file)
    assert text.count('role="img"') == 2
    assert "3 partijen doen mee, 1 tegenstrijdigheid" in text
    assert "Beiden zeggen het toe" in text or "toe" in text
    assert "<table" in text


def test_without_anybody_doing_anything_there_is_no_picture_but_a_next_step(
    cast, login, file, person
):
    text = page(login, cast, file)
    assert "<svg xmlns" not in text and "Naar de analyse" in text


def test_who_stopped_is_not_in_the_picture(cast, file, person, clash):
    people.end_participation(person)
    network = read_network(read_team(cast.coach, file))
    assert not network.clashes
    assert "Hoekstra" not in draw(network)["wide"]


def test_what_hangs_on_health_shows_only_to_who_may_see_it(cast, login, file, person, clash):
    from cases.workflow.measuring import set_in_use

    domains = set_in_use(file.organisation)
    file.change(domain_set=domains, sensitive_on=True)
    Cause.objects.update(domain=domains.domains.get(sensitive=True))
    assert "Schulden" in page(login, cast, file)
    assert "Schulden" not in login(cast.backup).get(url("network", file)).content.decode()


@pytest.mark.parametrize("count", [1, 2, 9, 25])
def test_however_many_there_are_all_of_it_stays_within_the_picture(cast, file, clash, count):
    import re

    for number in range(count):
        friend = people.add_somebody_close(file, name=f"Buur {number}", role="x " * 30)
        Stance.objects.create(cause=clash, participant=friend, position="does")
    for drawn in draw(read_network(read_team(cast.coach, file))).values():
        width, height = map(int, re.search(r'viewBox="0 0 (\d+) (\d+)"', drawn).groups())
        boxes = re.findall(r'<rect x="(-?\d+)" y="(-?\d+)" width="(\d+)" height="(\d+)"', drawn)
        assert len(boxes) >= 2 * (count + 3)
        for x, y, wide, high in (map(int, box) for box in boxes):
            assert x >= 0 and y >= 0 and x + wide <= width and y + high <= height
        assert len(re.findall("<path ", drawn)) == count + 2


def test_a_year_later_the_same_silence_is_still_counted_in_days(cast, file, person):
    with time_machine.travel(timezone.now() + dt.timedelta(days=366), tick=False):
        assert quiet(cast.coach, file) == [person.pk]
