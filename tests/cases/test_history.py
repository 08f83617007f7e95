"""Dated facts from before, and the pace with the rhythm of contact it proposes."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from cases.models import HistoryItem, Pace
from cases.rhythm import contact_days, propose_contact
from cases.workflow import history
from common.dates import is_working_day
from tests.stage import day


@pytest.fixture
def file(cast):
    return cast.trajectory


def url(name, file, *args):
    return reverse(f"cases:{name}", args=[file.number, *args])


FACT = {
    "text": "Woonde bij oma",
    "since": "2020-01-01",
    "until": "2021-01-01",
    "source": "de ouders",
}


def test_a_fact_has_a_date_and_a_source(cast, login, file):
    client = login(cast.coach)
    assert client.post(url("history_add", file), FACT).status_code == 302
    made = HistoryItem.objects.get()
    assert (made.since, made.until) == (dt.date(2020, 1, 1), dt.date(2021, 1, 1))
    page = client.get(url("history", file)).content.decode()
    assert "Woonde bij oma" in page and "de ouders" in page


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": "BSN 111222333"}, "text"),
        ({"source": "BSN 111222333"}, "source"),
        ({"since": ""}, "since"),
        ({"since": day(1)}, "since"),
        ({"until": "2019-01-01"}, "until"),
    ],
)
def test_what_is_no_dated_fact_is_refused(cast, login, file, change, field):
    page = login(cast.coach).post(url("history_add", file), FACT | change)
    assert list(page.context["form"].errors) == [field]
    assert not HistoryItem.objects.exists()


def test_a_label_is_kept_and_gets_a_hint(cast, login, file):
    form = FACT | {"text": "Opname wegens depressie"}
    page = login(cast.coach).post(url("history_add", file), form, follow=True).content.decode()
    assert HistoryItem.objects.count() == 1
    assert "depressie" in page and "flash--warning" in page


def test_a_fact_is_changed_by_one_of_two_and_taken_away(cast, login, file):
    made = history.add_fact(file, since=dt.date(2020, 1, 1), text="Woonde bij oma")
    client = login(cast.coach)
    client.post(url("history_edit", file, made.pk), FACT | {"text": "Eerste", "version": 1})
    page = client.post(url("history_edit", file, made.pk), FACT | {"text": "Twee", "version": 1})
    assert "Eerste" in [item["stored"] for item in page.context["stored"]]
    client.post(url("history_remove", file, made.pk), {"version": 1})
    assert HistoryItem.objects.get().text == "Eerste"
    client.post(url("history_remove", file, made.pk), {"version": 2})
    assert not HistoryItem.objects.exists()


def test_a_reader_reads_the_history_and_writes_none(cast, login, file):
    made = history.add_fact(file, since=dt.date(2020, 1, 1), text="Woonde bij oma")
    client = login(cast.reader)
    page = client.get(url("history", file)).content.decode()
    assert "Woonde bij oma" in page
    assert "/feit/" not in page and "/tempo/" not in page
    assert client.post(url("history_add", file), FACT).status_code == 403
    assert client.post(url("history_remove", file, made.pk), {"version": 1}).status_code == 403
    assert client.post(url("pace", file), {"pace": "slow"}).status_code == 403


# --- pace ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("pace", "days"), [("slow", 21), ("normal", 14), ("fast", 7)])
def test_a_pace_proposes_a_rhythm(cast, login, file, pace, days):
    assert (
        login(cast.coach).post(url("pace", file), {"pace": pace, "version": 2}).status_code == 302
    )
    file.refresh_from_db()
    assert (file.pace, file.contact_days, contact_days(file)) == (pace, None, days)


@pytest.fixture(autouse=True)
def second_version(file):
    file.change(pace="")


def test_another_rhythm_needs_a_reason(cast, login, file):
    client = login(cast.coach)
    form = {"pace": "slow", "contact_days": 5, "version": 2}
    page = client.post(url("pace", file), form)
    assert list(page.context["form"].errors) == ["pace_reason"]
    file.refresh_from_db()
    assert file.pace == ""
    client.post(url("pace", file), form | {"pace_reason": "De zitting is dichtbij."})
    file.refresh_from_db()
    assert (file.pace, contact_days(file), file.pace_reason) == (
        Pace.SLOW, 5, "De zitting is dichtbij.",
    )  # fmt: skip


def test_the_proposed_number_of_days_is_no_overruling(cast, login, file):
    login(cast.coach).post(url("pace", file), {"pace": "slow", "contact_days": 21, "version": 2})
    file.refresh_from_db()
    assert file.contact_days is None


def test_who_set_the_pace_second_does_not_win_unseen(cast, login, file):
    client = login(cast.coach)
    client.post(url("pace", file), {"pace": "slow", "version": 2})
    client.post(url("pace", file), {"pace": "fast", "version": 2})
    file.refresh_from_db()
    assert file.pace == "slow"


def test_the_note_shows_the_rhythm_and_fills_in_nothing(cast, login, file):
    client = login(cast.coach)
    path = reverse("cases:note", args=[file.number])
    field = client.get(path).context["form"]["next_contact_on"]
    assert not field.help_text and not field.value()
    history.set_pace(file, pace="fast")
    field = client.get(path).context["form"]["next_contact_on"]
    assert field.help_text and not field.value()
    client.post(path, {"kind": "note", "facts": "Gebeld.", "happened_on": day()})
    before = file.next_contact_on
    file.refresh_from_db()
    assert file.next_contact_on == before


@time_machine.travel("2026-12-18 12:00+01:00")
def test_a_proposed_contact_falls_on_a_working_day(file):
    assert propose_contact(file) is None
    history.set_pace(file, pace="fast")  # a week on is Christmas Day, a Friday
    assert propose_contact(file) == dt.date(2026, 12, 28)
    assert is_working_day(propose_contact(file))
