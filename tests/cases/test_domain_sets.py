"""Sets of fields of life: the administrator makes versions, and what was measured keeps its own."""

import uuid

import pytest
from django.urls import reverse

from cases.models import DomainSet
from cases.workflow import domain_sets, measuring
from tests import cast as made
from tests.access_forms import domain_set_form

SETS = "/leefgebieden/"


@pytest.fixture
def base(cast):
    return DomainSet.objects.get(organisation=cast.kade)


@pytest.fixture
def administrator(cast, login):
    return login(cast.administrator)


def page_of(base):
    return reverse("cases:domain_set", args=[base.pk])


def test_a_new_version_has_the_words_that_were_typed(administrator, cast, base):
    typed = domain_set_form(cast) | {
        "domain-0": "Geld en post", "domain-3": "", "domain-8": "Meedoen", "about-8": "in de buurt",
        "word-situation-1": "nood",
    }  # fmt: skip
    assert administrator.post(page_of(base), typed)["Location"] == SETS
    new = DomainSet.objects.get(organisation=cast.kade, in_use=True)
    assert (new.name, new.version) == (base.name, 2)
    names = {domain.code: domain.name for domain in new.domains.all()}
    assert names["money"] == "Geld en post"  # the code stays, so that growth can be compared
    assert names["meedoen"] == "Meedoen"
    assert "growing_up" not in names and len(names) == 8
    assert new.levels.get(aspect="situation", score=1).word == "nood"
    assert new.levels.count() == 15


def test_what_was_made_before_stays_as_it_was(administrator, cast, base):
    before = list(base.domains.values_list("code", "name"))
    administrator.post(page_of(base), domain_set_form(cast) | {"domain-0": "Anders"})
    assert list(base.domains.values_list("code", "name")) == before
    draft = measuring.begin(cast.trajectory, assessor="coach", by=cast.coach)
    assert draft.domain_set == base
    fresh = made.trajectory(cast.coach, cast.kade, who=made.resident(cast.kade))
    assert fresh.domain_set.version == 2


def test_a_version_that_is_not_used_yet_can_be_used_later_and_back(administrator, cast, base):
    typed = domain_set_form(cast)
    del typed["in_use"]
    administrator.post(page_of(base), typed)
    base.refresh_from_db()
    assert base.in_use
    other = DomainSet.objects.get(organisation=cast.kade, version=2)
    administrator.post(reverse("cases:domain_set_use", args=[other.pk]))
    base.refresh_from_db()
    other.refresh_from_db()
    assert (base.in_use, other.in_use) == (False, True)


def test_another_name_begins_a_set_of_its_own(administrator, cast, base):
    administrator.post(page_of(base), domain_set_form(cast) | {"name": "Ons dorp"})
    assert DomainSet.objects.get(organisation=cast.kade, in_use=True).version == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"domain-1": "geld"}, "Deze naam staat er al."),
        ({f"domain-{n}": "" for n in range(6)}, "Noem minstens drie leefgebieden."),
        ({"word-skill-3": ""}, "is-invalid"),
        ({"about-0": "nummer 111222333"}, "burgerservicenummer"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(administrator, cast, base, change, words):
    typed = domain_set_form(cast) | {"domain-7": "Zelf bedacht"} | change
    page = administrator.post(page_of(base), typed)
    assert page.status_code == 200
    assert words in page.content.decode() and "Zelf bedacht" in page.content.decode()
    assert DomainSet.objects.filter(organisation=cast.kade).count() == 1


def test_the_second_of_two_administrators_is_told_and_keeps_the_text(administrator, cast, base):
    typed = domain_set_form(cast) | {"domain-7": "Zelf bedacht"}
    domain_sets.add_version(
        cast.kade, name=base.name, seen=1, in_use=False,
        domains=[("a", "A", "", "", False), ("b", "B", "", "", False), ("c", "C", "", "", False)],
    )  # fmt: skip
    page = administrator.post(page_of(base), typed)
    assert "Een collega maakte zojuist versie 2" in page.content.decode()
    assert "Zelf bedacht" in page.content.decode()
    again = {
        name: field.value() or "" for name, field in ((f.name, f) for f in page.context["form"])
    }
    assert administrator.post(page_of(base), again).status_code == 302
    assert DomainSet.objects.filter(organisation=cast.kade).count() == 3


def test_a_double_click_makes_one_version(administrator, cast, base):
    typed = domain_set_form(cast) | {"once": str(uuid.uuid4())}
    for _ in range(2):
        assert administrator.post(page_of(base), typed)["Location"] == SETS
    assert DomainSet.objects.filter(organisation=cast.kade).count() == 2


def test_the_administrator_reaches_no_set_of_another_organisation(administrator, cast):
    theirs = domain_sets.set_in_use(cast.vaart)
    for name in ("cases:domain_set", "cases:domain_set_use"):
        assert administrator.post(reverse(name, args=[theirs.pk])).status_code == 404
    assert administrator.get(SETS).content.decode().count("Acht leefgebieden") < 5
