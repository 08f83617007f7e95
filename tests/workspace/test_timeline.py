"""The timeline of a trajectory: everything once, newest first, however long it is."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from cases import workflow as cases
from cases.models import JournalEntry
from signals import workflow as signals
from tests.cast import signal
from tests.stage import address
from workspace.dossier import SIZE, timeline

NOON = dt.datetime(2026, 5, 4, 10, tzinfo=dt.UTC)


def entries(cast, count, at):
    """So many notes; `at` gives the moment of each by its number."""
    return JournalEntry.objects.bulk_create(
        JournalEntry(
            trajectory=cast.trajectory,
            author=cast.coach,
            facts=f"notitie {n:03}",
            happened_at=at(n),
        )
        for n in range(count)
    )


def all_pages(cast, user=None):
    """The texts of every page of the timeline, page by page."""
    place, pages = "", []
    while True:
        items, place = timeline(cast.trajectory, user or cast.coach, before=place)
        pages.append(items)
        if not place:
            return pages
        assert len(items) == SIZE and len(pages) < 50


@pytest.mark.parametrize("count", [0, 1, SIZE - 1, SIZE, SIZE + 1, 3 * SIZE + 7])
def test_every_item_stands_on_one_page(cast, count):
    entries(cast, count, lambda n: NOON + dt.timedelta(minutes=n))
    texts = [item.text for page in all_pages(cast) for item in page if item.text]
    assert texts == [f"notitie {n:03}" for n in reversed(range(count))]


def test_notes_of_one_moment_do_not_get_lost_between_two_pages(cast):
    """Notes of an earlier day all stand at noon."""
    entries(cast, 100, lambda n: NOON + dt.timedelta(days=n // 45))
    texts = [item.text for page in all_pages(cast) for item in page if item.text]
    assert sorted(texts) == [f"notitie {n:03}" for n in range(100)]


def test_signals_contacts_and_steps_stand_between_each_other(cast):
    cases.move(cast.trajectory, to="analysis", by=cast.coach, reason="Er is vertrouwen.")
    signals.join_trajectory(cast.signal, trajectory=cast.trajectory, by=cast.coach)
    cases.add_entry(cast.trajectory, by=cast.coach, kind="visit", outcome="reached", facts="Thuis.")
    cases.add_entry(cast.trajectory, by=cast.coach, kind="phone", outcome="attempt", facts="Bel.")
    cases.add_entry(cast.trajectory, by=cast.backup, kind="note", outcome="", facts="Sleutel.")
    (items,) = all_pages(cast)
    assert [item.at for item in items] == sorted((item.at for item in items), reverse=True)
    shapes = {item.shape: item for item in items}
    assert set(shapes) == {"contact", "attempt", "note", "signal", "state"}
    assert shapes["attempt"].badge == "niemand bereikt" and shapes["contact"].badge == "gesproken"
    assert shapes["note"].badge == ""


def test_of_a_signal_the_day_is_told_and_not_the_hour_nor_who_said_it(cast, login):
    told = signal(
        cast.consultant, cast.kade, dwelling=cast.home,
        reporter={"role": "neighbour", "name": "Bep Smit", "phone": "0612345678"},
    )  # fmt: skip
    signals.join_trajectory(told, trajectory=cast.trajectory, by=cast.coach)
    text = login(cast.coach).get(address("workspace:dossier", cast)).content.decode()
    item = re.search(r'<li class="timeline__item timeline__item--signal">.*?</li>', text, re.DOTALL)
    assert "De deur stond open." in item.group()
    assert timezone.localtime(told.created_at).strftime("%H.%M") not in item.group()
    for word in ("Bep", "0612345678", "Fatma", "buur"):
        assert word not in item.group()


def test_one_changes_ones_own_notes(cast, login):
    own = cases.add_entry(cast.trajectory, by=cast.coach, kind="note", outcome="", facts="a")
    other = cases.add_entry(cast.trajectory, by=cast.backup, kind="note", outcome="", facts="b")
    text = login(cast.coach).get(address("workspace:dossier", cast)).content.decode()
    assert str(own.key) in text and str(other.key) not in text


def test_who_reads_along_finds_no_button(cast, login):
    text = login(cast.reader).get(address("workspace:dossier", cast)).content.decode()
    assert "<form" not in text.split("<main")[1].split("</main>")[0]
    for page in ("cases:note", "cases:team", "cases:move", "evaluation:close", "cases:resident"):
        assert address(page, cast) not in text


def test_the_button_for_older_items_leads_to_them(cast, login):
    entries(cast, 40, lambda n: NOON + dt.timedelta(minutes=n))
    path = address("workspace:dossier", cast)
    text = login(cast.coach).get(path).content.decode()
    assert "notitie 039" in text and "notitie 005" not in text
    older = re.search(r'href="(\?voor=[^"]+)"', text).group(1)
    text = login(cast.coach).get(path + older).content.decode()
    assert "notitie 005" in text and "notitie 039" not in text


@pytest.mark.parametrize("place", ["x", "2026-05-04", "2026-05-04T10:00", "_3", "1_1_1", "٣_٣"])
def test_a_place_that_means_nothing_is_the_beginning(cast, place):
    assert timeline(cast.trajectory, cast.coach, before=place) == timeline(
        cast.trajectory, cast.coach
    )
