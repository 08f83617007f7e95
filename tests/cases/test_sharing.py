"""Sharing: with a ground, for a purpose, until a day; what a receiver sees is within what it names."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.forms.sharing import ShareForm
from cases.models import ChangedMeanwhile, Consent, Disclosure, LifeDomain, Share
from cases.shared import items_of, seen_by_receiver
from cases.views.sharing import choices_for
from cases.workflow import documents, people, plan, sharing
from cases.workflow.sharing import usual_end
from network.models import Covenant
from network.workflow import registry
from tests import cast as made
from tests.pdfs import assert_for_everyone, words_of
from tests.stage import day


@pytest.fixture
def file(cast):
    cast.trajectory.resident.change(phone="06 11", email="resident@test.example")
    goal = plan.add_goal(cast.trajectory, text="Huur op tijd")
    own = cast.trajectory.participants.get(kind="own")
    for number in range(3):
        plan.add_step(goal, text=f"Stap {number}", owner=own)
    return cast.trajectory


@pytest.fixture
def team(cast):
    return registry.add_partner(cast.kade.pk, name="Wijkteam", kind="neighbourhood_team")


@pytest.fixture
def contact(team):
    return registry.add_contact(team, name="M. Hoekstra", email="m@partner.example")


@pytest.fixture
def consent(cast, file, team):
    return sharing.record_consent(
        file, by=cast.coach, partners=[team], purpose="Samen helpen", categories=["contact"],
        how="spoken",
    )  # fmt: skip


@pytest.fixture
def covenant(cast, team):
    made = Covenant(organisation=cast.kade)
    registry.keep_covenant(
        made, parties=[team], name="Zuid", purpose="Samen", categories=["contact", "plan"],
        valid_from=timezone.localdate(), document=None,
        valid_until=timezone.localdate() + dt.timedelta(days=20),
    )  # fmt: skip
    return made


def fields(ground, contact, **more):
    values = {"contact": contact.pk, "items": ["name"], "ground": ground, "purpose": "Hulp"}
    return values | {"ends_on": day(10)} | more


def errors(cast, data):
    form = ShareForm(data, **choices_for(cast.coach, cast.trajectory))
    form.is_valid()
    return " ".join(str(error) for found in form.errors.values() for error in found)


def url(name, file, *more):
    return reverse(f"cases:{name}", args=[file.number, *more])


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_what_a_receiver_sees_is_within_what_the_share_names(file, data):
    everything = items_of(file)
    codes = [item.code for item in everything]
    assert len(codes) == len(set(codes)) >= 7
    chosen = data.draw(st.lists(st.sampled_from([*codes, "goal:0", "notes", "reporter", "step:x"])))
    seen = seen_by_receiver(Share(trajectory=file, items=chosen))
    assert [item.code for item in seen] == [code for code in codes if code in chosen]


def test_no_field_holds_a_note_a_signal_or_the_reporter(cast, file):
    cast.signal.facts = "Geheim feit"
    cast.signal.save()
    told = " ".join(item.text for item in items_of(file))
    for word in ("Geheim feit", "Karim", "De deur stond open", "Sanne"):
        assert word not in told


def test_health_is_a_field_only_while_it_is_switched_on_and_needs_that_ground(cast, file):
    domain = LifeDomain.objects.filter(domain_set__organisation=cast.kade, sensitive=True).first()
    assert domain
    plan.add_goal(file, text="Naar de huisarts", domain=domain)
    assert "Naar de huisarts" not in [item.text for item in items_of(file)]
    file.change(sensitive_on=True)
    found = {item.text: item for item in items_of(file)}
    assert found["Naar de huisarts"].category == "health"
    offered = dict(ShareForm(**choices_for(cast.backup, file)).fields["items"].choices)
    assert "Doel: Naar de huisarts" not in offered.values()  # the backup was not let in by name


def test_each_ground_is_checked_in_words(cast, file, contact, consent, covenant):
    on_consent = fields(f"consent:{consent.pk}", contact)
    on_covenant = fields(f"covenant:{covenant.pk}", contact)
    step = next(item.code for item in items_of(file) if item.code.startswith("step:"))
    other = registry.add_contact(
        registry.add_partner(cast.kade.pk, name="Politie", kind="police"), name="B. Vos"
    )
    assert errors(cast, on_consent) == errors(cast, on_covenant) == ""
    assert "niet alles delen" in errors(cast, on_consent | {"items": ["name", step]})
    assert errors(cast, on_covenant | {"items": ["name", step]}) == ""
    assert "niet delen met Politie" in errors(cast, on_consent | {"contact": other.pk})
    assert "convenant eindigt eerder" in errors(cast, on_covenant | {"ends_on": day(21)})
    assert "zes maanden" in errors(cast, on_consent | {"ends_on": day(185)})
    assert "welke wet" in errors(cast, fields("duty", contact))
    assert errors(cast, fields("duty", contact, duty="Brandgevaar")) == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"ground": "consent"},
        {"ground": "duty", "duty": ""},
        {"ground": "duty", "duty": "x", "ends_on": timezone.localdate() + dt.timedelta(days=185)},
        {"ground": "duty", "duty": "x", "ends_on": timezone.localdate() - dt.timedelta(days=1)},
    ],
)
def test_the_database_refuses_a_share_without_ground_or_end(cast, file, contact, wrong):
    usual = {"purpose": "x", "items": ["name"], "ends_on": timezone.localdate()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Share.objects.create(
            trajectory=file, contact=contact, made_by=cast.coach, **(usual | wrong)
        )


@pytest.mark.parametrize(
    ("start", "end"),
    [((2026, 11, 22), (2027, 2, 22)), ((2026, 11, 30), (2027, 2, 28)), ((2027, 11, 30), (2028, 2, 29)),
     ((2026, 8, 31), (2026, 11, 30)), ((2026, 10, 1), (2027, 1, 1))],
)  # fmt: skip
def test_a_share_lasts_three_months_unless_somebody_says_otherwise(start, end):
    assert usual_end(dt.date(*start)) == dt.date(*end)


def test_consent_is_put_down_and_taken_back_and_stops_what_hangs_on_it(
    cast, login, file, team, contact
):

    people.add_contact(file, contact=contact)
    data = {"partners": [team.pk], "categories": ["contact"], "purpose": "Hulp", "how": "signed"}
    login(cast.coach).post(url("consent_add", file), data | {"given_on": day()})
    consent = Consent.objects.get()
    assert list(consent.partners.all()) == [team]
    login(cast.coach).post(url("share_add", file), fields(f"consent:{consent.pk}", contact))
    assert Share.objects.live().count() == 1
    assert Disclosure.objects.get().how == "paper"
    login(cast.coach).post(url("consent_withdraw", file, consent.key), {"how": "spoken"})
    assert not Share.objects.live().exists()
    consent.refresh_from_db()
    assert consent.withdrawn_at and consent.withdrawn_how == "spoken"
    assert errors(cast, fields(f"consent:{consent.pk}", contact))
    with pytest.raises(ChangedMeanwhile):
        sharing.withdraw_consent(consent, how="spoken")


def test_a_covenant_that_ended_stops_what_hangs_on_it(cast, login, file, contact, covenant):
    login(cast.coach).post(url("share_add", file), fields(f"covenant:{covenant.pk}", contact))
    assert Share.objects.live().count() == 1
    Covenant.objects.update(
        valid_from=timezone.localdate() - dt.timedelta(days=9),
        valid_until=timezone.localdate() - dt.timedelta(days=1),
    )
    assert not Share.objects.live().exists()


def test_the_second_who_stops_a_share_is_told(cast, login, file, contact):
    login(cast.coach).post(url("share_add", file), fields("duty", contact, duty="Brand"))
    path = url("share_stop", file, Share.objects.get().key)
    login(cast.coach).post(path)
    answer = login(cast.backup).post(path, follow=True)
    assert "Een collega" in answer.content.decode()


def test_the_page_shows_consents_shares_and_the_ledger(cast, login, file, contact, consent):
    login(cast.coach).post(url("share_add", file), fields(f"consent:{consent.pk}", contact))
    text = login(cast.reader).get(url("sharing", file)).content.decode()
    for words in ("Wijkteam (M. Hoekstra)", "Samen helpen", "op papier gegeven of verteld", "Naam"):
        assert words in text
    assert "Delen stoppen" not in text  # who reads along changes nothing


def test_the_ledger_on_paper_tells_the_resident_who_saw_what_and_why(
    cast, login, file, team, contact, consent
):
    login(cast.coach).post(url("share_add", file), fields(f"consent:{consent.pk}", contact))
    other = made.trajectory(
        cast.coach, cast.kade, who=made.resident(cast.kade, surname="Vreemdeling")
    )
    stranger = registry.add_contact(team, name="X. Ander", email="x@partner.example")
    on = {"ground": "duty", "duty": "Brand", "purpose": "Elders", "items": ["name"]}
    sharing.share_on_paper(
        other, by=cast.coach, contact=stranger, ends_on=timezone.localdate(), **on
    )
    sharing.withdraw_consent(consent, how="spoken")
    document = documents.ask(file, kind="ledger", by=cast.coach)
    documents.make(document.pk)
    document.refresh_from_db()
    with document.file.open() as opened:
        pdf = opened.read()
    assert_for_everyone(pdf, title=f"Wat over u is gedeeld {file.number}")
    text = words_of(pdf)
    for words in ("Wijkteam (M. Hoekstra)", "Naam", "Hulp", "Samen helpen", "Ingetrokken op"):
        assert words in text
    for words in ("Vreemdeling", "X. Ander", "Elders"):
        assert words not in text
