"""Keeping the registry: add, change, find, and make one of what was kept twice."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, Role
from audit.models import Entry
from cases import workflow as cases
from cases.workflow import people, plan
from cases.workflow.measuring import set_in_use
from network.models import Partner, PartnerContact
from network.workflow import registry
from tests import cast as made
from tests.pages import Page, page_of
from tests.stage import day

LIST = "/netwerk/"


@pytest.fixture
def team(cast):
    return registry.add_partner(
        cast.kade.pk, name="Wijkteam Zuid", kind="neighbourhood_team", sector="social_support",
        does="hulp bij papieren", area="Zuid", urgent_phone="06 00 00 00 99",
    )  # fmt: skip


@pytest.fixture
def contact(team):
    return registry.add_contact(
        team, name="M. Hoekstra", phone="06 00 00 00 98", email="m@test.example"
    )


def url(name, partner, *more):
    return reverse(f"network:{name}", args=[partner.number, *more])


def text_of(client, path, **data):
    answer = client.post(path, data) if data else client.get(path)
    return answer.content.decode()


def test_a_partner_is_added_and_shows_on_its_card_and_in_the_list(cast, login):
    client = login(cast.coach)
    form = {
        "name": "GGZ  De Wierde", "kind": "mental_health", "sector": "health", "level": "policy",
        "does": "behandeling", "for_whom": "volwassenen", "area": "Veenwaard", "hours": "9-17",
        "phone": "050 123", "urgent_phone": "06 00 00 00 01", "email": "ggz@test.example",
    }  # fmt: skip
    page = client.post("/netwerk/nieuw/", form, follow=True).content.decode()
    partner = Partner.objects.get()
    assert (partner.name, partner.organisation) == ("GGZ De Wierde", cast.kade)
    assert 'href="tel:06 00 00 00 01"' in page and 'href="mailto:ggz@test.example"' in page
    for words in ("Behandeling", "Veenwaard", "9-17", "Beleid", "GGZ"):
        assert words in page
    assert "GGZ De Wierde" in text_of(client, LIST)


def test_a_name_that_is_there_already_is_told_and_nothing_typed_is_lost(cast, login, team):
    form = {"name": "Wijkteam Zuid", "kind": "welfare", "does": "iets anders"}
    page = text_of(login(cast.coach), "/netwerk/nieuw/", **form)
    assert "staat al in het register" in page and "iets anders" in page
    other = registry.add_partner(cast.kade.pk, name="Ander", kind="welfare")
    page = text_of(login(cast.coach), url("partner_edit", other), **form, version=1)
    assert "staat al in het register" in page and "iets anders" in page
    assert Partner.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [("phone", "bel mij"), ("phone", "123456782"), ("does", "BSN 123456782"), ("email", "x")],
)
def test_what_does_not_fit_is_refused_with_a_reason(cast, login, field, value):
    form = {"name": "Nieuw", "kind": "welfare", field: value}
    answer = login(cast.coach).post("/netwerk/nieuw/", form)
    assert field in answer.context["form"].errors
    assert not Partner.objects.exists()


def test_a_contact_person_best_reached_by_phone_needs_a_number(cast, login, team):
    client = login(cast.coach)
    form = {"name": "Jo", "channel": "phone"}
    assert "phone" in client.post(url("contact_add", team), form).context["form"].errors
    client.post(url("contact_add", team), form | {"phone": "06 1"})
    assert team.contacts.get().name == "Jo"


class TestTwoEditors:
    def test_the_second_is_told_keeps_the_text_and_sees_the_difference(self, cast, login, team):
        form = {"name": "Wijkteam Zuid", "kind": "welfare", "area": "Zuid", "version": 1}
        path = url("partner_edit", team)
        assert login(cast.coach).post(path, form | {"area": "Noord"}).status_code == 302
        late = login(cast.backup).post(path, form | {"area": "Oost"})
        told = late.content.decode().split("card-plain--warning")[1].split("</section>")[0]
        assert "Noord" in told and "Oost" in late.content.decode()
        assert Partner.objects.get().area == "Noord"
        login(cast.backup).post(path, form | {"area": "Oost", "version": 2})
        assert Partner.objects.get().area == "Oost"

    def test_the_same_of_a_contact_person(self, cast, login, team, contact):
        path = url("contact_edit", team, contact.pk)
        form = {"name": "M. Hoekstra", "version": 1}
        login(cast.coach).post(path, form | {"role": "teamleider"})
        late = login(cast.backup).post(path, form | {"role": "coach"})
        assert "teamleider" in late.content.decode().split("card-plain--warning")[1]
        assert PartnerContact.objects.get().role == "teamleider"

    def test_a_double_click_adds_one(self, cast, login, team):
        client = login(cast.coach)
        page = page_of(client.get(url("contact_add", team)))
        form = page.form_to("").fields | {"name": "Jo"}
        first = client.post(url("contact_add", team), form)
        second = client.post(url("contact_add", team), form)
        assert first["Location"] == second["Location"]
        assert team.contacts.count() == 1


class TestMerging:
    @pytest.fixture
    def twin(self, cast):
        return registry.add_partner(cast.kade.pk, name="Wijkteam Zuidd", kind="welfare")

    def test_the_loser_leaves_the_lists_and_its_people_show_under_the_winner(
        self, cast, login, team, twin, contact
    ):
        registry.add_contact(twin, name="Petra Wieringa")
        client = login(cast.coach)
        assert "Wijkteam Zuid" in text_of(client, url("partner_merge", twin))
        answer = client.post(url("partner_merge", twin), {"into": team.pk, "version": 1})
        assert answer["Location"] == team.get_absolute_url()
        page = text_of(client, team.get_absolute_url())
        assert "Petra Wieringa" in page and "M. Hoekstra" in page and "Wijkteam Zuidd" in page
        assert "Zuidd" not in text_of(client, LIST)
        assert client.get(twin.get_absolute_url())["Location"] == team.get_absolute_url()
        assert client.get(url("partner_edit", twin)).status_code == 404

    def test_what_pointed_at_the_loser_stays_and_is_called_by_the_winner(
        self, cast, login, team, twin, contact
    ):
        other = registry.add_contact(twin, name="Marga Hoekstra")
        person = people.add_contact(cast.trajectory, contact=other, role="helpt met brieven")
        registry.merge_partners(twin, into=team)
        registry.merge_contacts(other, into=contact)
        person = cast.trajectory.participants.labelled().get(pk=person.pk)
        assert person.contact == other
        assert person.label == "Wijkteam Zuid (M. Hoekstra)"
        page = text_of(login(cast.coach), team.get_absolute_url())
        assert "helpt met brieven" in page and "Marga Hoekstra" in page

    def test_who_takes_part_under_the_old_name_is_found_by_it(self, cast, team, twin, contact):
        registry.merge_partners(twin, into=team)
        made = people.add_partner(
            cast.trajectory, name="wijkteam zuidd", kind="other", contact={"name": "m. hoekstra"}
        )
        assert made.contact == contact

    def test_they_can_be_parted_again(self, cast, login, team, twin):
        registry.merge_partners(twin, into=team)
        client = login(cast.coach)
        assert client.post(url("partner_part", twin)).status_code == 302
        assert "Zuidd" in text_of(client, LIST)
        assert client.post(url("partner_part", twin)).status_code == 404

    def test_contact_persons_can_be_parted_again(self, cast, login, team, contact):
        twin = registry.add_contact(team, name="Marga")
        client = login(cast.coach)
        client.post(url("contact_merge", team, twin.pk), {"into": contact.pk, "version": 1})
        assert list(team.contacts.listed()) == [contact]
        client.post(url("contact_part", team, twin.pk))
        assert team.contacts.listed().count() == 2

    def test_of_a_chain_everything_is_one_step_away(self, cast, team, twin):
        third = registry.add_partner(cast.kade.pk, name="Team", kind="welfare")
        registry.merge_partners(third, into=twin)
        registry.merge_partners(twin, into=team)
        third.refresh_from_db()
        assert third.merged_into == team

    def test_two_who_merge_both_ways_cannot_lose_both(self, cast, team, twin):
        registry.merge_partners(twin, into=team)
        with pytest.raises(registry.NotTheSame):
            registry.merge_partners(team, into=twin)
        assert Partner.objects.listed().get() == team

    def test_the_second_who_merges_an_outdated_one_is_told(self, cast, login, team, twin):
        Partner.objects.get(pk=twin.pk).change(area="Oost")
        form = {"into": team.pk, "version": 1}
        page = login(cast.coach).post(url("partner_merge", twin), form, follow=True)
        assert "flash--warning" in page.content.decode()
        assert Partner.objects.listed().count() == 2

    def test_partners_of_two_organisations_never_become_one(self, cast, login, team):
        foreign = registry.add_partner(cast.vaart.pk, name="Wijkteam Zuid", kind="welfare")
        answer = login(cast.coach).post(url("partner_merge", team), {"into": foreign.pk})
        assert answer.status_code == 200 and "into" in answer.context["form"].errors
        with pytest.raises(registry.NotTheSame):
            registry.merge_partners(team, into=foreign)

    def test_searching_for_the_one_that_stays(self, cast, login, team, twin):
        registry.add_partner(cast.kade.pk, name="Heel anders", kind="welfare")
        page = login(cast.coach).post(url("partner_merge", team), {"q": "heel", "action": "find"})
        assert [str(p.name) for p in page.context["form"].fields["into"].queryset] == [
            "Heel anders"
        ]
        assert not page.context["form"].errors


class TestList:
    def test_filters_and_chips(self, cast, login, team):
        registry.add_partner(cast.kade.pk, name="GGZ", kind="mental_health", sector="health")
        page = text_of(login(cast.coach), LIST + "?sector=health")
        assert "GGZ" in page and "Wijkteam Zuid" not in page
        assert "chip--on" in page

    def test_search_finds_by_person_and_by_what_they_do_and_keeps_the_address_clean(
        self, cast, login, team, contact
    ):
        client = login(cast.coach)
        for words in ("hoekstra", "papieren", "wijkteam papieren", "HOEKSTRA zuid"):
            assert "Wijkteam Zuid" in text_of(client, LIST, q=words), words
        assert "Geen partner gevonden" in text_of(client, LIST, q="fiets")
        assert Entry.objects.filter(action="search", subject="workspace:network").count() == 5

    def test_pages_follow_the_alphabet_whatever_the_capitals(self, cast, login):
        for name in ("b", "A", "É", "d", "C"):
            registry.add_partner(cast.kade.pk, name=name * 3, kind="welfare")
        for number in range(40):
            registry.add_partner(cast.kade.pk, name=f"z{number:02}", kind="welfare")
        client = login(cast.coach)
        first = client.get(LIST)
        names = [row["name"] for row in first.context["rows"]]
        assert names[:5] == ["AAA", "bbb", "CCC", "ddd", "ÉÉÉ"] and len(names) == 25
        after = client.get(LIST + first.context["page"].older_url)
        names += [row["name"] for row in after.context["rows"]]
        assert len(set(names)) == 45

    def test_no_organisation_sees_anothers_registry(self, cast, login, team, contact):
        client = login(cast.outsider)
        assert "Wijkteam" not in text_of(client, LIST)
        assert "Wijkteam" not in text_of(client, LIST, q="wijkteam")
        assert client.get(team.get_absolute_url()).status_code == 404

    def test_who_keeps_two_registries_chooses_which(self, cast, login):
        Membership.objects.create(
            user=cast.coach, organisation=cast.vaart, role=Role.COORDINATOR, since="2020-01-01"
        )
        form = {"name": "Nieuw", "kind": "welfare"}
        client = login(cast.coach)
        assert "organisation" in client.post("/netwerk/nieuw/", form).context["form"].errors
        client.post("/netwerk/nieuw/", form | {"organisation": cast.vaart.pk})
        assert Partner.objects.get().organisation == cast.vaart


class TestWhatIsKnown:
    def test_last_contact_and_open_questions(self, cast, login, team, contact):
        person = people.add_contact(cast.trajectory, contact=contact, role="budget")
        goal = plan.add_goal(cast.trajectory, text="Rust")
        plan.add_step(goal, text="Regeling vragen", owner=person, due_on=dt.date(2026, 1, 2))
        moment = timezone.now() - dt.timedelta(days=3)
        cases.add_entry(
            cast.trajectory, by=cast.coach, kind="partner", contact=contact, facts="x",
            happened_at=moment,
        )  # fmt: skip
        client = login(cast.coach)
        row = client.get(LIST).context["rows"][0]
        assert (row["open"], row["last"] != "") == (1, True)
        page = text_of(client, team.get_absolute_url())
        assert "Regeling vragen" in page and "budget" in page

    def test_who_may_not_see_the_trajectory_sees_no_question_and_no_name(
        self, cast, login, team, contact
    ):
        person = people.add_contact(cast.trajectory, contact=contact, role="budget")
        goal = plan.add_goal(cast.trajectory, text="Rust")
        plan.add_step(goal, text="Regeling vragen", owner=person)
        for who in (cast.colleague, cast.consultant):
            client = login(who)
            assert client.get(LIST).context["rows"][0]["open"] == 0
            page = text_of(client, team.get_absolute_url())
            assert "Regeling" not in page and "Vries" not in page and "budget" not in page

    def test_a_step_about_health_stays_on_the_plan(self, cast, login, team, contact):
        file = cast.trajectory
        person = people.add_contact(file, contact=contact)
        domains = set_in_use(file.organisation)
        file.change(domain_set=domains, sensitive_on=True)
        health = domains.domains.get(sensitive=True)
        goal = plan.add_goal(file, text="Rust", domain=health)
        plan.add_step(goal, text="Naar de huisarts", owner=person)
        assert "huisarts" not in text_of(login(cast.coach), team.get_absolute_url())

    def test_the_list_counts_what_the_card_shows_for_who_sees_few_and_many(
        self, cast, login, team, contact
    ):
        """Steps of a twin's people too; not those done, of others, of closed files or on health."""
        twin = registry.add_partner(cast.kade.pk, name="Wijkteam Zuyd", kind="neighbourhood_team")
        elsewhere = registry.add_partner(cast.kade.pk, name="Ander team", kind="welfare")
        people_there = [contact, registry.add_contact(team, name="Marga"),
                        registry.add_contact(twin, name="Petra"),
                        registry.add_contact(elsewhere, name="Tjeerd")]  # fmt: skip
        registry.merge_contacts(people_there[1], into=contact)
        registry.merge_partners(twin, into=team)
        steps = [step_of(cast, people_there[n % 4], n) for n in range(24)]
        for who, sees in ((cast.coach, steps), (cast.backup, steps[:5]), (cast.colleague, [])):
            client = login(who)
            counted = {row["name"]: row["open"] for row in client.get(LIST).context["rows"]}
            for partner, contacts in ((team, people_there[:3]), (elsewhere, people_there[3:])):
                open_there = {
                    step.text for step, shown in sees if shown and step.owner.contact in contacts
                }
                card = client.get(partner.get_absolute_url()).context["item"].questions
                assert {question.text for question in card} == open_there
                assert len(card) == counted[partner.name] == len(open_there)
        assert sum(shown for _step, shown in steps) == 8


def step_of(cast, contact, number):
    """A step in a file of its own and whether its team sees it; of the first five the backup too."""
    backups = [cast.backup] if number < 5 else []
    file = made.trajectory(cast.coach, cast.kade, backups=backups)
    person = people.add_contact(file, contact=contact)
    domains = set_in_use(file.organisation)
    file.change(domain_set=domains, sensitive_on=True)
    fields = domains.domains
    domain = [None, fields.filter(sensitive=False).first(), fields.get(sensitive=True)][number % 3]
    goal = plan.add_goal(file, text="Rust", domain=domain)
    step = plan.add_step(goal, text=f"Stap {number}", owner=person)
    what = {2: "done", 3: "closed", 4: "ended"}.get(number // 4, "")
    if what == "closed":
        cases.close(file, by=cast.coach, end_reason="moved", ended_on=timezone.localdate())
    elif what == "done":
        step.change(state="done", done_on=timezone.localdate())
    elif what == "ended":
        file.grants.update(until=timezone.now())
    return step, not what and number % 3 < 2


class TestCovenants:
    def form(self, **more):
        return {
            "name": "Convenant", "parties": "Wijkteam Zuid", "purpose": "Samen helpen",
            "categories": ["contact", "plan"], "valid_from": day(-10),
        } | more  # fmt: skip

    def test_a_covenant_names_parties_purpose_data_and_days(self, cast, login, team):
        client = login(cast.coach)
        start = client.get(f"/netwerk/convenanten/nieuw/?partner={team.number}")
        assert "Wijkteam Zuid" in start.content.decode()
        client.post("/netwerk/convenanten/nieuw/", self.form(valid_until=day(20)))
        page = text_of(client, team.get_absolute_url())
        for words in ("Convenant", "Samen helpen", "doelen, stappen en afspraken", "Loopt af"):
            assert words in page, words

    @pytest.mark.parametrize(
        ("field", "value"),
        [("parties", "Onbekend team"), ("parties", ""), ("categories", []), ("purpose", ""),
         ("valid_until", day(-20))],
    )  # fmt: skip
    def test_what_is_missing_is_told(self, cast, login, team, field, value):
        answer = login(cast.coach).post("/netwerk/convenanten/nieuw/", self.form(**{field: value}))
        assert field in answer.context["form"].errors

    def test_the_paper_is_judged_by_its_content_and_comes_back_as_a_download(
        self, cast, login, team
    ):
        from django.core.files.uploadedfile import SimpleUploadedFile

        from tests.stage import jpeg

        client = login(cast.coach)
        fake = SimpleUploadedFile("a.pdf", b"MZ not a pdf")
        answer = client.post("/netwerk/convenanten/nieuw/", self.form(document=fake))
        assert "document" in answer.context["form"].errors
        paper = SimpleUploadedFile("a.pdf", jpeg())
        client.post("/netwerk/convenanten/nieuw/", self.form(document=paper))
        page = Page(text_of(client, "/netwerk/convenanten/"))
        link = next(
            e.attributes["href"] for e in page.elements
            if e.tag == "a" and e.attributes.get("href", "").endswith("/document/")
        )  # fmt: skip
        answer = client.get(link)
        assert b"".join(answer.streaming_content).startswith(b"\xff\xd8\xff")
        assert answer["Content-Disposition"] == 'attachment; filename="convenant.jpg"'
        assert login(cast.outsider).get(link).status_code == 404

    def test_the_second_of_two_editors_is_told(self, cast, login, team):
        client = login(cast.coach)
        client.post("/netwerk/convenanten/nieuw/", self.form())
        path = next(
            e.attributes["href"] for e in Page(text_of(client, "/netwerk/convenanten/")).elements
            if e.attributes.get("href", "").startswith("/netwerk/convenanten/")
            and len(e.attributes["href"]) > 50
        )  # fmt: skip
        client.post(path, self.form(purpose="Eerst", version=1))
        late = client.post(path, self.form(purpose="Later", version=1)).content.decode()
        assert "Eerst" in late.split("card-plain--warning")[1] and "Later" in late
