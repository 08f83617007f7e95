"""Writing down a visit: reached or not, when, and what one thinks of it."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from cases.models import JournalEntry, Trajectory
from tests.cast import resident, trajectory
from tests.pages import Page
from tests.stage import address, day


def form(**more):
    return {
        "kind": "visit",
        "reached": "yes",
        "facts": "Hij deed open.",
        "happened_on": day(),
    } | more


@pytest.fixture
def write(cast, login):
    """Write a note as the coach; the entry, or the page when it was not accepted."""

    def _write(who=None, **more):
        answer = login(who or cast.coach).post(address("cases:note", cast), form(**more))
        return JournalEntry.objects.latest("pk") if answer.status_code == 302 else answer

    return _write


@pytest.mark.parametrize("kind", ["visit", "phone", "message", "office"])
def test_of_a_contact_one_says_whether_somebody_was_reached(write, kind):
    assert write(kind=kind, reached="yes").outcome == "reached"
    assert write(kind=kind, reached="no").outcome == "attempt"
    answer = write(kind=kind, reached="")
    assert "Kies of je de bewoner hebt gesproken" in answer.content.decode()


@pytest.mark.parametrize("kind", ["note", "partner"])
@pytest.mark.parametrize("reached", ["", "yes", "no"])
def test_a_note_or_a_talk_with_a_partner_is_never_a_contact(write, kind, reached):
    assert write(kind=kind, reached=reached).outcome == ""


@pytest.mark.parametrize("missing", ["facts", "happened_on", "kind"])
def test_what_is_asked_must_be_answered(write, missing):
    assert write(**{missing: ""}).status_code == 200
    assert not JournalEntry.objects.exists()


class TestWhen:
    @pytest.fixture(autouse=True)
    def _tuesday_afternoon(self):
        with time_machine.travel(dt.datetime(2026, 11, 24, 14, 30, tzinfo=dt.UTC), tick=False):
            yield

    @pytest.mark.parametrize(
        ("on", "clock", "expected"),
        [
            ("2026-11-24", "", "2026-11-24 15:30"),
            ("2026-11-24", "09:15", "2026-11-24 09:15"),
            ("2026-11-20", "", "2026-11-20 12:00"),
            ("2026-11-20", "23:59", "2026-11-20 23:59"),
            ("2026-03-29", "02:30", "2026-03-29 03:30"),  # the hour that did not exist
            ("2026-10-25", "02:30", "2026-10-25 02:30"),  # the hour there was twice
        ],
    )
    def test_a_time_is_optional(self, write, on, clock, expected):
        entry = write(happened_on=on, happened_time=clock)
        local = timezone.localtime(entry.happened_at)
        assert local.strftime("%Y-%m-%d %H:%M") == expected

    @pytest.mark.parametrize(("on", "clock"), [("2026-11-25", ""), ("2026-11-24", "15:31")])
    def test_what_has_yet_to_come_is_refused(self, write, on, clock):
        assert write(happened_on=on, happened_time=clock).status_code == 200

    def test_a_planned_contact_lies_ahead(self, cast, write):
        assert write(next_contact_on="2026-11-23").status_code == 200
        write(next_contact_on="2026-11-24")
        cast.trajectory.refresh_from_db()
        assert cast.trajectory.next_contact_on == dt.date(2026, 11, 24)


def test_a_short_note_on_the_timeline_asks_only_what_happened(cast, login):
    page = Page(login(cast.coach).get(address("workspace:dossier", cast)).content.decode())
    box = page.form_to(address("cases:note", cast))
    answer = login(cast.coach).post(
        box.action, box.fields | {"facts": "Sleutel ligt bij de buren."}
    )
    assert answer.status_code == 302
    entry = JournalEntry.objects.get()
    assert (entry.kind, entry.outcome, entry.facts) == ("note", "", "Sleutel ligt bij de buren.")


class TestChanging:
    @pytest.fixture
    def entry(self, cast, write):
        cast.entry = write(happened_time="00:00")
        return cast.entry

    def change(self, cast, client, **more):
        return client.post(address("cases:note_edit", cast), form(happened_time="00:00", **more))

    def test_it_starts_with_what_stands_there(self, cast, login, entry):
        page = Page(login(cast.coach).get(address("cases:note_edit", cast)).content.decode())
        fields = page.form_to("").fields
        assert fields["happened_on"] == day() and fields["happened_time"] == "00:00"
        assert "next_contact_on" not in fields

    def test_it_is_said_that_it_was_changed(self, cast, login, entry):
        self.change(cast, login(cast.coach), facts="Zij deed open.")
        text = login(cast.backup).get(address("workspace:dossier", cast)).content.decode()
        assert "Zij deed open." in text and "gewijzigd" in text

    def test_the_second_is_told_keeps_the_text_and_sees_the_difference(self, cast, login, entry):
        client = login(cast.coach)
        self.change(cast, client, facts="Eerst.", version=1)
        answer = self.change(cast, client, facts="Later.", version=1)
        text = answer.content.decode()
        assert answer.status_code == 200
        assert "Eerst." in text and "Later." in text
        assert 'name="version" value="2"' in text
        assert JournalEntry.objects.get().facts == "Eerst."
        self.change(cast, client, facts="Later.", version=2)
        assert JournalEntry.objects.get().facts == "Later."

    def test_a_difference_in_outcome_alone_is_told_too(self, cast, login, entry):
        client = login(cast.coach)
        self.change(cast, client, reached="no", version=1)
        answer = self.change(cast, client, reached="yes", version=1)
        assert answer.status_code == 200
        assert "Nee, niemand bereikt" in answer.content.decode().split("card-plain--warning")[1]
        assert JournalEntry.objects.get().outcome == "attempt"

    def test_an_entry_of_another_trajectory_is_not_here(self, cast, login, entry):
        other = trajectory(cast.coach, cast.kade, who=resident(cast.kade))
        path = f"/trajecten/{other.number}/notitie/{entry.key}/"
        assert login(cast.coach).get(path).status_code == 404
        assert login(cast.coach).post(path, form(facts="x")).status_code == 404


class TestDraft:
    def test_what_was_typed_comes_back_and_goes_when_it_is_saved(self, cast, login, write):
        key = f"note {cast.trajectory.number}"
        login(cast.coach).post(
            "/concept/", {"draft": key, "facts": "Half een zin", "kind": "phone"}
        )
        text = login(cast.coach).get(address("cases:note", cast)).content.decode()
        assert "Half een zin" in text
        write()
        assert not cast.coach.drafts.exists()

    def test_it_is_for_this_trajectory_and_this_person(self, cast, login):
        other = trajectory(cast.coach, cast.kade, backups=[cast.backup], who=resident(cast.kade))
        key = f"note {cast.trajectory.number}"
        login(cast.coach).post("/concept/", {"draft": key, "facts": "Half een zin"})
        for who, number in ((cast.coach, other.number), (cast.backup, cast.trajectory.number)):
            text = login(who).get(f"/trajecten/{number}/notitie/").content.decode()
            assert "Half een zin" not in text


def test_what_ended_still_takes_a_note_but_plans_nothing(cast, login, write):
    login(cast.coach).post(
        address("evaluation:close", cast), {"end_reason": "moved", "ended_on": day(), "version": 1}
    )
    assert write(next_contact_on=day(3)).facts == "Hij deed open."
    assert Trajectory.objects.get(pk=cast.trajectory.pk).next_contact_on is None
