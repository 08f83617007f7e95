"""Hand-over: a colleague becomes coach of one, several or all, and gets a pack of each."""

import datetime as dt
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from cases import hand_over_pack
from cases import workflow as road
from cases.models import Document, Goal, Grant, State, Trajectory, TrajectoryChanged
from cases.permissions import level_of
from cases.workflow import analysis, documents, domain_sets, eviction, measuring, people
from cases.workflow import hand_over as workflow
from network.models import Partner, PartnerContact
from tests.cast import build_cast, resident, trajectory
from tests.pdfs import assert_for_everyone, words_of

URL = "/overdracht/"


def text(answer):
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def caseload(cast, extra=2):
    """The trajectory of the cast and some more of the same coach."""
    made = [
        trajectory(cast.coach, cast.kade, who=resident(cast.kade, surname=f"Nummer{number}"))
        for number in range(extra)
    ]
    return [cast.trajectory, *made]


def form(cast, *chosen, **fields):
    values = {"trajectories": [one.number for one in chosen], "to": cast.colleague.pk}
    values |= {f"version-{one.number}": one.version for one in chosen}
    return values | {"stay": "leave"} | fields


def levels(user, files):
    return [level_of(user, one) for one in files]


def test_one_trajectory_goes_and_the_others_stay(cast, login):
    files = caseload(cast)
    assert login(cast.coach).post(URL, form(cast, files[0])).status_code == 302
    assert levels(cast.colleague, files) == ["coach", "", ""]
    assert levels(cast.coach, files) == ["", "coach", "coach"]
    files[0].refresh_from_db()
    assert files[0].coach == cast.colleague


def test_all_of_them_go_at_once(cast, login):
    files = caseload(cast)
    ended = trajectory(cast.coach, cast.kade, who=resident(cast.kade))
    road.stop(ended, ended_on=timezone.localdate(), by=cast.coach, reason="Verhuisd.")
    login(cast.coach).post(URL, form(cast, everything="on", trajectories=[]))
    assert levels(cast.colleague, files) == ["coach"] * 3
    assert levels(cast.coach, files) == [""] * 3
    assert levels(cast.colleague, [ended]) == [""]  # what ended is no caseload


def test_who_leaves_sees_nothing_at_the_next_request(cast, login):
    browser = login(cast.coach)
    browser.post(URL, form(cast, cast.trajectory))
    assert browser.get(cast.trajectory.get_absolute_url()).status_code == 404
    new = login(cast.colleague)
    assert new.get(cast.trajectory.get_absolute_url()).status_code == 200


def test_who_stays_is_backup_and_the_team_stays_too(cast, login):
    login(cast.coach).post(URL, form(cast, cast.trajectory, stay="backup"))
    people = (cast.colleague, cast.coach, cast.backup, cast.reader)
    assert [level_of(one, cast.trajectory) for one in people] == [
        "coach",
        "backup",
        "backup",
        "read",
    ]


def test_a_backup_who_becomes_coach_has_one_grant(cast, login):
    login(cast.coach).post(URL, form(cast, cast.trajectory, to=cast.backup.pk))
    grants = Grant.objects.valid().filter(user=cast.backup, trajectory=cast.trajectory)
    assert [grant.level for grant in grants] == ["coach"]


def test_the_colleague_reads_it_on_the_timeline_and_finds_the_pack_in_today(cast, login):
    note = "Bel altijd eerst aan de achterkant."
    login(cast.coach).post(URL, form(cast, cast.trajectory, note=note))
    browser = login(cast.colleague)
    dossier = text(browser.get(cast.trajectory.get_absolute_url()))
    assert note in dossier
    assert f"Overgedragen aan {cast.colleague.name}." in dossier
    pack = Document.objects.get()
    assert (pack.requested_by, pack.kind) == (cast.colleague, "hand_over")
    today = text(browser.get("/"))
    assert "Aan jou overgedragen" in today
    assert reverse("cases:document", args=[cast.trajectory.number, pack.key]) in today


def test_the_old_coach_can_not_fetch_the_pack(cast, login):
    browser = login(cast.coach)
    browser.post(URL, form(cast, cast.trajectory))
    pack = Document.objects.get()
    documents.make(pack.pk)
    path = reverse("cases:document_file", args=[cast.trajectory.number, pack.key])
    assert browser.get(path).status_code == 404
    fetched = login(cast.colleague).get(path)
    assert b"".join(fetched.streaming_content).startswith(b"%PDF")
    fetched.close()


# --- all or nothing ------------------------------------------------------------------------------


def test_when_one_changed_meanwhile_none_is_handed_over(cast, login):
    files = caseload(cast)
    seen = form(cast, *files)
    road.move(files[1], to="analysis", by=cast.coach)
    page = text(login(cast.coach).post(URL, seen, follow=True))
    assert "Er is niets overgedragen" in page
    assert levels(cast.coach, files) == ["coach"] * 3
    assert levels(cast.colleague, files) == [""] * 3
    assert not Document.objects.exists()


def test_a_fault_halfway_leaves_every_grant_as_it_was(cast):
    files = caseload(cast)
    road.stop(files[2], ended_on=timezone.localdate(), by=cast.coach, reason="Verhuisd.")
    before = set(Grant.objects.valid().values_list("trajectory", "user", "level"))
    with pytest.raises(TrajectoryChanged):
        workflow.hand_over(files, to=cast.colleague, by=cast.coach, stay=False)
    assert set(Grant.objects.valid().values_list("trajectory", "user", "level")) == before


def test_a_double_click_hands_over_once(cast, login):
    browser = login(cast.coach)
    sent = form(cast, cast.trajectory, once="0f1c3cf0-6b0f-43c5-8f4a-6a5b9d3d9d11")
    answers = [browser.post(URL, sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Document.objects.count() == 1
    assert cast.trajectory.journal.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_hand_overs_at_once_one_wins():
    cast = build_cast()
    files = caseload(cast, extra=3)
    gate, refused = Barrier(2), []

    def give(to, order):
        try:
            mine = list(Trajectory.objects.filter(pk__in=[one.pk for one in files]))
            gate.wait(5)
            workflow.hand_over(mine[::order], to=to, by=cast.coach, stay=False)
        except TrajectoryChanged:
            refused.append(to)
        finally:
            connection.close()

    threads = [Thread(target=give, args=args) for args in ((cast.colleague, 1), (cast.backup, -1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    coaches = set(
        Trajectory.objects.filter(pk__in=[f.pk for f in files]).values_list("coach", flat=True)
    )
    assert len(coaches) == 1
    assert cast.coach.pk not in coaches


# --- who may, and to whom ---------------------------------------------------------------------------


def test_only_ones_own_can_be_chosen(cast, login):
    answer = login(cast.backup).post(URL, form(cast, cast.trajectory, to=cast.colleague.pk))
    assert answer.status_code == 200
    assert level_of(cast.colleague, cast.trajectory) == ""
    assert cast.resident.full_name not in text(login(cast.backup).get(URL))


@pytest.mark.parametrize("who", ["outsider", "manager", "coach"])
def test_it_goes_to_a_coach_of_the_same_organisation_only(cast, login, who):
    sent = form(cast, cast.trajectory, to=getattr(cast, who).pk)
    assert login(cast.coach).post(URL, sent).status_code == 200
    assert level_of(cast.coach, cast.trajectory) == "coach"


def test_a_colleague_of_my_other_organisation_gets_nothing_of_this_one(cast, login):
    Membership.objects.create(
        user=cast.coach, organisation=cast.vaart, role="coach", since=dt.date(2020, 1, 1)
    )
    sent = form(cast, cast.trajectory, to=cast.outsider.pk)
    page = text(login(cast.coach).post(URL, sent))
    assert "werkt niet bij die organisatie" in page
    assert level_of(cast.outsider, cast.trajectory) == ""


def test_nothing_chosen_is_said_in_words(cast, login):
    page = text(login(cast.coach).post(URL, form(cast)))
    assert "Kies minstens één traject." in page


def test_without_the_role_of_coach_there_is_no_page(cast, login):
    for who in (cast.manager, cast.reporter, cast.privacy_officer, cast.administrator):
        assert login(who).get(URL).status_code == 403


# --- the pack ----------------------------------------------------------------------------------------


def furnish(cast):
    file, today = cast.trajectory, timezone.localdate()
    partner = Partner.objects.create(organisation=cast.kade, name="Wijkteam Noord", kind="welfare")
    contact = PartnerContact.objects.create(partner=partner, name="Jet Smit", phone="0612312312")
    helper = people.add_contact(file, contact=contact, role="schulden")
    people.add_agreement(
        file, participant=helper, text="Belt elke maandag", due_on=today + dt.timedelta(days=3)
    )
    settled = people.add_agreement(file, participant=helper, text="Is al gedaan", due_on=today)
    people.settle(settled, kept=True)
    health = file.domain_set.domains.get(sensitive=True)
    for text_, domain in (("Post openen", None), ("Geheim van gezondheid", health)):
        goal = Goal.objects.create(trajectory=file, text="Doel", domain=domain)
        goal.actions.create(text=text_, owner=helper)
    eviction.set_phase(
        file,
        seen=None,
        by=cast.coach,
        phase="court",
        since=today,
        date=today + dt.timedelta(days=9),
    )
    for number in range(12):
        road.add_entry(
            file,
            by=cast.coach,
            kind="visit",
            outcome="reached",
            happened_at=timezone.now() - dt.timedelta(days=12 - number),
            facts=f"Bezoek nr{number:02d}.",
            impression="Indruk van de coach.",
        )
    road.plan_contact(file, on=today + dt.timedelta(days=4))


def pack(cast, *, sensitive=False):
    asked = Document(trajectory=cast.trajectory, requested_by=cast.coach, sensitive=sensitive)
    return hand_over_pack.render(asked)


def pack_words(cast, **options):
    return words_of(pack(cast, **options))


def test_the_pack_tells_who_what_next_and_whom_to_call(cast):
    furnish(cast)
    words = pack_words(cast)
    for part in (
        "de Vries", "Lange Kade 12", "Kennismaken", "Zittingsdatum bekend", "Post openen",
        "Belt elke maandag", "Wijkteam Noord (Jet Smit)", "0612312312", cast.backup.name,
        "Volgend contact op",
    ):  # fmt: skip
        assert part in words, part
    assert "Is al gedaan" not in words
    assert "Indruk van de coach" not in words


def test_the_pack_shows_the_last_ten_contacts(cast):
    furnish(cast)
    words = pack_words(cast)
    assert all(f"nr{number:02d}." in words for number in range(2, 12))
    assert "nr00." not in words
    assert "nr01." not in words


def test_health_is_in_the_pack_only_for_who_may_see_it(cast):
    furnish(cast)
    assert "Geheim van gezondheid" not in pack_words(cast)
    assert "Geheim van gezondheid" in pack_words(cast, sensitive=True)


def grown(cast):
    """Two measurements: of money, and of health."""
    file = cast.trajectory
    for value in (1, 4):
        draft = measuring.begin(file, assessor="coach", by=cast.coach)
        domains = draft.domain_set.domains.filter(code__in=("money", "health"))
        scores = {(domain.pk, "situation"): value for domain in domains}
        reasons = {domain.pk: "Gezien." for domain in domains}
        chosen = {domain.pk for domain in domains}
        measuring.fill(draft, by=cast.coach, scores=scores, reasons=reasons, domains=chosen)
        measuring.sign(draft)


def test_a_screen_reader_can_read_the_pack_and_its_picture(cast):
    furnish(cast)
    grown(cast)
    pictures = assert_for_everyone(pack(cast), title=f"Overdrachtsmap {cast.trajectory.number}")
    assert pictures == ["Groei op 1 van 1 leefgebied"]
    words = pack_words(cast)
    assert "Geld 1 4" in words
    assert "Gezondheid" not in words
    pictures = assert_for_everyone(
        pack(cast, sensitive=True), title=f"Overdrachtsmap {cast.trajectory.number}"
    )
    assert pictures == ["Groei op 2 van 2 leefgebieden"]
    assert "Gezondheid 1 4" in pack_words(cast, sensitive=True)


def test_the_pack_tells_what_holds_back_and_what_helps(cast):
    health = domain_sets.set_in_use(cast.kade).domains.get(sensitive=True)
    cast.trajectory.change(domain_set=health.domain_set)
    analysis.add_barrier(cast.trajectory, text="De post blijft dicht")
    analysis.add_cause(cast.trajectory, text="Schulden", effect="reinforcing", barriers=[])
    analysis.add_cause(cast.trajectory, text="Een buurvrouw", effect="mitigating", barriers=[])
    analysis.add_cause(
        cast.trajectory, text="Slaapt slecht", effect="reinforcing", barriers=[], domain=health
    )
    words = pack_words(cast)
    assert all(part in words for part in ("De post blijft dicht", "Schulden", "Een buurvrouw"))
    assert "Slaapt slecht" not in words
    assert "Slaapt slecht" in pack_words(cast, sensitive=True)


def test_a_trajectory_in_its_safety_net_says_who_keeps_it(cast):
    from cases.workflow import safety_net

    for state in ("analysis", "plan", "action"):
        road.move(cast.trajectory, to=state, by=cast.coach)
    safety_net.keep(
        cast.trajectory,
        keeper=cast.trajectory.participants.get(kind="own"),
        days=28,
        next_contact_on=timezone.localdate(),
        by=cast.coach,
    )
    assert cast.trajectory.state == State.SAFETY_NET
    assert "elke 28 dagen" in pack_words(cast)
