"""The evidence bundle: everything a judge needs, and nothing that leads to who reported."""

import datetime as dt
import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pypdf import PdfReader
from pypdf.generic import IndirectObject, StreamObject

from audit.models import Entry
from cases import workflow as cases
from cases.models import Action, Document, Goal, StateChange, Trajectory
from cases.workflow import documents, eviction, measuring, people
from signals import workflow as signals
from signals.models import Reporter, Signal
from signals.sweep import Sweep
from tests import cast as made
from tests.marked import mark, rows_there_are
from tests.pdfs import assert_for_everyone
from tests.stage import photo
from workspace import evidence

MARKER = re.compile(r"Ωk\d{3}")
NOTES = ("note", "partner")

# What the bundle is for. Every other text in the database stays out of it.
MAY_STAND_IN_IT = {
    "residents_resident": "initials particle surname",
    "residents_dwelling": "street addition city",
    "accounts_organisation": "name",
    "signals_signal": "facts",
    "cases_journalentry": "facts",
    "cases_action": "text",
    "cases_arrearsstep": "proof",
    "cases_contractagreement": "terms",
}


def words_of(pdf):
    """The text of all pages, as somebody reads it."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def everything_in(pdf):
    """Every byte of a PDF with its streams unpacked: texts, metadata, bookmarks, links, files."""
    reader = PdfReader(io.BytesIO(pdf))
    parts = [pdf.decode("latin-1")]
    for number in range(1, len(reader.xref[0]) + 1):
        found = reader.get_object(IndirectObject(number, 0, reader))
        parts.append(repr(found))
        if isinstance(found, StreamObject):
            data = found.get_data()
            parts += [data.decode("latin-1"), data.decode("utf-16-be", errors="ignore")]
    return "\n".join([*parts, words_of(pdf), str(reader.metadata), str(reader.outline)])


def flat(text):
    return re.sub(r"\s+", " ", text)


def step(trajectory, text="Samen de post openen", domain=None, **fields):
    goal = Goal.objects.create(trajectory=trajectory, text="Doel", domain=domain)
    owner = trajectory.participants.get(kind="resident")
    today = timezone.localdate()
    values = {"agreed_on": today, "why_now": "x", "result": "x", "overruled": "x"} | fields
    return Action.objects.create(goal=goal, text=text, owner=owner, **values)


def furnish(cast):
    """One of everything that can lie under a trajectory."""
    file, coach, today = cast.trajectory, cast.coach, timezone.localdate()
    for reporter in (
        {"role": "neighbour", "name": "Truus Meijer", "phone": "0612345678", "email": "t@x.nl"},
        {"role": "family", "name": "Kees de Vries"},
    ):
        signal = made.signal(
            cast.reporter,
            cast.kade,
            dwelling=cast.home,
            place="x",
            impression="x",
            since_when="x",
            reporter=reporter,
        )
        signals.assess(signal, by=coach, triage="unclear", note="x")
        signals.join_trajectory(signal, trajectory=file, by=coach)
        signals.feed_back(signal, by=coach, kind="content", text="x")
        photo(signal=signal)
    for kind, outcome in (
        ("visit", "reached"),
        ("phone", "attempt"),
        ("note", ""),
        ("partner", ""),
    ):
        cases.add_entry(file, by=coach, kind=kind, outcome=outcome, facts="x", impression="x")
    cases.move(file, to="analysis", by=coach, reason="x")
    measuring.set_health(file, on=True, sees=[])
    health = file.domain_set.domains.get(sensitive=True)
    step(file)
    step(file, domain=health)
    eviction.set_phase(file, seen=None, by=coach, phase="risk", since=today, note="x")
    eviction.take_step(file, kind="offer", by=coach, done_on=today, proof="x")
    eviction.agree(file, kind="last_chance", terms="x", signed_on=today, ends_on=today)
    people.add_agreement(
        file, participant=file.participants.get(kind="own"), text="x", due_on=today, note="x"
    )
    people.add_somebody_close(file, name="x", role="x")


# --- proof by marker ---------------------------------------------------------------------------


def test_of_all_texts_in_the_database_only_those_named_here_stand_in_it(cast):
    """A marker in every text there is: reporters, notes, impressions, explanations, all of it."""
    furnish(cast)
    markers = mark("k", {model: set() for model in rows_there_are()})
    file = Trajectory.objects.get(pk=cast.trajectory.pk)
    pdf = evidence.make(file)
    seen = set(MARKER.findall(everything_in(pdf)))
    left_out = {("cases_journalentry", pk) for pk in notes_of(file)}
    left_out |= {("cases_action", pk) for pk in sensitive_of(file)}
    left_out |= {("signals_signal", cast.signal.pk)}  # not under this trajectory
    allowed, expected = set(), set()
    for (table, pk, column), word in markers.items():
        if column in MAY_STAND_IN_IT.get(table, "").split() and (table, pk) not in left_out:
            allowed.add(word)
            if table.startswith(("signals", "cases")):
                expected.add(word)
    names = {word: key for key, word in markers.items()}
    assert not {names[word] for word in seen - allowed}
    assert expected <= seen, {names[word] for word in expected - seen}
    assert len(expected) == 7  # two signals, two contacts, a step, a proof, terms
    hidden = {table for table, _pk, _column in markers} - set(MAY_STAND_IN_IT)
    assert {"signals_reporter", "accounts_user", "signals_feedback", "cases_statechange"} <= hidden


def notes_of(file):
    return file.journal.filter(kind__in=NOTES).values_list("pk", flat=True)


def sensitive_of(file):
    steps = Action.objects.filter(goal__trajectory=file, goal__domain__sensitive=True)
    return steps.values_list("pk", flat=True)


def test_of_a_signal_only_the_day_stands_in_it(cast):
    furnish(cast)
    clock = timezone.localtime().replace(hour=3, minute=47, second=13)
    Signal.objects.update(created_at=clock, happened_on=clock.date() - dt.timedelta(days=3))
    words = everything_in(evidence.make(cast.trajectory))
    for time in ("03:47", "03.47", "3.47", "3:47"):
        assert time not in words
    day = clock.date() - dt.timedelta(days=3)
    assert f"{day.day} " in words


def test_role_and_channel_of_the_reporter_are_not_in_it(cast):
    furnish(cast)
    words = everything_in(evidence.make(cast.trajectory)).lower()
    for word in ("omwonende", "familie", "melder:", "huismeester", "neighbour", "meijer", "haddou"):
        assert word not in words


def test_the_pdf_carries_no_files_no_author_and_no_name_in_its_title(cast):
    furnish(cast)
    reader = PdfReader(io.BytesIO(evidence.make(cast.trajectory)))
    assert not reader.attachments
    assert not any("/AF" in page or "/EmbeddedFiles" in page for page in reader.pages)
    assert reader.metadata.title == f"Bewijsbundel {cast.trajectory.number}"
    assert not reader.metadata.author


# --- who reported, named in a text after all -------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Volgens Truus Meijer stond de deur open.",
        "Volgens truus stond de deur open.",
        "Mevrouw MEIJER belde.",
        "Meijers hond blafte.",
        "Bel 06-12345678 terug.",
        "Bel +31 6 12 34 56 78 terug.",
        "Mail naar T.Meijer@Post.Example graag.",
        "Karim Haddou zag het.",
        "K. Haddou zag het.",
    ],
)
def test_a_text_that_names_the_reporter_is_swept(cast, text):
    signals.join_trajectory(cast.signal, trajectory=cast.trajectory, by=cast.coach)
    Reporter.objects.update(name="Truus Meijer", phone="06 12345678", email="t.meijer@post.example")
    cases.add_entry(
        cast.trajectory, by=cast.coach, kind="visit", outcome="reached", facts=f"Eerst. {text} Dan."
    )
    words = flat(words_of(evidence.make(cast.trajectory)))
    assert "Eerst." in words
    assert "[weggelaten]" in words.replace("“[weggelaten]”", "")
    for word in ("truus", "meijer", "12345678", "12 34 56 78", "haddou", "karim"):
        assert word not in words.lower()


def test_the_resident_keeps_a_name_a_reporter_shares(cast):
    signals.join_trajectory(cast.signal, trajectory=cast.trajectory, by=cast.coach)
    Reporter.objects.update(name="J. de Vries")
    sweep = Sweep.of(cast.trajectory)
    assert sweep("Mevrouw A. de Vries deed open.") == "Mevrouw A. de Vries deed open."
    assert sweep("Haar zus J. de Vries belde.") == "Haar zus [weggelaten] belde."


def test_how_people_are_addressed_stays(cast):
    signals.join_trajectory(cast.signal, trajectory=cast.trajectory, by=cast.coach)
    Reporter.objects.update(name="mevrouw T. Lindeboom-Vos")
    sweep = Sweep.of(cast.trajectory)
    assert sweep("Mevrouw deed open, meneer niet.") == "Mevrouw deed open, meneer niet."
    assert sweep("Mevrouw Lindeboom-Vos belde.") == "Mevrouw [weggelaten] belde."
    Reporter.objects.update(name="de heer")
    assert Sweep.of(cast.trajectory)("De heer was thuis.") == "De heer was thuis."


def test_without_reporters_nothing_is_swept(cast):
    assert Sweep.of(cast.trajectory)("Alles blijft staan.") == "Alles blijft staan."


# --- what is in it ------------------------------------------------------------------------------------


def test_pieces_are_numbered_in_the_order_of_the_days(cast):
    furnish(cast)
    today = timezone.localdate()
    Signal.objects.filter(trajectory=cast.trajectory).update(
        happened_on=today - dt.timedelta(days=9)
    )
    pieces = evidence.contents(cast.trajectory)["pieces"]
    assert [piece.number for piece in pieces] == list(range(1, len(pieces) + 1))
    assert [piece.day for piece in pieces] == sorted(piece.day for piece in pieces)
    assert pieces[0].kind == "Signaal"
    words = flat(words_of(evidence.make(cast.trajectory)))
    for piece in pieces:
        assert f"Stuk {piece.number} ·" in words
    assert "Inhoudsopgave" in words
    assert "werden weggelaten" in words or "zijn weggelaten" in words


def test_the_four_steps_stand_in_it_also_those_that_are_missing(cast):
    furnish(cast)
    words = flat(words_of(evidence.make(cast.trajectory)))
    assert words.count("niet vastgelegd") == 3


def test_a_long_history_makes_several_pages_with_the_page_of_each_piece(cast):
    for number in range(60):
        cases.add_entry(
            cast.trajectory,
            by=cast.coach,
            kind="visit",
            outcome="reached",
            facts=f"Bezoek nummer {number}. " * 6,
        )
    reader = PdfReader(io.BytesIO(evidence.make(cast.trajectory)))
    assert len(reader.pages) > 4
    last = len(evidence.contents(cast.trajectory)["pieces"])
    assert last == 61
    page = next(
        at for at, page in enumerate(reader.pages, 1) if f"Stuk {last} ·" in page.extract_text()
    )
    rows = flat("\n".join(reader.pages[at].extract_text() for at in range(3)))
    assert re.search(rf"{last} \d+ \w+\.? \d{{4}} Contact: Huisbezoek {page}\b", rows)


def test_a_screen_reader_can_read_it(cast):
    furnish(cast)
    pdf = evidence.make(cast.trajectory)
    assert_for_everyone(pdf, title=f"Bewijsbundel {cast.trajectory.number}")


def test_it_begins_with_how_many_there_are_of_each(cast):
    furnish(cast)
    words = flat(words_of(evidence.make(cast.trajectory)))
    for figure in ("2 signalen", "3 contacten en pogingen", "1 stap uit het plan"):
        assert figure in words


def test_who_does_a_step_decides_whether_it_was_help_that_was_offered(cast):
    step(cast.trajectory, text="Post openen")
    offered = step(cast.trajectory, text="Schuldhulp bellen")
    offered.owner = cast.trajectory.participants.get(kind="own")
    offered.save()
    kinds = {piece.title: piece.kind for piece in evidence.contents(cast.trajectory)["pieces"]}
    assert kinds["Post openen"] != kinds["Schuldhulp bellen"]
    words = flat(words_of(evidence.make(cast.trajectory)))
    assert "Aanbod: Schuldhulp bellen" in words
    assert "Stap uit het plan: Post openen" in words


def test_without_arrears_it_does_not_say_what_the_landlord_failed_to_do(cast):
    words = flat(words_of(evidence.make(cast.trajectory)))
    assert "Er is geen huurachterstand vastgelegd." in words
    assert "niet vastgelegd" not in words
    owing = made.signal(cast.reporter, cast.kade, dwelling=cast.home, kinds=["arrears"])
    signals.join_trajectory(owing, trajectory=cast.trajectory, by=cast.coach)
    words = flat(words_of(evidence.make(cast.trajectory)))
    assert "Er is geen huurachterstand vastgelegd." not in words
    assert words.count("niet vastgelegd") == 4


# --- asking for it -------------------------------------------------------------------------------


def test_the_team_asks_for_it_on_the_page_of_eviction(cast, login):
    browser = login(cast.coach)
    page = browser.get(f"/trajecten/{cast.trajectory.number}/ontruiming/").content.decode()
    path = f"/trajecten/{cast.trajectory.number}/document/nieuw/evidence/"
    assert path in page
    assert browser.post(path).status_code == 302
    document = Document.objects.get()
    documents.make(document.pk)
    document.refresh_from_db()
    assert document.state == Document.State.READY
    got = browser.get(f"/trajecten/{cast.trajectory.number}/document/{document.key}/bestand/")
    assert b"".join(got.streaming_content).startswith(b"%PDF")
    got.close()
    assert cast.resident.surname not in got.headers["Content-Disposition"]


def test_who_reads_along_gets_no_bundle(cast, login):
    browser = login(cast.reader)
    path = f"/trajecten/{cast.trajectory.number}/document/nieuw/evidence/"
    assert (
        path not in browser.get(f"/trajecten/{cast.trajectory.number}/ontruiming/").content.decode()
    )
    assert browser.post(path).status_code == 403


def test_the_command_writes_a_private_file_and_is_put_on_record(cast, tmp_path):
    furnish(cast)
    target = tmp_path / "bundel.pdf"
    call_command("evidence_bundle", cast.trajectory.number, output=target)
    assert "Stuk 1 ·" in words_of(target.read_bytes())
    assert target.stat().st_mode & 0o777 == 0o600
    entry = Entry.objects.filter(action=Entry.Action.EXPORT).get()
    assert f"cases_trajectory:{cast.trajectory.pk}" in entry.files
    with pytest.raises(CommandError):
        call_command("evidence_bundle", "WC-2222-2222", output=target)


def test_reasons_of_steps_inside_the_team_stay_there(cast):
    cases.move(cast.trajectory, to="analysis", by=cast.coach, reason="Wil liever verhuizen.")
    assert StateChange.objects.filter(reason="Wil liever verhuizen.").exists()
    assert "verhuizen" not in words_of(evidence.make(cast.trajectory))
