import datetime as dt

import pytest
from django.utils import timezone, translation

from common.dates import add_working_days, day_words, is_working_day, moment_words, short_date

DAY = dt.date


@pytest.mark.parametrize(
    ("day", "what"),
    [
        (DAY(2026, 1, 1), "New Year"),
        (DAY(2026, 4, 3), "Good Friday"),
        (DAY(2026, 4, 6), "Easter Monday"),
        (DAY(2026, 4, 27), "King's Day"),
        (DAY(2025, 4, 26), "King's Day, moved to Saturday because the 27th is a Sunday"),
        (DAY(2025, 5, 5), "Liberation Day, once in five years"),
        (DAY(2026, 5, 14), "Ascension Day"),
        (DAY(2026, 5, 25), "Whit Monday"),
        (DAY(2026, 12, 25), "Christmas"),
        (DAY(2026, 12, 26), "second day of Christmas"),
        (DAY(2026, 11, 21), "a Saturday"),
    ],
)
def test_offices_are_shut(day, what):
    assert not is_working_day(day), what


@pytest.mark.parametrize(
    "day", [DAY(2026, 5, 5), DAY(2025, 4, 28), DAY(2026, 12, 24), DAY(2026, 12, 31)]
)
def test_offices_are_open(day):
    assert is_working_day(day)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (DAY(2026, 11, 20), 2, DAY(2026, 11, 24)),
        (DAY(2026, 12, 24), 1, DAY(2026, 12, 28)),
        (DAY(2026, 12, 31), 1, DAY(2027, 1, 4)),
        (DAY(2028, 2, 28), 1, DAY(2028, 2, 29)),
        (DAY(2026, 11, 21), 0, DAY(2026, 11, 21)),
        (DAY(2026, 4, 2), 1, DAY(2026, 4, 7)),
    ],
)
def test_working_days_skip_weekends_and_holidays(start, count, end):
    assert add_working_days(start, count) == end


@pytest.mark.parametrize(
    ("delta", "words"),
    [
        (-1, "1 dag te laat"),
        (-3, "3 dagen te laat"),
        (0, "vandaag"),
        (1, "morgen"),
        (5, "donderdag"),
        (9, "over 9 dagen"),
    ],
)
def test_a_date_is_said_in_words(delta, words):
    today = DAY(2026, 11, 21)
    assert day_words(today + dt.timedelta(days=delta), today) == words


def test_english_is_said_in_english():
    today = DAY(2026, 11, 21)
    with translation.override("en"):
        assert day_words(today - dt.timedelta(days=2), today) == "2 days late"


def test_the_year_shows_only_when_it_is_another():
    today = DAY(2026, 11, 21)
    assert short_date(DAY(2026, 3, 2), today) == "2 mrt"
    assert short_date(DAY(2025, 12, 31), today) == "31 dec 2025"


def test_a_moment_is_told_in_amsterdam_time():
    now = dt.datetime(2026, 11, 21, 23, 30, tzinfo=dt.UTC)  # already the 22nd in Amsterdam
    assert timezone.localtime(now).day == 22
    assert moment_words(now - dt.timedelta(minutes=10), now) == "Vandaag 00.20"
    assert moment_words(now - dt.timedelta(hours=1), now) == "Gisteren 23.30"
