"""How many statements a page may take, and that it takes as many with one row as with hundreds.

Counted is every statement of the request but SAVEPOINT and RELEASE: the session, the user and their
roles, set_config of the acting user, what the page itself asks, and the row in the log. A page is
asked for once before it is counted, so what a process reads only once does not count.
"""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Role, User
from audit.models import Entry
from cases.models import AddressAdvice, Grant, JournalEntry, Trajectory
from cases.workflow import people
from evaluation.workflow import voices
from network.models import Partner, PartnerContact
from network.workflow import registry
from outbox import workflow as outbox
from residents.models import Dwelling, Resident
from signals import workflow as signals
from signals.models import Reporter, Signal
from tests import cast as made
from tests.access import ACCESS
from tests.stage import Visitor, address, furnish
from tests.stage_evaluation import answer_all

LIST, DETAIL, START = 8, 12, 10
FREE = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


@pytest.fixture
def busy(cast):
    """The cast with a signal that was told about and lies under the trajectory."""
    furnish(cast)
    signals.join_trajectory(cast.signal, trajectory=cast.trajectory, by=cast.coach)
    return cast


@pytest.fixture
def statements(busy):
    """The statements a page takes, asked for by somebody of the cast."""
    visitor = Visitor(busy)

    def _statements(who, path, data=None):
        method = "GET" if data is None else "POST"
        visitor.stay(who, method, path, data)
        with CaptureQueriesContext(connection) as captured:
            answer = visitor.stay(who, method, path, data)
        assert answer.status_code == 200, path
        return [query["sql"] for query in captured if not query["sql"].startswith(FREE)]

    return _statements


def shown(found):
    return "\n".join(f"{number:2} {sql[:220]}" for number, sql in enumerate(found, 1))


def homes(cast, count):
    return Dwelling.objects.bulk_create(
        Dwelling(
            organisation=cast.kade, street="Dijk", house_number=n, postcode="1111 BB", city="X"
        )
        for n in range(1, count + 1)
    )


def more_signals(cast, count, *, here=False):
    """So many signals more, logged by the reporter, each at its own address or all `here`."""
    places = [cast.home] * count if here else homes(cast, count)
    today = timezone.localdate()
    logged = Signal.objects.bulk_create(
        Signal(
            organisation=cast.kade, dwelling=place, facts="x", urgency="soon", kinds=["noise"],
            respond_by=today, feedback_by=today,
        )
        for place in places
    )  # fmt: skip
    Reporter.objects.bulk_create(Reporter(signal=one, user=cast.reporter) for one in logged)


def more_trajectories(cast, count):
    """So many trajectories more with the same team, due now."""
    people = Resident.objects.bulk_create(
        Resident(organisation=cast.kade, surname=f"Jansen{n}") for n in range(count)
    )
    started = Trajectory.objects.bulk_create(
        Trajectory(
            organisation=cast.kade, resident=who, dwelling=home, coach=cast.coach,
            next_contact_on=timezone.localdate(),
        )
        for who, home in zip(people, homes(cast, count), strict=True)
    )  # fmt: skip
    Grant.objects.bulk_create(
        Grant(trajectory=one, user=cast.coach, level="coach", why="coach") for one in started
    )


def more_people(cast, count):
    first = User.objects.count()
    for number in range(first, first + count):
        made.person(f"Collega {number}", Role.REPORTER, cast.kade)


def more_lines(cast, count):
    Entry.objects.bulk_create(
        Entry(
            actor=cast.coach, organisation=cast.kade, action="view", subject="signals:detail",
            files=[f"signals_signal:{cast.signal.pk}", f"cases_trajectory:{cast.trajectory.pk}"],
            ground="role coach", reference="0",
        )
        for _ in range(count)
    )  # fmt: skip


def more_partners(cast, count):
    partners = Partner.objects.bulk_create(
        Partner(organisation=cast.kade, name=f"Partner {n}", kind="welfare")
        for n in range(Partner.objects.count(), Partner.objects.count() + count)
    )
    PartnerContact.objects.bulk_create(
        PartnerContact(partner=partner, name=name) for partner in partners for name in ("A", "B")
    )


def more_mails(cast, count):
    for number in range(count):
        outbox.post(
            to=f"p{number}@partner.example", subject="x", body="x", cause="request",
            urgent=bool(number % 2), sender=cast.coach, organisation_id=cast.kade.pk,
        )  # fmt: skip


def more_advices(cast, count):
    today = timezone.localdate()
    AddressAdvice.objects.bulk_create(
        AddressAdvice(
            organisation=cast.kade, dwelling=home, colour="alone", author=cast.coach,
            review_on=today,
        )
        for home in homes(cast, count)
    )  # fmt: skip


LISTS = [
    ("coach", "workspace:network", more_partners),
    ("coach", "signals:list", more_signals),
    ("reporter", "signals:mine", more_signals),
    ("coach", "cases:list", more_trajectories),
    ("coach", "cases:note_pick", more_trajectories),
    ("privacy_officer", "audit:log", more_lines),
    ("coach", "outbox:list", more_mails),
    ("administrator", "workspace:people", more_people),
    ("coach", "cases:advices", more_advices),
    ("coach", "evaluation:list", more_trajectories),
]


@pytest.mark.parametrize(("who", "name", "add"), LISTS, ids=[name for _w, name, _a in LISTS])
def test_a_list_takes_as_few_statements_at_a_hundred_rows_as_at_one(
    busy, statements, who, name, add
):
    path = address(name, busy)
    add(busy, 1)
    few = statements(who, path)
    assert len(few) <= LIST, shown(few)
    Dwelling.objects.filter(street="Dijk").update(street="Gracht", postcode="3333 DD")
    add(busy, 25)
    some = statements(who, path)
    assert len(some) == len(few), shown(some)
    Dwelling.objects.filter(street="Dijk").update(street="Singel", postcode="4444 EE")
    add(busy, 75 if name != "workspace:people" else 10)
    many = statements(who, path)
    assert len(many) == len(few), shown(many)


@pytest.mark.parametrize(
    ("who", "name", "add"), LISTS[:3], ids=[name for _w, name, _a in LISTS[:3]]
)
def test_a_page_in_the_middle_of_a_list_takes_one_statement_more_at_most(
    busy, statements, who, name, add
):
    path = address(name, busy)
    first = statements(who, path)
    add(busy, 99)
    model = {"signals": Signal, "workspace": Partner}.get(name.partition(":")[0], Trajectory)
    row = model.objects.order_by("-pk")[50]
    middle = statements(who, f"{path}?na={row.number}")
    assert len(middle) <= len(first) + 1, shown(middle)  # the row it goes on from


def test_today_takes_as_few_statements_at_a_hundred_rows_as_at_one(busy, statements):
    more_signals(busy, 1)
    few = statements("coach", "/")
    assert len(few) <= START, shown(few)
    Dwelling.objects.filter(street="Dijk").update(street="Kade", postcode="2222 CC")
    more_signals(busy, 25)
    Dwelling.objects.filter(street="Dijk").update(street="Gracht", postcode="3333 DD")
    more_trajectories(busy, 75)
    Dwelling.objects.filter(street="Dijk").update(street="Singel", postcode="4444 EE")
    more_advices(busy, 20)
    many = statements("coach", "/")
    assert len(many) == len(few), shown(many)


@pytest.mark.parametrize("who", ["reporter", "privacy_officer", "manager"])
def test_the_start_page_of_the_others_is_within_the_same_budget(busy, statements, who):
    found = statements(who, "/")
    assert len(found) <= START, shown(found)


@pytest.mark.parametrize("name", ["signals:detail", "signals:address"])
def test_an_address_where_much_happened_takes_no_more_statements(busy, statements, name):
    more_signals(busy, 1, here=True)
    few = statements("coach", address(name, busy))
    more_signals(busy, 98, here=True)
    for _ in range(4):
        made.resident(busy.kade, busy.home)
    many = statements("coach", address(name, busy))
    assert len(many) <= DETAIL, shown(many)
    assert len(many) == len(few), shown(many)


def test_a_long_timeline_takes_no_more_statements_than_a_short_one(busy, statements):
    path = address("workspace:dossier", busy)
    short = statements("coach", path)
    assert len(short) <= DETAIL, shown(short)
    JournalEntry.objects.bulk_create(
        JournalEntry(
            trajectory=busy.trajectory, author=busy.backup if n % 2 else busy.coach, facts="x",
            kind="visit", outcome="reached", happened_at=timezone.now() - dt.timedelta(hours=n),
        )
        for n in range(300)
    )  # fmt: skip
    long = statements("coach", path)
    assert len(long) == len(short), shown(long)


def test_an_evaluation_takes_as_few_statements_with_many_voices_as_with_two(busy, statements):
    path = address("evaluation:moment", busy)
    give(busy.coach_voice, by=busy.coach)
    give(busy.partner_voice, by=busy.coach)
    few = statements("coach", path)
    assert len(few) <= DETAIL, shown(few)
    for number in range(6):
        team = registry.add_partner(busy.kade.pk, name=f"Team {number}", kind="welfare")
        contact = registry.add_contact(team, name=f"Contact {number}", email="c@partner.example")
        part = people.add_contact(busy.trajectory, contact=contact)
        if number < 4:
            asked = {"level": "network", "channel": "paper", "participant": part}
            give(voices.ask(busy.moment, by=busy.coach, **asked), by=busy.coach)
    many = statements("coach", path)
    assert len(many) == len(few), shown(many)


def give(voice, *, by):
    answer_all(voice)
    voices.give(voice, by=by)


@pytest.mark.parametrize(
    "name",
    [name for (name, method), row in ACCESS.items() if method == "GET" and "200" in row.values()],
)
def test_no_page_takes_more_statements_than_a_detail_page_may(busy, statements, name):
    who = next(
        (w for w in ("coach", *ACCESS[name, "GET"]) if ACCESS[name, "GET"][w] == "200"), None
    )
    if name == "signals:start":  # this one is for signals that lie under no trajectory yet
        Signal.objects.filter(pk=busy.signal.pk).update(state="new", trajectory=None)
    found = statements(who, address(name, busy))
    assert len(found) <= DETAIL, shown(found)


@pytest.mark.parametrize("text", ["Vries", "Dijk", "Dijk 7", "niemand"])
def test_a_search_takes_no_more_statements_when_it_finds_more(busy, statements, text):
    path = address("workspace:search", busy)
    few = statements("coach", path, {"q": text})
    assert len(few) <= DETAIL, shown(few)
    more_trajectories(busy, 30)
    Resident.objects.filter(surname__startswith="Jansen").update(surname="de Vries")
    many = statements("coach", path, {"q": text})
    assert len(many) <= len(few) + 2, shown(many)
    assert len(many) <= DETAIL, shown(many)
