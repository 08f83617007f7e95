"""Whose words turn up where: a marker in every text of two organisations, and every page read."""

import re
from urllib.parse import unquote

import pytest
from django.db import transaction
from django.test import override_settings

from signals.models import Feedback, Reporter
from tests.access import ACCESS, form_for
from tests.marked import COMMON, furnished_pair
from tests.stage import PEOPLE, Visitor, address, patterns

MARKER = re.compile(r"Ω[kv]\d{3}")
READERS = [name for name in PEOPLE if name != "anonymous"] + ["other_reporter"]
SETTINGS = ("cases_catalogueitem", "cases_domainset", "cases_lifedomain", "cases_leveltext")
SETTINGS += ("evaluation_questionnaire", "evaluation_question", "evaluation_option")
ADVICE = ("cases_addressadvice", "cases_contractorlist")
QUESTIONS = "evaluation:questions"
LINKS = ("cases:asked", "cases:colours", QUESTIONS)  # they say who sent them
COACHES = ("coach", "backup", "reader", "colleague")
ALIKE = ("backup", "reader")  # who see the signals that coach and colleague see
SEARCHES = (COMMON, "gemeem", "Ω", "x.example", "Lange Kade 12")


@pytest.fixture(scope="module")
def module_pair(django_db_setup, django_db_blocker, tmp_path_factory):
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        cast = furnished_pair()
        cast.media = media
        cast.seen = {}
        yield cast
        transaction.set_rollback(True)


@pytest.fixture
def pair(module_pair, db, settings):
    settings.MEDIA_ROOT = module_pair.media
    return module_pair


@pytest.fixture
def ask(pair):
    return Visitor(pair)


def markers_in(answer):
    """Every marker in an answer, in its headers too, however they are written."""
    text = answer.body.decode(errors="ignore")
    heads = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return set(MARKER.findall(text + heads + unquote(heads)))


def world_of(who, pair):
    return pair.theirs if who in ("outsider", "other_reporter") else pair


def rows_for(who):
    """Pages to open, also those that ought to be refused, and forms this person may send."""
    column = {"outsider": "coach", "other_reporter": "reporter"}.get(who, who)
    for (page, method), answers in ACCESS.items():
        if ":" in page and (method == "GET" or answers[column] in ("200", "302")):
            yield page, method


def addresses(page, who, pair):
    """The page about everything there is of that kind in somebody's own organisation."""
    world = world_of(who, pair)
    path = address(page, world)
    yield path
    if page.startswith("signals:") and world.signal.number in path and who not in ALIKE:
        for signal in vars(world.work).values():
            yield path.replace(world.signal.number, signal.number)
    if page in ("signals:list", "cases:list"):
        yield path + "?state="


def everything(who, pair, ask):
    """{(page, method, path): markers} of all this person can make the product show."""
    if who in pair.seen:
        return pair.seen[who]
    shown = {}
    for page, method in rows_for(who):
        for path in addresses(page, who, pair):
            if method == "GET":
                shown[page, "GET", path] = markers_in(ask(who, "GET", path))
            else:
                for name, data in bad_forms(page, pair).items():
                    answer = ask(who, "POST", path, data)
                    shown[page, f"POST {name}", path] = markers_in(answer) - typed(data)
    pair.seen[who] = shown
    return shown


def bad_forms(page, pair):
    """Forms that come back with errors, are out of date, or search."""
    if page == "workspace:search":
        return {text: {"q": text} for text in SEARCHES}
    if page == "signals:addresses":
        return {text: {"place": text} for text in SEARCHES}
    if page.endswith("_drop") or page == "accounts:language":
        return {}
    good = form_for(page, pair)
    forms = {"empty": {"submitted": "1"}}
    if page in ("signals:edit", "cases:note_edit", "cases:resident"):
        forms["outdated"] = good | {"version": "999"}
    if page == "signals:start":
        forms |= {text: {"action": "find", "name": text} for text in SEARCHES[:3]}
    if page in ("signals:create", "signals:edit"):
        forms |= {text: good | {"action": "find", "place": text} for text in SEARCHES[:3]}
    return forms


SENDERS = "accounts_organisation"
ASKS = (("accounts_user", "name"), ("accounts_user", "phone"))


def typed(data):
    return set(MARKER.findall(" ".join(str(value) for value in data.values())))


def names_of_senders(markers, page):
    """The organisation; and where there is no code, also the coach who asks."""
    asks = ASKS if page == QUESTIONS else ()
    return [
        word
        for (table, _pk, column), word in markers.items()
        if table == SENDERS or (table, column) in asks
    ]


@pytest.mark.parametrize("who", READERS)
def test_nothing_of_another_organisation_ever_appears(pair, ask, who):
    ours, theirs = pair.kade_markers, pair.vaart_markers
    foreign = {
        "outsider": ours, "other_reporter": ours,
        "coordinator": ours | theirs, "care_worker": ours | theirs,
    }.get(who, theirs)  # fmt: skip
    own_name = {foreign.get(("accounts_user", getattr(pair, who).pk, "name"))}
    for page, markers in everything(who, pair, ask).items():
        # A personal link tells whoever holds it who sent it, and nothing more.
        sender = set(names_of_senders(foreign, page[0])) if page[0] in LINKS else set()
        leaked = markers & (set(foreign.values()) - own_name - sender)
        assert not leaked, (page, [key for key, word in foreign.items() if word in leaked])


@pytest.mark.parametrize(("who", "name"), [("coach", "theirs"), ("outsider", "ours")])
def test_a_foreign_address_typed_in_the_bar_shows_nothing(pair, ask, who, name):
    world = pair.theirs if name == "theirs" else pair
    foreign = pair.vaart_markers if name == "theirs" else pair.kade_markers
    for page, method in rows_for("coach"):
        if patterns()[page]:
            answer = ask(who, method, address(page, world), form_for(page, pair))
            sender = set(names_of_senders(foreign, page)) if page in LINKS else set()
            assert not markers_in(answer) & set(foreign.values()) - sender, page


def test_the_markers_do_appear_where_they_belong(pair, ask):
    """Without this, the tests above would pass on empty pages."""
    words = pair.kade_markers
    seen = set().union(*everything("coach", pair, ask).values())
    unseen = {(table, column) for (table, _pk, column), word in words.items() if word not in seen}
    shown = {(table, column) for (table, _pk, column), word in words.items() if word in seen}
    for table, columns in {
        "residents_resident": "surname phone email initials particle given_name",
        "residents_dwelling": "street city postcode district addition",
        "signals_signal": "facts impression place since_when referred_to",
        "signals_feedback": "text",
        "signals_event": "note",
        "signals_reporter": "name phone email",
        "cases_journalentry": "facts impression",
        "cases_statechange": "reason",
    }.items():
        assert {(table, column) for column in columns.split()} <= shown, unseen
    theirs = set().union(*everything("outsider", pair, ask).values())
    assert len(theirs & set(pair.vaart_markers.values())) > 30


@pytest.mark.parametrize("who", ["reporter", "consultant", "other_reporter"])
def test_who_logs_signals_reads_their_own_words_the_address_and_the_feedback(pair, ask, who):
    """Product: reporters find addresses, never files. All that is not on this list is not theirs."""
    person = getattr(pair, who)
    words = pair.vaart_markers if who == "other_reporter" else pair.kade_markers
    logged = {row.signal_id: row for row in reporters_of(person)}
    may_see = {
        word
        for (table, pk, column), word in words.items()
        if table == "residents_dwelling"
        or table == "accounts_organisation"
        or (table == "accounts_user" and pk == person.pk)
        or (table == "accounts_draft" and pk in drafts_of(person))
        or (table == "signals_signal" and pk in logged and column != "referred_to")
        or (table == "signals_feedback" and pk in told_about(logged))
        or (table.startswith("network_") and who == "consultant")  # who keeps the registry too
        or (table in ADVICE and who == "consultant")  # and gives advice, as the coach did
        or (table == "accounts_user" and pk == pair.coach.pk and who == "consultant")
    }
    seen = everything(who, pair, ask)
    for page, markers in seen.items():
        asks = set(names_of_senders(words, page[0])) if page[0] == QUESTIONS else set()
        leaked = markers - may_see - asks
        assert not leaked, (page, [key for key, word in words.items() if word in leaked])
    assert len(set().union(*seen.values())) > 10


def reporters_of(person):
    return Reporter.objects.filter(user=person)


def drafts_of(person):
    return set(person.drafts.values_list("pk", flat=True))


def told_about(signals):
    return set(Feedback.objects.filter(signal__in=signals).values_list("pk", flat=True))


@pytest.mark.parametrize("who", COACHES)
def test_who_reported_it_stands_on_the_page_of_the_reporter_and_nowhere_else(pair, ask, who):
    words = pair.kade_markers
    inside = {pair.reporter.pk, pair.consultant.pk}
    hidden = {
        word
        for (table, pk, column), word in words.items()
        if table == "signals_reporter" or (table == "accounts_user" and pk in inside)
    }
    seen = everything(who, pair, ask)
    for (page, method, path), markers in seen.items():
        if page != "signals:reporter":
            assert not markers & hidden, (page, method, path)
    on_its_own_page = [m for (page, *_), m in seen.items() if page == "signals:reporter"]
    assert len(set().union(*on_its_own_page) & hidden) >= 3


@pytest.mark.parametrize("who", ["manager", "administrator"])
def test_who_has_no_part_in_the_work_sees_no_words_about_residents(pair, ask, who):
    """The manager sees aggregates only; the administrator no case content."""
    about = {
        word
        for (table, _pk, _column), word in pair.kade_markers.items()
        if not table.startswith(("accounts_", *SETTINGS))
    }
    for page, markers in everything(who, pair, ask).items():
        assert not markers & about, page


def test_the_log_shows_who_and_what_but_no_contents(pair, ask):
    words = pair.kade_markers
    names = {word for (table, _pk, _c), word in words.items() if table.startswith("accounts_")}
    asked = {word for (table, *_), word in words.items() if table == "privacy_correctionrequest"}
    for (page, *_), markers in everything("privacy_officer", pair, ask).items():
        if page != "signals:reporter":
            assert not markers - names - asked, page
