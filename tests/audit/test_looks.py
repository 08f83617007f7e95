"""Who looks is on record: one line per answer, and no answer without a line."""

import re

import pytest
from django.core.management import get_commands

from audit.models import Entry, file_key
from audit.resolve import keys_of_number
from audit.words import PAGES, ground_words, subject_words
from tests.access import ACCESS, form_for
from tests.stage import address, patterns

NUMBER = re.compile(r"\b(?:S|WC)-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
VISITORS = ("coach", "reader", "reporter", "privacy_officer", "administrator", "outsider")
# Words that stand for the personal data of the cast, and the kind of file that holds them.
PERSONAL = {
    "Vries": ("residents_resident", "cases_trajectory"),
    "Lange Kade": ("residents_dwelling", "signals_signal", "cases_trajectory"),
    "De deur stond open": ("signals_signal",),
    "De post lag open": ("cases_trajectory",),
    "@test.example": ("accounts_user",),
}


def main_of(answer):
    """The page itself, or the whole of a fragment: without the menu and one's own name."""
    text = answer.body.decode(errors="ignore")
    found = MAIN.search(text)
    return found.group() if found else text


def lines_of(answer):
    return list(Entry.objects.filter(reference=answer.headers["X-Request-Reference"]))


def shown_words(answer):
    text = main_of(answer)
    return [word for word in PERSONAL if word in text]


def assert_on_record(answer, person, name):
    """One line that says who, why and what, for whatever of the cast stands on the page."""
    lines = lines_of(answer)
    numbers = set(NUMBER.findall(main_of(answer)))
    words = shown_words(answer)
    if name == "audit:log":
        numbers = set()  # the log names files without showing anything of what is in them
    if not (numbers or words or name == "signals:attachment"):
        assert len(lines) <= 1
        return False
    assert len(lines) == 1, (name, words, numbers)
    line = lines[0]
    assert line.actor_id == person.pk
    assert line.organisation_id in {m.organisation_id for m in person.memberships.current()}
    assert line.subject == name
    assert line.action in ("view", "search", "export")
    assert line.fields == []
    assert ground_words(line.ground) != line.ground, "why it was allowed, in words"
    for number in numbers:
        assert set(keys_of_number(number)) <= set(line.files), (name, number)
    tables = {key.partition(":")[0] for key in line.files}
    for word in words:
        assert tables & set(PERSONAL[word]), (name, word, tables)
    return True


def opened_by(who, method):
    """Pages that open for this person, but the one with made-up examples of parts of pages."""
    for (name, m), row in ACCESS.items():
        if m == method and row[who] in ("200", "302") and name != "components":
            yield name


@pytest.mark.parametrize("who", VISITORS)
def test_every_page_with_personal_data_leaves_one_line_that_names_what_it_showed(visit, stage, who):
    shown = 0
    for name in opened_by(who, "GET"):
        answer = visit_and_look(visit, stage, who, name)
        shown += answer
    assert shown >= {"coach": 20, "reader": 10, "reporter": 5}.get(who, 0)


def visit_and_look(visit, stage, who, name):
    answer = visit.stay(who, "GET", address(name, stage))
    return answer.status_code == 200 and assert_on_record(answer, getattr(stage, who), name)


@pytest.mark.parametrize("who", ["coach", "reporter"])
def test_a_form_that_comes_back_shows_as_much_and_is_on_record_as_well(visit, stage, who):
    shown = 0
    for name in opened_by(who, "POST"):
        # A new code is shown at once, and its making is a line of its own.
        if ":" in name and name != "cases:colour_list_code":
            data = form_for(name, stage) if name.endswith(("search", "addresses")) else {"x": "1"}
            if name.endswith(("edit", "resident")):
                data = form_for(name, stage) | {"version": "999"}
            answer = visit.stay(who, "POST", address(name, stage), data)
            if answer.status_code == 200:
                shown += assert_on_record(answer, getattr(stage, who), name)
    assert shown >= {"coach": 10, "reporter": 3}[who]


def test_what_hangs_on_a_signal_is_named_with_it(visit, stage):
    answer = visit.stay("coach", "GET", address("signals:detail", stage))
    (line,) = lines_of(answer)
    assert {file_key(stage.signal), file_key(stage.resident)} <= set(line.files)


def test_a_look_at_who_reported_it_names_the_reporter(visit, stage):
    for who, ground in (("coach", "role coach"), ("privacy_officer", "role privacy_officer")):
        answer = visit.stay(who, "GET", address("signals:reporter", stage))
        (line,) = lines_of(answer)
        assert file_key(stage.signal.reporter) in line.files
        assert line.ground == ground


@pytest.mark.parametrize(("who", "ground"), [
    ("coach", "grant coach"), ("backup", "grant backup"), ("reader", "grant read"),
])  # fmt: skip
def test_the_line_says_on_which_ground_a_trajectory_was_opened(visit, stage, who, ground):
    answer = visit.stay(who, "GET", address("workspace:dossier", stage))
    assert lines_of(answer)[0].ground == ground


def test_a_refused_page_leaves_no_line_of_a_look(visit, stage):
    for who in ("colleague", "outsider", "reader"):
        answer = visit.stay(who, "GET", address("cases:note", stage))
        assert answer.status_code in (403, 404)
        assert lines_of(answer) == []


@pytest.mark.parametrize("who", ["coach", "reporter", "privacy_officer", "administrator"])
def test_without_the_line_there_is_no_page(visit, stage, monkeypatch, who):
    def full(**_values):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(Entry.objects, "create", full)
    refused = 0
    for name in opened_by(who, "GET"):
        answer = visit(who, "GET", address(name, stage))
        own_draft = who == "reporter" and name == "signals:create"
        if answer.status_code >= 500:
            refused += 1
        else:
            assert own_draft or not NUMBER.search(main_of(answer)), name
        assert not shown_words(answer), name
    assert refused >= {"coach": 20, "reporter": 5, "privacy_officer": 2, "administrator": 1}[who]


def test_there_are_words_for_every_page_that_is_put_on_record(visit, stage):
    for who in VISITORS:
        for method in ("GET", "POST"):
            for name in opened_by(who, method):
                visit.stay(who, method, address(name, stage), form_for(name, stage))
    looks = Entry.objects.filter(action__in=("view", "search", "export"))
    recorded = set(looks.values_list("subject", flat=True))
    assert len(recorded) > 20
    assert recorded <= set(PAGES)
    known = set(patterns()) | set(get_commands())
    assert set(PAGES) <= known, "words for pages that are gone"
    for subject in recorded:
        assert ":" not in subject_words(subject)
