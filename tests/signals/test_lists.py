"""Lists of signals: every row on one page, filters that stay, and an address that comes back."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from signals.models import Reporter, Signal
from tests.cast import dwelling, signal

NUMBER = re.compile(r"S-[0-9A-Z]{4}-[0-9A-Z]{4}")
AT = dt.datetime(2026, 5, 4, 10, tzinfo=dt.UTC)


@pytest.fixture
def many(cast):
    """Sixty signals, of which twenty came in at the very same moment."""
    Signal.objects.all().delete()
    today = timezone.localdate()
    made = Signal.objects.bulk_create(
        Signal(
            organisation=cast.kade, facts=f"nr {n}", urgency="danger" if n % 3 else "soon",
            kinds=["noise"] if n % 2 else ["smell"], respond_by=today, feedback_by=today,
            created_at=AT + dt.timedelta(minutes=max(n, 20)),
        )
        for n in range(60)
    )  # fmt: skip
    Reporter.objects.bulk_create(Reporter(signal=one, user=cast.reporter) for one in made)
    return cast


@pytest.fixture
def read(login):
    """The numbers on a page, and where its buttons for newer and older lead."""

    def _read(user, path):
        text = login(user).get(path).content.decode()
        main = text[text.index("<main") :]
        links = dict.fromkeys(("prev", "next"), "")
        for rel in links:
            if found := re.search(rf'rel="{rel}"\s+href="([^"]+)"', main):
                links[rel] = found.group(1).replace("&amp;", "&")
        rows = list(dict.fromkeys(NUMBER.findall(main[main.index("<table") :])))
        return rows, links["prev"], links["next"]

    return _read


@pytest.mark.parametrize(
    ("who", "path"), [("coach", "/signalen/"), ("reporter", "/signalen/mijn/")]
)
def test_turning_pages_shows_every_row_once_and_back_again(many, read, who, path):
    user = getattr(many, who)
    forth, place = [], path
    while place:
        rows, _newer, older = read(user, place)
        forth.append(rows)
        place, last = (path + older if older else ""), place
    expected = list(Signal.objects.order_by("-created_at", "-pk").values_list("number", flat=True))
    assert [len(rows) for rows in forth] == [25, 25, 10]
    assert sum(forth, []) == expected
    back, place = [], last
    while place:
        rows, newer, _older = read(user, place)
        back.append(rows)
        place = path + newer if newer else ""
    assert back[0] == forth[-1] and len(back) == 3
    assert sum(reversed(back), []) == expected


def test_a_filter_goes_along_to_the_next_page(many, read):
    rows, _newer, older = read(many.coach, "/signalen/?urgency=danger")
    assert "urgency=danger" in older
    more, newer, _older = read(many.coach, f"/signalen/{older}")
    assert "urgency=danger" in newer
    danger = set(Signal.objects.filter(urgency="danger").values_list("number", flat=True))
    assert set(rows + more) == danger


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("?urgency=soon", {"urgency": "soon"}),
        ("?kind=smell&urgency=soon", {"urgency": "soon", "kinds": ["smell"]}),
        ("?state=to-assess&kind=smell&urgency=soon", {"urgency": "soon", "kinds": ["smell"]}),
    ],
)
def test_a_filter_in_the_address_bar_is_a_filter(many, read, query, where):
    rows, *_ = read(many.coach, f"/signalen/{query}")
    expected = Signal.objects.filter(**where).order_by("-created_at", "-pk")[:25]
    assert rows == [item.number for item in expected]


def test_what_is_closed_shows_when_asked_for(many, read):
    gone = Signal.objects.order_by("-pk").first()
    Signal.objects.filter(pk=gone.pk).update(state="closed", fed_back_at=AT)
    assert gone.number not in read(many.coach, "/signalen/")[0]
    assert gone.number in read(many.coach, "/signalen/?state=")[0]
    assert read(many.coach, "/signalen/?state=closed")[0] == [gone.number]


def test_a_day_to_count_from_is_a_day_in_amsterdam(many, read):
    Signal.objects.update(created_at=AT)
    late = Signal.objects.order_by("-pk").first()
    at = dt.datetime(2026, 5, 5, 22, 30, tzinfo=dt.UTC)  # half past midnight of the sixth
    Signal.objects.filter(pk=late.pk).update(created_at=at)
    assert read(many.coach, "/signalen/?since=2026-05-06")[0] == [late.number]


def test_an_address_that_came_back_this_month_says_so(cast, login):
    home = dwelling(cast.kade, 31)
    for days in (0, 5, 20):
        signal(cast.reporter, cast.kade, dwelling=home, days_ago=days)
    signal(cast.reporter, cast.kade, dwelling=home, days_ago=40)
    text = login(cast.coach).get("/signalen/").content.decode()
    assert "3 keer" in text


def test_at_an_address_a_reporter_sees_their_own_and_a_coach_sees_all(cast, login):
    other = signal(cast.consultant, cast.kade, dwelling=cast.home)
    path = f"/adres/{cast.home.number}/"
    seen = login(cast.reporter).get(path).content.decode()
    assert cast.signal.number in seen and other.number not in seen and "Vries" not in seen
    full = login(cast.coach).get(path).content.decode()
    assert cast.signal.number in full and other.number in full and "Mevrouw A. de Vries" in full


def test_a_reporter_never_learns_of_a_referral_or_a_trajectory(cast, login):
    for state, more in (
        ("referred", {"triage": "unclear", "referred_to": "crisisdienst"}),
        ("trajectory", {"triage": "spoiler", "trajectory": cast.trajectory, "handler": cast.coach}),
    ):
        Signal.objects.filter(pk=cast.signal.pk).update(state=state, **more)
        for path in ("/", "/signalen/mijn/", f"/signalen/{cast.signal.number}/",
                     f"/adres/{cast.home.number}/"):  # fmt: skip
            text = login(cast.reporter).get(path).content.decode()
            assert "opgepakt" in text.lower(), path
            for word in ("verwezen", "traject", "crisisdienst", "Sanne", "bederft", "onduidelijk"):
                assert word not in text.split("<main")[1].lower(), (path, word)
