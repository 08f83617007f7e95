"""The three reports of a trajectory: readable by all, nothing missing made up, nobody given away."""

import datetime as dt
import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.translation import override
from pypdf import PdfReader

from audit.models import Entry
from cases.models import Trajectory
from cases.workflow import measuring, people
from evaluation import trajectory_facts as facts
from evaluation.models import Evaluation, Report
from evaluation.reports import KINDS, fingerprint
from evaluation.workflow import moments
from signals import workflow as signals
from signals.models import Signal
from tests import cast as made
from tests.marked import mark, rows_there_are
from tests.pdfs import assert_for_everyone, words_of
from tests.stage import furnish
from workspace.demo import evaluations
from workspace.demo.calendar import Calendar

MARKER = re.compile(r"Ωk\d{3}")
ALL = ("file", "resident", "network")

# What each report is for: of every other column no word stands in it.
OF_THE_FIELDS = {
    "cases_lifedomain": "name",
    "cases_domainset": "name",
    "accounts_organisation": "name",
}
MAY_STAND_IN = {
    "file": OF_THE_FIELDS | {
        "residents_resident": "initials particle surname",
        "accounts_user": "name",
        "cases_action": "text", "cases_barrier": "text", "cases_cause": "text",
        "cases_agreement": "text", "cases_participant": "name", "network_partner": "name",
        "evaluation_question": "text", "evaluation_option": "label",
    },
    "resident": OF_THE_FIELDS | {
        "residents_resident": "initials particle surname",
        "accounts_user": "name phone",
        "cases_action": "text",
        "cases_participant": "name",
        "evaluation_question": "text",
    },
    "network": OF_THE_FIELDS,
}  # fmt: skip


def make(file, kind, **fields):
    return KINDS[kind].make(Report(trajectory=file, kind=kind, **fields), lambda percent: None).pdf


def long_ago(file, days=420):
    day = timezone.localdate() - dt.timedelta(days=days)
    Trajectory.objects.filter(pk=file.pk).update(started_on=day)
    file.refresh_from_db()


def held(file, *, key="family"):
    """Moments of the past answered by three voices."""
    Evaluation.objects.filter(moment__trajectory=file).delete()  # what the stage asked
    moments.prepare(file.organisation, since=evaluations.LONG_AGO)
    evaluations.evaluate(key, file, calendar=Calendar(timezone.now()))


def score(file, by, value, day, assessor="coach"):
    draft = measuring.begin(file, assessor=assessor, by=by)
    domains = list(draft.domain_set.domains.filter(sensitive=False))[:4]
    measuring.fill(
        draft, by=by, scores={(d.pk, "situation"): value for d in domains},
        reasons={d.pk: "Gezien." for d in domains}, domains={d.pk for d in domains},
    )  # fmt: skip
    type(draft).objects.filter(pk=draft.pk).update(measured_on=day)
    draft.refresh_from_db()
    measuring.sign(draft)


@pytest.fixture
def file(cast):
    """A trajectory of over a year, measured twice, with its partner and three voices."""
    furnish(cast)
    file = cast.trajectory
    long_ago(file)
    for days, value in ((400, 1), (40, 4)):
        score(file, cast.coach, value, timezone.localdate() - dt.timedelta(days=days))
    people.add_contact(file, contact=cast.contact, role="")
    held(file)
    return file


# --- for everybody -------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "least"), [("file", 3), ("resident", 0), ("network", 1)])
def test_a_report_is_tagged_with_its_fonts_and_every_figure_has_words(file, kind, least):
    titles = {"resident": "Zo gaat het"}
    title = titles.get(kind, f"Evaluatie {file.number}")
    texts = assert_for_everyone(make(file, kind), title=title)
    assert len(texts) >= least


def test_it_is_as_long_as_it_may_be(file):
    pages = {kind: len(PdfReader(io.BytesIO(make(file, kind))).pages) for kind in ALL}
    assert pages["resident"] == 1
    assert 3 <= pages["file"] <= 6
    assert pages["network"] <= 3


def test_the_file_has_the_conclusion_three_voices_quotes_and_the_scores(file):
    text = words_of(make(file, "file"))
    for words in (
        "De bewoner woont er nog; groei op 1 van 1 leefgebied",
        "“Dat ze niet boos werd als het een week niet lukte.”",
        "Drie stemmen naast elkaar", "Wooncoach", "Netwerk", "Werkwijze en begrippen", "kenmerk",
        "Vragenlijst bewoner: versie 1",
    ):  # fmt: skip
        assert words in text, words


def test_the_resident_reads_own_words_and_u_and_no_words_of_others(file):
    text = words_of(make(file, "resident"))
    assert "Dit zei u" in text and "Niets. Alleen bellen" in text
    assert "Moeder doet de post zelf" not in text
    assert not re.search(r"\b(je|jij|jouw)\b", text)


def test_long_lists_stay_on_the_one_page_of_the_resident(cast, file):
    from cases.workflow import plan

    goal = file.goals.first()
    for number in range(30):
        step = plan.add_step(goal, text=f"{number} " + "woord " * 25, owner=cast.own)
        plan.finish_step(step, state="done", done_on=timezone.localdate(), result="")
    assert len(PdfReader(io.BytesIO(make(file, "resident"))).pages) == 1


# --- what is missing -----------------------------------------------------------------------------


def test_nothing_at_all_is_a_report_that_says_so(cast):
    file = made.trajectory(cast.coach, cast.kade, who=made.resident(cast.kade, surname="Niets"))
    texts = {kind: words_of(make(file, kind)) for kind in ALL}
    assert "Groei is nog niet te zeggen" in texts["file"]
    for words in ("Er is nog niets gemeten.", "Er is nog geen evaluatie gehouden",
                  "Er zijn geen signalen en geen contacten", "Er doet geen partner mee."):  # fmt: skip
        assert words in texts["file"]
    assert "We kunnen nog niet vergelijken" in texts["resident"]
    assert "Partners zijn nog niet gevraagd" in texts["network"]
    for kind in ALL:
        title = "Zo gaat het" if kind == "resident" else f"Evaluatie {file.number}"
        assert_for_everyone(make(file, kind), title=title)


def test_one_measurement_gives_scores_and_no_growth(cast):
    file = cast.trajectory
    score(file, cast.coach, 2, timezone.localdate())
    text = words_of(make(file, "file"))
    assert "Er is één meting, van" in text
    assert "groei op" not in text.lower()
    assert "2 (2/–/–)" in text


def test_a_voice_that_is_missing_is_named(cast, file):
    text = words_of(make(file, "file"))
    assert "Niet gevraagd." not in text
    other = made.trajectory(cast.coach, cast.kade, who=made.resident(cast.kade, surname="Stil"))
    long_ago(other, 130)
    held(other, key="sahinoglu")
    text = words_of(make(other, "file"))
    assert "Wilde niet antwoorden." in text and "Niet gevraagd." in text
    assert "Waarom een stem ontbreekt: Zij wilde nu liever niets invullen." in text


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [([420, 400, 390, 10], (3, 1)), ([], (0, 0)), ([419, 200, 5, 0], (1, 2))],
)
def test_signals_are_counted_in_the_first_and_the_last_three_months(cast, days_ago, expected):
    file = cast.trajectory
    long_ago(file)
    today = timezone.localdate()
    for days in days_ago:
        signal = made.signal(cast.reporter, cast.kade)
        Signal.objects.filter(pk=signal.pk).update(
            trajectory=file, happened_on=today - dt.timedelta(days=days)
        )
    time = facts.over_time(facts.Facts.of(file, sensitive=False))
    assert (time["at_start"], time["at_end"]) == expected


def test_a_short_road_is_not_compared(cast):
    long_ago(cast.trajectory, 100)
    time = facts.over_time(facts.Facts.of(cast.trajectory, sensitive=False))
    assert (time["at_start"], time["at_end"]) == (None, None)


def test_months_follow_each_other_over_the_turn_of_a_year():
    assert facts._months(dt.date(2025, 11, 30), dt.date(2026, 2, 1)) == [
        (2025, 11), (2025, 12), (2026, 1), (2026, 2)
    ]  # fmt: skip


def test_the_same_contents_give_the_same_mark():
    one = {"a": dt.date(2026, 1, 1), "b": [1, 2]}
    assert fingerprint(one) == fingerprint(dict(reversed(one.items())))
    assert fingerprint(one) != fingerprint(one | {"b": [2, 1]})


# --- nobody is given away ------------------------------------------------------------------------


@pytest.fixture
def marked(cast):
    """A marker in every text there is, and a signal whose reporter is named in a step."""
    furnish(cast)
    signals.join_trajectory(cast.signal, trajectory=cast.trajectory, by=cast.coach)
    markers = mark("k", {model: set() for model in rows_there_are()})
    file = Trajectory.objects.get(pk=cast.trajectory.pk)
    long_ago(file)
    held(file)
    return file, markers


@pytest.mark.parametrize("kind", ALL)
def test_only_what_a_report_is_for_stands_in_it(cast, marked, kind):
    file, markers = marked
    names = {word: key for key, word in markers.items()}
    text = words_of(make(file, kind)) + str(PdfReader(io.BytesIO(make(file, kind))).metadata)
    found = {names[word] for word in MARKER.findall(text)}
    wrong = {
        (table, column)
        for table, _pk, column in found
        if column not in MAY_STAND_IN[kind].get(table, "").split()
    }
    assert not wrong
    users = {pk for table, pk, _column in found if table == "accounts_user"}
    assert users <= {cast.coach.pk}
    if kind != "network":
        assert ("residents_resident", file.resident_id, "surname") in found


def test_the_network_reads_no_name_address_or_words_of_anybody(cast, file):
    text = words_of(make(file, "network"))
    assert file.number in text
    who, home = file.resident, cast.home
    for words in (who.surname, home.street, home.postcode, cast.coach.name, str(who.birth_year or "¿"),
                  "boos werd", "Moeder", "vast nummer", "Wijkteam"):  # fmt: skip
        assert words not in text, words


def test_one_partner_is_not_known_by_its_answers(file):
    assert Evaluation.objects.filter(level="network", state="given").count() in (1, 2)
    text = words_of(make(file, "network"))
    assert "Minder dan 3 partners hebben geantwoord" in text
    assert "Wist u wie waarvoor verantwoordelijk was?" not in text


def test_who_reported_is_swept_out_of_every_text(cast, file):
    signal = made.signal(
        cast.reporter, cast.kade, dwelling=cast.home,
        reporter={"role": "neighbour", "name": "Geertje Wapstra", "phone": "06 12345678"},
    )  # fmt: skip
    signals.assess(signal, by=cast.coach, triage="unclear", note="x")
    signals.join_trajectory(signal, trajectory=file, by=cast.coach)
    file.goals.first().actions.update(
        text="Geertje Wapstra bellen", state="done", done_on="2026-01-01"
    )
    file.causes.update(text="Ruzie met mevrouw Wapstra")
    for kind in ALL:
        assert "Wapstra" not in words_of(make(file, kind)), kind


def test_health_stands_in_the_file_for_who_may_see_it_and_nowhere_else(cast, file):
    asked = "Hoe gaat het met eten, slapen en voor uzelf zorgen?"
    with override("nl"):
        assert asked in words_of(make(file, "file", sensitive=True))
        for kind in ALL:
            assert asked not in words_of(make(file, kind)), kind


# --- on the server's own command line -----------------------------------------------------------


@pytest.mark.parametrize("kind", ALL)
def test_the_command_writes_a_report_and_puts_it_on_record(file, tmp_path, kind):
    target = tmp_path / "rapport.pdf"
    call_command(
        "report_trajectory",
        file.number.lower(),
        "--kind",
        kind,
        "--output",
        str(target),
        verbosity=0,
    )
    assert target.read_bytes().startswith(b"%PDF")
    assert target.stat().st_mode & 0o777 == 0o600
    entry = Entry.objects.filter(action="export").latest("pk")
    assert (entry.subject, entry.actor_id) == ("report_trajectory", None)
    assert f"cases_trajectory:{file.pk}" in entry.files
    assert not Report.objects.filter(trajectory=file, state="ready", version__gt=1).exists()


def test_the_command_knows_only_numbers_that_are_there(db, tmp_path):
    with pytest.raises(CommandError):
        call_command("report_trajectory", "WC-2222-2222", "--output", str(tmp_path / "x.pdf"))
