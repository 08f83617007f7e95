"""Who works together over an organisation: counted right, and nobody can be recognised."""

import datetime as dt
import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Role
from cases.cooperation import SMALLEST, cooperation, count, rounded
from cases.models import CooperationCount, Participant, Trajectory
from cases.tasks import count_cooperation
from common.charts import Link, arcs
from network.workflow import registry
from residents.models import Resident

PAGE = "/netwerk/samenwerking/"


def contact_of(organisation, name, **partner):
    values = {"kind": "welfare", "sector": "liveability", "level": "execution"} | partner
    made = registry.add_partner(organisation.pk, name=name, **values)
    return registry.add_contact(made, name=f"Iemand bij {name}")


def files(cast, number, *contacts, organisation=None, **values):
    """So many trajectories on which all these contacts take part."""
    organisation = organisation or cast.kade
    start = Resident.objects.count()
    people = Resident.objects.bulk_create(
        Resident(organisation=organisation, surname=f"Bewoner{start + n}") for n in range(number)
    )
    made = Trajectory.objects.bulk_create(
        Trajectory(organisation=organisation, resident=who, coach=cast.coach, **values)
        for who in people
    )
    Participant.objects.bulk_create(
        Participant(trajectory=file, kind="partner", contact=contact)
        for file in made
        for contact in contacts
    )
    return made


def table(login, who):
    return login(who).get(PAGE).context["pairs"]


def test_pairs_are_counted_by_trajectory_and_rounded_down(cast, login):
    team, bank, police = (contact_of(cast.kade, name) for name in ("Team", "Bank", "Politie"))
    files(cast, 12, team, bank)
    files(cast, 5, team, police)
    assert table(login, cast.coach) == [("Team", "Bank", "10+"), ("Team", "Politie", "5+")]


def test_below_five_there_is_nothing_of_it_anywhere(cast, login):
    team, bank = contact_of(cast.kade, "Team"), contact_of(cast.kade, "Bank")
    files(cast, SMALLEST - 1, team, bank)
    text = login(cast.coach).get(PAGE).content.decode()
    assert "Team" not in text and "Bank" not in text and "<table" not in text
    files(cast, 1, team, bank)
    assert "Team" in login(cast.coach).get(PAGE).content.decode()


def test_two_people_of_one_partner_and_a_merged_name_are_one_partner(cast, login):
    team, bank = contact_of(cast.kade, "Team"), contact_of(cast.kade, "Bank")
    second = registry.add_contact(team.partner, name="Tweede")
    files(cast, 6, team, second, bank)
    twin = contact_of(cast.kade, "De bank")
    files(cast, 4, team, twin)
    registry.merge_partners(twin.partner, into=bank.partner)
    assert table(login, cast.coach) == [("Team", "Bank", "10+")]


def test_who_left_and_what_ended_do_not_count(cast, login):
    team, bank = contact_of(cast.kade, "Team"), contact_of(cast.kade, "Bank")
    files(cast, 9, team, bank, state="stopped", ended_on="2026-01-01")
    left = files(cast, 9, team, bank)
    Participant.objects.filter(trajectory__in=left, contact=bank).update(until="2026-01-01")
    assert table(login, cast.coach) == []


def test_no_organisation_counts_in_anothers_picture(cast, login):
    team, bank = contact_of(cast.vaart, "Team"), contact_of(cast.vaart, "Bank")
    files(cast, 9, team, bank, organisation=cast.vaart)
    assert table(login, cast.outsider)
    assert table(login, cast.coach) == [] == table(login, cast.manager)


def test_sectors_and_levels(cast, login):
    team = contact_of(cast.kade, "Team", sector="social_support")
    bank = contact_of(cast.kade, "Bank", sector="work_and_income", level="policy")
    files(cast, 7, team, bank)
    found = cooperation([cast.kade.pk])
    assert found.sectors == {("social_support", "work_and_income"): 5}
    assert found.levels == {("social_support", "execution"): 5, ("work_and_income", "policy"): 5}
    text = login(cast.manager).get(PAGE).content.decode()
    assert text.count('role="img"') == 2 and text.count("5+") > 5
    assert "Iemand" not in text


# --- counted ahead -----------------------------------------------------------------------------------


def test_what_was_put_by_is_what_a_live_count_gives(cast, login):
    team, bank, police = (contact_of(cast.kade, name) for name in ("Team", "Bank", "Politie"))
    files(cast, 12, team, bank)
    files(cast, 3, team, police)
    live = table(login, cast.coach)
    count_cooperation()
    assert CooperationCount.objects.get(pk=cast.kade.pk).numbers == count(cast.kade.pk)
    assert table(login, cast.coach) == live == [("Team", "Bank", "10+")]


def test_a_count_stands_until_the_next_one_and_says_when_it_was(cast, login, time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 2, 9, 5, tzinfo=dt.UTC), tick=False)
    team, bank = contact_of(cast.kade, "Team"), contact_of(cast.kade, "Bank")
    count_cooperation()
    files(cast, 6, team, bank)
    time_machine.shift(dt.timedelta(minutes=3))
    assert table(login, cast.coach) == []
    assert "10.05" in login(cast.coach).get(PAGE).content.decode()
    time_machine.shift(dt.timedelta(minutes=2))
    count_cooperation()
    assert table(login, cast.coach) == [("Team", "Bank", "5+")]
    assert "10.10" in login(cast.coach).get(PAGE).content.decode()


def test_by_hand_it_is_counted_again_for_ones_own_organisation_alone(cast, login):
    count_cooperation()
    for organisation in (cast.kade, cast.vaart):
        pair = [contact_of(organisation, name) for name in ("Team", "Bank")]
        files(cast, 6, *pair, organisation=organisation)
    answer = login(cast.manager).post(PAGE, follow=True)
    assert answer.context["pairs"] == [("Team", "Bank", "5+")]
    assert table(login, cast.outsider) == []


def test_numbers_of_two_organisations_are_added_before_they_are_rounded(cast, login):
    cast.coach.memberships.create(organisation=cast.vaart, role=Role.COACH, since="2020-01-01")
    for organisation, number in ((cast.kade, 4), (cast.vaart, 8)):
        pair = [
            contact_of(organisation, "Team", sector="health"),
            contact_of(organisation, "Bank", sector="safety"),
        ]
        files(cast, number, *pair, organisation=organisation)
    count_cooperation()
    found = cooperation([cast.kade.pk, cast.vaart.pk])
    assert found.sectors == {("health", "safety"): 10}
    assert list(found.pairs.values()) == [5]


@pytest.mark.parametrize("partners", [2, 12])
def test_the_page_takes_as_few_statements_however_many_work_together(
    cast, login, django_assert_max_num_queries, partners
):
    contacts = [contact_of(cast.kade, f"Partner {n}") for n in range(partners)]
    files(cast, 6, *contacts)
    count_cooperation()
    client = login(cast.coach)
    client.get(PAGE)
    with django_assert_max_num_queries(10):
        client.get(PAGE)


# --- nobody can be recognised ------------------------------------------------------------------------


def could_be(shown):
    """What a published number can truly be: nothing shown means fewer than five."""
    return range(shown, shown + 5)


@given(st.integers(0, 300), st.integers(0, 300))
def test_subtracting_a_part_from_a_whole_never_gives_one_to_four(part, rest):
    """The whole and one part are known; the rest might be nobody, or five or more."""
    whole = rounded(part + rest)
    rests = {a - b for a in could_be(whole) for b in could_be(rounded(part)) if a >= b}
    assert rest in rests
    assert not rests <= set(range(1, SMALLEST))


@given(st.lists(st.integers(0, 40), min_size=2, max_size=4))
def test_a_small_number_is_not_known_from_the_whole_and_all_other_parts(parts):
    whole, others = rounded(sum(parts)), [rounded(part) for part in parts[1:]]
    rests = {
        a - sum(rest)
        for a in could_be(whole)
        for rest in itertools.product(*map(could_be, others))
        if a >= sum(rest)
    }
    assert parts[0] in rests
    assert not rests <= set(range(1, SMALLEST))


def test_the_picture_holds_every_name_and_every_bow():
    nodes = [(f"Een hele lange naam van partner {n}", "leefbaarheid") for n in range(10)]
    links = [Link(a, b, a + b, "10+") for a, b in itertools.combinations(range(10), 2)]
    drawn = arcs(nodes, links, title="Titel")
    assert drawn.count("<path") == 45 and drawn.count("<circle") == 10
    width = int(re.search(r'viewBox="0 0 (\d+)', drawn)[1])
    assert width <= 390
    assert all(int(x) + 17 <= width for x in re.findall(r'<text x="(\d+)" y="\d+" text-a', drawn))
    assert "Titel" in drawn and "<desc>" in drawn
    assert arcs(nodes, [], title="Titel") == ""
