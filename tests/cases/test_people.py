"""Who takes part around a resident, and what was agreed with them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Agreement, Participant
from cases.workflow import people
from network.models import Partner, PartnerContact, PartnerKind
from tests.stage import day


@pytest.fixture
def file(cast):
    return cast.trajectory


def contact_at(organisation, partner="Wijkteam", name="M. Hoekstra"):
    made, _new = Partner.objects.get_or_create(
        organisation=organisation, name=partner, kind=PartnerKind.NEIGHBOURHOOD_TEAM
    )
    return PartnerContact.objects.create(partner=made, name=name)


def url(name, file, *args):
    return reverse(f"cases:{name}", args=[file.number, *args])


def added(file):
    return file.participants.current().exclude(kind__in=("resident", "own"))


def test_a_contact_of_the_registry_takes_part(cast, login, file):
    contact = contact_at(cast.kade)
    form = {"who": "known", "contact": contact.pk, "role": "helpt met brieven"}
    assert login(cast.coach).post(url("participant_add", file), form).status_code == 302
    person = added(file).get()
    assert (person.contact, person.role, person.kind) == (contact, "helpt met brieven", "partner")


def test_a_contact_of_another_organisation_cannot_be_chosen(cast, login, file):
    foreign = contact_at(cast.vaart, "Wijkteam Vaart", "P. Vreemd")
    contact_at(cast.kade)
    client = login(cast.coach)
    assert "Vreemd" not in client.get(url("participant_add", file)).content.decode()
    page = client.post(url("participant_add", file), {"who": "known", "contact": foreign.pk})
    assert page.status_code == 200
    assert not added(file).exists()


def test_who_takes_part_already_is_not_offered_again(cast, login, file):
    contact = contact_at(cast.kade)
    people.add_contact(file, contact=contact)
    page = login(cast.coach).get(url("participant_add", file)).content.decode()
    assert "Hoekstra" not in page
    assert people.add_contact(file, contact=contact) == added(file).get()


def test_a_new_partner_comes_into_the_registry_of_this_organisation(cast, login, file):
    form = {
        "who": "new", "partner_name": "Kredietbank", "partner_kind": "debt_help",
        "contact_name": "D. Aksoy", "contact_role": "consulent", "phone": "0600000009",
        "email": "d.aksoy@test.example",
    }  # fmt: skip
    login(cast.coach).post(url("participant_add", file), form)
    contact = added(file).get().contact
    assert (contact.name, contact.phone, contact.role) == ("D. Aksoy", "0600000009", "consulent")
    assert (contact.partner.organisation, contact.partner.kind) == (cast.kade, "debt_help")


def test_a_partner_known_by_that_name_is_not_made_twice(cast, login, file):
    known = contact_at(cast.kade)
    contact_at(cast.vaart)
    form = {"who": "new", "partner_name": "wijkteam", "partner_kind": "other"}
    client = login(cast.coach)
    client.post(url("participant_add", file), form | {"contact_name": "m. hoekstra"})
    assert added(file).get().contact == known
    client.post(url("participant_add", file), form | {"contact_name": "B. Nieuw"})
    assert Partner.objects.filter(organisation=cast.kade).count() == 1
    assert known.partner.contacts.count() == 2


@pytest.mark.parametrize(
    ("who", "missing"),
    [("known", "contact"), ("new", "partner_name"), ("close", "name"), ("", "who")],
)
def test_what_is_needed_depends_on_who_takes_part(cast, login, file, who, missing):
    contact_at(cast.kade)
    page = login(cast.coach).post(url("participant_add", file), {"who": who, "role": "x"})
    assert missing in page.context["form"].errors
    assert not added(file).exists()


def test_somebody_close_has_only_a_name(cast, login, file):
    login(cast.coach).post(url("participant_add", file), {"who": "close", "name": "De buurvrouw"})
    person = added(file).get()
    assert (person.label, person.contact) == ("De buurvrouw", None)
    assert "buurvrouw" not in str(person)


def test_participation_ends_today_and_what_was_done_stays(cast, login, file):
    person = people.add_somebody_close(file, name="De buurvrouw")
    people.add_agreement(file, participant=person, text="Opruimen", due_on=timezone.localdate())
    client = login(cast.coach)
    client.post(url("participant_end", file, person.pk))
    client.post(url("participant_end", file, person.pk))
    person.refresh_from_db()
    assert person.until == timezone.localdate()
    assert "Opruimen" in client.get(url("analysis", file)).content.decode()
    assert (
        person
        not in client.get(url("agreement_add", file)).context["form"].fields["participant"].queryset
    )


def test_the_resident_and_the_coach_always_take_part(cast, login, file):
    for person in file.participants.all():
        assert login(cast.coach).post(url("participant_end", file, person.pk)).status_code == 404
    assert file.participants.current().count() == 2


def test_a_participant_of_another_trajectory_cannot_be_ended(cast, login, file):
    other = make_elsewhere(cast)
    person = people.add_somebody_close(other, name="Iemand")
    assert login(cast.coach).post(url("participant_end", file, person.pk)).status_code == 404
    assert Participant.objects.get(pk=person.pk).until is None


def make_elsewhere(cast):
    from tests import cast as make

    return make.trajectory(cast.coach, cast.kade, who=make.resident(cast.kade, surname="Anders"))


# --- agreements ------------------------------------------------------------------------------------


@pytest.fixture
def agreement(file):
    return people.add_agreement(
        file, participant=file.participants.get(kind="resident"), text="Bellen", due_on=day(3)
    )


def test_an_agreement_says_who_what_and_by_when(cast, login, file):
    person = file.participants.get(kind="resident")
    form = {"participant": person.pk, "text": "De post open", "due_on": day(7)}
    login(cast.coach).post(url("agreement_add", file), form)
    made = Agreement.objects.get()
    assert (made.participant, made.text, made.due_on.isoformat()) == (
        person,
        "De post open",
        day(7),
    )
    assert made.kept is None


@pytest.mark.parametrize(("answer", "kept"), [("yes", True), ("no", False), ("open", None)])
def test_kept_or_not_in_one_click(cast, login, file, agreement, answer, kept):
    client = login(cast.coach)
    form = {"kept": answer, "version": 1}
    assert client.post(url("agreement_settle", file, agreement.pk), form).status_code == 302
    agreement.refresh_from_db()
    assert agreement.kept is kept


def test_the_second_of_two_who_settle_it_is_told(cast, login, file, agreement):
    client = login(cast.coach)
    client.post(url("agreement_settle", file, agreement.pk), {"kept": "yes", "version": 1})
    page = client.post(
        url("agreement_settle", file, agreement.pk), {"kept": "no", "version": 1}, follow=True
    )
    agreement.refresh_from_db()
    assert agreement.kept is True
    assert "flash--warning" in page.content.decode()


def test_an_agreement_is_changed_and_taken_away(cast, login, file, agreement):
    client = login(cast.coach)
    form = {"participant": agreement.participant_id, "text": "Mailen", "due_on": day(4)}
    client.post(url("agreement_edit", file, agreement.pk), form | {"version": 1})
    agreement.refresh_from_db()
    assert agreement.text == "Mailen"
    page = client.post(
        url("agreement_edit", file, agreement.pk), form | {"text": "X", "version": 1}
    )
    assert "Mailen" in [item["stored"] for item in page.context["stored"]]
    client.post(url("agreement_remove", file, agreement.pk), {"version": 2})
    assert not Agreement.objects.exists()


def test_an_agreement_of_another_trajectory_is_not_found_here(cast, login, file, agreement):
    other = make_elsewhere(cast)
    client = login(cast.coach)
    assert client.get(url("agreement_edit", other, agreement.pk)).status_code == 404
    for name in ("agreement_settle", "agreement_remove"):
        assert client.post(url(name, other, agreement.pk), {"kept": "yes"}).status_code == 404
    agreement.refresh_from_db()
    assert agreement.kept is None
