"""PDF: “Mijn plan” for the fridge, and how any document is asked for, made and fetched."""

import datetime as dt
import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from audit.models import Entry
from cases import my_plan, tasks
from cases import workflow as road
from cases.models import Document, Grant, Participant
from cases.workflow import documents, domain_sets, people, safety_net
from cases.workflow import plan as workflow
from common import pdf
from tests.cast import trajectory
from tests.pdfs import assert_for_everyone

NOTES = ("ΩWAAROM", "ΩUITKOMST", "ΩTOCH")


@pytest.fixture
def file(cast):
    """A plan with a word of the coach in every note."""
    file = cast.trajectory
    goal = workflow.add_goal(file, text="Huurschuld weg", resident_text="Ik betaal op tijd.")
    owners = {row.kind: row for row in file.participants.all()}
    mine, theirs = owners[Participant.Kind.OWN], owners[Participant.Kind.RESIDENT]
    first = workflow.add_step(goal, text="Post openen", owner=theirs, why_now=NOTES[0])
    workflow.finish_step(first, state="done", done_on=timezone.localdate(), result=NOTES[1])
    second = workflow.add_step(
        goal, text="Schuldhulp bellen", owner=mine, due_on=timezone.localdate(), why_now=NOTES[0]
    )
    third = workflow.add_step(goal, text="Regeling tekenen", owner=theirs, needs=[second])
    workflow.start_step(third, reason=NOTES[2])
    return file


@pytest.fixture
def about_health(file):
    domains = domain_sets.set_in_use(file.organisation)
    file.change(domain_set=domains, sensitive_on=True)
    goal = workflow.add_goal(file, text="Slaapt weer", domain=domains.domains.get(sensitive=True))
    owner = file.participants.get(kind=Participant.Kind.OWN)
    return workflow.add_step(goal, text="Naar de huisarts", owner=owner)


def read(content):
    reader = PdfReader(io.BytesIO(content))
    text = "\n".join(page.extract_text() for page in reader.pages)
    return reader, " ".join(text.split())


def asked(by, file, **options):
    document = documents.ask(file, kind="my_plan", by=by, **options)
    tasks.make_document(document.pk)
    document.refresh_from_db()
    return document


def fetched(client, document):
    """The status and the content of a download."""
    answer = client.get(path("document_file", document))
    content = b"".join(answer.streaming_content) if answer.streaming else b""
    return answer.status_code, content


def words_of(document):
    with document.file.open() as opened:
        return read(opened.read())[1]


# --- what stands on it ---------------------------------------------------------------------------


def test_the_plan_is_one_page_that_a_screen_reader_can_read(file):
    pdf = my_plan.make(file, sensitive=False)
    assert_for_everyone(pdf, title="Mijn plan")
    assert len(read(pdf)[0].pages) == 1


def test_the_plan_has_the_steps_and_the_words_of_the_resident_and_no_notes_of_the_coach(file):
    _reader, text = read(my_plan.make(file, sensitive=False))
    for words in ("Ik betaal op tijd.", "Schuldhulp bellen", "Regeling tekenen", "Post openen"):
        assert words in text
    assert "Dit doet u zelf" in text and "Dit doet Sanne de Boer" in text
    assert "Huurschuld weg" not in text
    assert not [note for note in NOTES if note in text]


def test_a_long_plan_shows_the_next_steps_on_one_page_and_says_how_many_follow(file):
    goal = file.goals.get()
    owner = file.participants.get(kind=Participant.Kind.OWN)
    for number in range(40):
        workflow.add_step(goal, text=f"Stap {number} " + "met veel woorden " * 8, owner=owner)
    reader, text = read(my_plan.make(file, sensitive=False))
    assert len(reader.pages) == 1
    follow = int(re.search(r"Daarna komen nog (\d+) stappen", text)[1])
    shown = len(re.findall(r"Stap \d+ met", text)) + 2  # the open ones of the fixture come first
    assert shown >= 4
    assert shown + follow == 42
    assert "Schuldhulp bellen" in text and "Stap 0 " in text and "Stap 39 " not in text


@pytest.mark.parametrize("letters", ["W" * 160, "woord " * 26])
def test_the_longest_texts_there_can_be_stay_on_one_page(file, letters):
    partner = people.add_partner(
        file,
        name="W" * 120,
        kind="welfare",
        contact={"name": "W" * 120, "role": "", "phone": "", "email": ""},
    )
    file.resident.surname = "W" * 80
    for number in range(12):
        goal = workflow.add_goal(file, text=f"{number}{letters}"[:160])
        workflow.add_step(
            goal, text=f"{number}{letters}"[:160], owner=partner, due_on=dt.date(2030, 9, 18)
        )
        done = workflow.add_step(goal, text=letters, owner=partner)
        workflow.finish_step(done, state="done", done_on=timezone.localdate(), result="")
    reader, text = read(my_plan.make(file, sensitive=False))
    assert len(reader.pages) == 1
    assert "Daarna komen nog" in text


def test_a_day_that_passed_is_not_held_against_the_resident(file):
    late = timezone.localdate() - dt.timedelta(days=4)
    file.goals.get().actions.filter(text="Schuldhulp bellen").update(due_on=late)
    _reader, text = read(my_plan.make(file, sensitive=False))
    assert "spreek een nieuwe dag af" in text
    assert f"{late.day} " not in text.split("Gemaakt op")[0]


def test_it_says_who_comes_next_the_coach_or_who_keeps_the_pilot_light(cast, file):
    road.plan_contact(file, on=timezone.localdate() + dt.timedelta(days=3))
    assert "U ziet Sanne de Boer op" in read(my_plan.make(file, sensitive=False))[1]
    for state in ("analysis", "plan", "action"):
        road.move(file, to=state, by=cast.coach)
    keeper = people.add_somebody_close(file, name="oud-collega Wim")
    on = timezone.localdate() + dt.timedelta(days=3)
    safety_net.keep(file, keeper=keeper, days=7, next_contact_on=on, by=cast.coach)
    assert "U ziet oud-collega Wim op" in read(my_plan.make(file, sensitive=False))[1]


def test_nothing_of_another_trajectory_stands_on_it(cast, file):
    for who, organisation in ((cast.outsider, cast.vaart), (cast.coach, cast.kade)):
        other = trajectory(who, organisation)
        goal = workflow.add_goal(other, text="ΩDOEL", resident_text="ΩDOEL")
        owner = other.participants.get(kind=Participant.Kind.OWN)
        workflow.add_step(goal, text="ΩSTAP", owner=owner)
    _reader, text = read(my_plan.make(file, sensitive=True))
    assert "Ω" not in text


@pytest.mark.parametrize(
    ("wanted", "who", "there"),
    [(True, "coach", True), (False, "coach", False), (True, "backup", False)],
)
def test_health_stands_on_it_when_it_was_asked_for_by_who_may_see_it(
    cast, file, about_health, wanted, who, there
):
    document = asked(getattr(cast, who), file, sensitive=wanted)
    assert ("Naar de huisarts" in words_of(document)) is there


@pytest.mark.parametrize(
    "evil",
    [
        '<img src="file:///etc/passwd">',
        '<img src="http://127.0.0.1:9/x.png">',
        '<img src="../../manage.py">',
        '<img src="../../static/../manage.py">',
        '<link rel="stylesheet" href="https://127.0.0.1:9/x.css">',
        '<img src="data:image/png;base64,AAAA">',
        '<img src="not-there.png">',
    ],
)
def test_a_pdf_is_made_of_bundled_files_only(monkeypatch, evil):
    monkeypatch.setattr(pdf, "render_to_string", lambda *a: f"<title>x</title><p>{evil}")
    with pytest.raises(pdf.NotBundled):
        pdf.render_pdf("x", {})


def test_what_somebody_typed_is_text_in_a_pdf(file):
    goal = file.goals.get()
    goal.change(resident_text='<img src="file:///etc/passwd">')
    context = my_plan.contents(file, sensitive=False) | {"size": "large", "more": 0}
    assert "<img" not in render_to_string("pdf/my_plan.html", context)
    my_plan.make(file, sensitive=False)


# --- asking, making, fetching -------------------------------------------------------------------------


def path(name, document):
    return reverse(f"cases:{name}", args=[document.trajectory.number, document.key])


def make_path(file, kind="my_plan"):
    return reverse("cases:document_make", args=[file.number, kind])


def test_who_asks_sees_that_it_is_made_and_then_fetches_it(
    login, cast, file, monkeypatch, django_capture_on_commit_callbacks
):
    rung = []
    monkeypatch.setattr(tasks.make_document, "delay", rung.append)
    client = login(cast.coach)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(make_path(file))
    document = Document.objects.get()
    assert answer["Location"] == path("document", document)
    assert rung == [document.pk]
    waiting = client.get(path("document", document)).content.decode()
    assert 'hx-trigger="every 2s"' in waiting and "Ververs pagina" in waiting
    assert client.get(path("document_file", document)).status_code == 404
    tasks.make_document(document.pk)
    part = client.get(path("document", document), headers={"HX-Request": "true"})
    assert b"<html" not in part.content and b"every 2s" not in part.content
    assert b"Vries" not in part.content
    answer = client.get(path("document_file", document))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (f'attachment; filename="mijn-plan-{file.number}.pdf"')
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_fetching_is_on_record_as_an_export(login, cast, file):
    document = asked(cast.coach, file)
    before = Entry.objects.filter(action="export").count()
    assert fetched(login(cast.coach), document)[1].startswith(b"%PDF")
    entry = Entry.objects.filter(action="export").latest("pk")
    assert Entry.objects.filter(action="export").count() == before + 1
    assert f"cases_trajectory:{file.pk}" in entry.files
    assert f"residents_resident:{file.resident_id}" in entry.files
    assert entry.actor_id == cast.coach.pk


@pytest.mark.parametrize("who", ["backup", "reader", "colleague", "outsider", "privacy_officer"])
def test_nobody_else_fetches_it(login, cast, file, who):
    document = asked(cast.coach, file)
    for name in ("document", "document_file"):
        answer = login(getattr(cast, who)).get(path(name, document))
        assert answer.status_code == 404


def test_a_right_that_ended_ends_for_a_document_that_is_ready(login, cast, file):
    document = asked(cast.coach, file)
    Grant.objects.filter(user=cast.coach).update(until=timezone.now())
    assert login(cast.coach).get(path("document_file", document)).status_code == 404


def test_a_right_that_ended_ends_for_a_document_that_waits(cast, file):
    document = documents.ask(file, kind="my_plan", by=cast.coach)
    Grant.objects.filter(user=cast.coach).update(until=timezone.now())
    tasks.make_document(document.pk)
    document.refresh_from_db()
    assert (document.state, bool(document.file)) == (Document.State.FAILED, False)


def test_a_document_with_health_is_gone_for_who_may_not_see_health_any_more(
    login, cast, file, about_health
):
    document = asked(cast.coach, file, sensitive=True)
    assert fetched(login(cast.coach), document)[0] == 200
    file.change(sensitive_on=False)
    assert login(cast.coach).get(path("document_file", document)).status_code == 404


def test_making_it_twice_makes_it_once(cast, file):
    document = asked(cast.coach, file)
    name, made_at = document.file.name, document.made_at
    tasks.make_document(document.pk)
    document.refresh_from_db()
    assert (document.file.name, document.made_at) == (name, made_at)


def test_the_file_lies_under_a_random_name(cast, file):
    document = asked(cast.coach, file)
    assert document.key.hex not in document.file.name
    assert file.number not in document.file.name


def test_a_document_that_cannot_be_made_says_so_and_can_be_asked_again(
    login, cast, file, monkeypatch
):
    def broken(*_args, **_kwargs):
        raise ValueError("ΩGEHEIM")

    monkeypatch.setattr(my_plan, "make", broken)
    document = asked(cast.coach, file)
    assert document.state == Document.State.FAILED
    page = login(cast.coach).get(path("document", document)).content.decode()
    assert make_path(file) in page and "ΩGEHEIM" not in page


def test_a_document_whose_bell_was_lost_is_rung_for_again(cast, file, monkeypatch):
    rung = []
    monkeypatch.setattr(tasks.make_document, "delay", rung.append)
    lost = documents.ask(file, kind="my_plan", by=cast.coach)
    documents.ask(file, kind="my_plan", by=cast.coach)  # a moment ago: its bell is under way
    old = timezone.now() - dt.timedelta(minutes=10)
    Document.objects.filter(pk=lost.pk).update(created_at=old)
    tasks.look_after_documents()
    assert rung == [lost.pk]


def test_a_stopped_broker_does_not_stop_the_page(
    login, cast, file, monkeypatch, django_capture_on_commit_callbacks
):
    def down(_pk):
        raise ConnectionError

    monkeypatch.setattr(tasks.make_document, "delay", down)
    with django_capture_on_commit_callbacks(execute=True):
        assert login(cast.coach).post(make_path(file)).status_code == 302


def test_old_documents_are_removed_with_their_files(
    cast, file, monkeypatch, django_capture_on_commit_callbacks
):
    document = asked(cast.coach, file)
    young = asked(cast.coach, file)
    old = timezone.now() - dt.timedelta(days=documents.KEPT_DAYS + 1)
    Document.objects.filter(pk=document.pk).update(created_at=old)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.look_after_documents()
    assert list(Document.objects.values_list("pk", flat=True)) == [young.pk]
    assert not document.file.storage.exists(document.file.name)
    assert young.file.storage.exists(young.file.name)


def test_an_unknown_kind_of_document_is_no_page(login, cast, file):
    assert login(cast.coach).post(make_path(file, "alles")).status_code == 404
    assert login(cast.reader).post(make_path(file)).status_code == 403


# --- on the server's own command line -----------------------------------------------------


def test_the_command_writes_the_plan_and_puts_it_on_record(file, about_health, tmp_path):
    target = tmp_path / "plan.pdf"
    call_command("my_plan", file.number.lower(), "--output", str(target), verbosity=0)
    reader, text = read(target.read_bytes())
    assert len(reader.pages) == 1
    assert "Schuldhulp bellen" in text and "Naar de huisarts" not in text
    assert target.stat().st_mode & 0o777 == 0o600
    entry = Entry.objects.filter(action="export").latest("pk")
    assert (entry.subject, entry.actor_id) == ("my_plan", None)
    assert f"cases_trajectory:{file.pk}" in entry.files


def test_the_command_knows_only_numbers_that_are_there(db, tmp_path):
    with pytest.raises(CommandError):
        call_command("my_plan", "WC-2222-2222", "--output", str(tmp_path / "x.pdf"))
    assert not (tmp_path / "x.pdf").exists()
