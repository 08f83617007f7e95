"""One box for names, addresses and numbers, and who finds what in it."""

import datetime as dt
import re

import pytest

from residents.models import Tenancy, Tenant
from signals.models import Signal
from tests.cast import dwelling, resident, signal, trajectory

HIT = re.compile(r'<li class="due-list__item">.*?</li>', re.DOTALL)


@pytest.fixture
def find(cast, login):
    """What somebody finds: the words of each hit."""

    def _find(text, who=None):
        answer = login(who or cast.coach).post("/zoeken/", {"q": text})
        assert answer.status_code == 200
        hits = HIT.findall(answer.content.decode())
        return [" ".join(re.sub("<[^>]+>", " ", hit).split()) for hit in hits]

    return _find


@pytest.mark.parametrize("typed", ["vries", "de vries", "Devries", "A. de Vries", "VRIES", "vrise"])
def test_a_resident_is_found_with_their_trajectory_and_address(cast, find, typed):
    found = find(typed)
    assert any("Traject" in hit and cast.trajectory.number in hit for hit in found)
    assert any("Bewoner" in hit and "Lange Kade 12" in hit for hit in found)


@pytest.mark.parametrize("typed", ["{}", "{}  ", "wc {0}"])
def test_a_number_leads_straight_to_it(cast, find, typed):
    number = cast.trajectory.number.removeprefix("WC-") if "wc" in typed else cast.trajectory.number
    (hit,) = find(typed.format(number.lower()))
    assert cast.trajectory.number in hit
    (hit,) = find(cast.signal.number.replace("-", " "))
    assert "Signaal" in hit


def test_a_reporter_finds_addresses_and_their_own_signals(cast, find):
    theirs = signal(cast.consultant, cast.kade, dwelling=cast.home)
    assert find("vries", cast.reporter) == []
    assert [hit.split()[0] for hit in find("lange kade", cast.reporter)] == ["Lange"]
    assert len(find(cast.signal.number, cast.reporter)) == 1
    assert find(theirs.number, cast.reporter) == []
    assert find(cast.trajectory.number, cast.reporter) == []


def test_a_colleague_finds_the_resident_and_not_the_trajectory(cast, find):
    found = find("vries", cast.colleague)
    assert found and not any(cast.trajectory.number in hit for hit in found)
    assert find(cast.trajectory.number, cast.colleague) == []


def test_nothing_of_another_organisation_is_found(cast, find):
    home = dwelling(cast.vaart, 5, street="Vaartweg")
    who = resident(cast.vaart, home, surname="Onvindbaar")
    theirs = trajectory(cast.outsider, cast.vaart, who=who, home=home)
    logged = signal(cast.other_reporter, cast.vaart, dwelling=home)
    for typed in ("Onvindbaar", "Vaartweg 5", theirs.number, logged.number, home.number):
        assert find(typed) == []
    assert len(find("Onvindbaar", cast.outsider)) == 2


@pytest.mark.parametrize("typed", ["", " ", "a", "%", "%%", "__", "\\", "'", "x" * 500])
def test_too_little_or_too_odd_finds_nothing(find, typed):
    assert find(typed) == []


def test_words_may_stand_in_any_order(cast, find):
    resident(cast.kade, cast.home, given_name="Anna", surname="Zuiderduin", particle="van")
    assert find("zuiderduin anna") == find("anna van zuiderduin") != []


def test_who_moved_is_found_where_they_live_now(cast, find):
    old, new = (
        dwelling(cast.kade, 50, street="Oudeweg"),
        dwelling(cast.kade, 60, street="Nieuweweg"),
    )
    who = resident(cast.kade, surname="Verhuizer", particle="")
    for home, starts, ends in (
        (new, dt.date(2024, 1, 1), None),
        (old, dt.date(2015, 1, 1), dt.date(2023, 12, 31)),
    ):
        lived = Tenancy.objects.create(dwelling=home, starts_on=starts, ends_on=ends)
        Tenant.objects.create(tenancy=lived, resident=who)
    (hit,) = find("verhuizer")
    assert "Nieuweweg 60" in hit


def test_what_was_searched_stands_in_no_address_bar(cast, login):
    answer = login(cast.coach).get("/zoeken/", {"q": "vries"})
    assert "Mevrouw A. de Vries" not in answer.content.decode()


def test_a_signal_is_found_once_though_one_is_coach_and_reporter(cast, find):
    own = signal(cast.coach, cast.kade, dwelling=cast.home)
    assert len(find(own.number)) == 1
    assert Signal.objects.filter(pk=own.pk).exists()
