"""Reports: asked for once, made once, frozen; stopped, made again after a crash, kept who fetched."""

import datetime as dt
import hashlib
from dataclasses import replace

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from weasyprint import HTML

from audit.models import Entry
from cases.models import Grant
from evaluation import reports as registry
from evaluation import tasks
from evaluation.models import Report, ReportDownload
from evaluation.reports import Made
from evaluation.workflow import reports
from outbox.models import Mail

PAGE = {}


@pytest.fixture
def small(monkeypatch):
    """A report of one line instead of pages of facts."""
    if not PAGE:
        PAGE["pdf"] = _line()

    def make(report, step):
        step(40)
        return Made(PAGE["pdf"])

    kind = registry.KINDS["file"]
    monkeypatch.setitem(registry.KINDS, "file", _replace(kind, make))
    return make


def _line():
    return HTML(string="<h1>Rapport</h1>").write_pdf()


def _replace(kind, make):
    return replace(kind, make=make)


@pytest.fixture
def made(cast, small):
    report, _new = reports.ask(kind="file", by=cast.coach, trajectory=cast.trajectory)
    tasks.make_report(report.pk)
    report.refresh_from_db()
    return report


def url(name, report):
    return reverse(f"evaluation:{name}", args=[report.number])


def make_url(cast, kind="file"):
    return reverse("evaluation:report_make", args=[cast.trajectory.number, kind])


def fetched(client, report, name="report_pdf"):
    answer = client.post(url(name, report))
    return answer.status_code, b"".join(answer.streaming_content) if answer.streaming else b""


# --- asking and making ---------------------------------------------------------------------------


def test_a_report_is_asked_for_made_and_kept_with_its_checksum(made):
    assert (made.state, made.progress, made.version, made.pages) == ("ready", 100, 1, 1)
    with made.file.open() as opened:
        assert hashlib.sha256(opened.read()).hexdigest() == made.checksum
    assert made.number not in made.file.name and made.trajectory.number not in made.file.name


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE evaluation_report SET checksum = 'x'",
        "UPDATE evaluation_report SET file = 'elsewhere.pdf'",
        "UPDATE evaluation_report SET state = 'waiting'",
        "DELETE FROM evaluation_report",
    ],
)
def test_a_report_that_was_made_never_changes_whoever_writes(made, change):
    with (
        pytest.raises(IntegrityError, match="never changes"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_the_next_one_is_a_new_version_and_the_first_stays(cast, made):
    again, is_new = reports.ask(kind="file", by=cast.coach, trajectory=cast.trajectory)
    other, _new = reports.ask(kind="resident", by=cast.coach, trajectory=cast.trajectory)
    assert (is_new, again.version, other.version) == (True, 2, 1)
    tasks.make_report(again.pk)
    made.refresh_from_db()
    assert Report.objects.ready().filter(kind="file").count() == 2


def test_a_second_click_gives_the_report_that_is_underway(login, cast, small):
    client = login(cast.coach)
    first, second = (client.post(make_url(cast)) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Report.objects.count() == 1


def test_making_it_twice_makes_it_once(made):
    before = made.file.name
    tasks.make_report(made.pk)
    made.refresh_from_db()
    assert made.file.name == before


def test_progress_is_seen_while_it_is_made(login, cast, monkeypatch):
    seen = []

    def make(report, step):
        for percent in (10, 60):
            step(percent)
            page = client.get(url("report", report), headers={"HX-Request": "true"})
            seen.append(
                (percent, f"{percent}%" in page.content.decode(), b"every 2s" in page.content)
            )
        return Made(_line())

    monkeypatch.setitem(registry.KINDS, "file", _replace(registry.KINDS["file"], make))
    client = login(cast.coach)
    client.post(make_url(cast))
    tasks.make_report(Report.objects.get().pk)
    assert seen == [(10, True, True), (60, True, True)]
    done = client.get(url("report", Report.objects.get()), headers={"HX-Request": "true"})
    assert b"every 2s" not in done.content and b"<html" not in done.content
    assert cast.trajectory.resident.surname.encode() not in done.content


def test_a_report_that_is_stopped_while_it_is_made_is_not_made(login, cast, monkeypatch):
    reached = []

    def make(report, step):
        step(10)
        assert login(cast.coach).post(url("report_cancel", report)).status_code == 302
        step(20)
        reached.append("the rest")

    monkeypatch.setitem(registry.KINDS, "file", _replace(registry.KINDS["file"], make))
    report, _new = reports.ask(kind="file", by=cast.coach, trajectory=cast.trajectory)
    tasks.make_report(report.pk)
    report.refresh_from_db()
    assert (report.state, report.file.name, reached) == ("cancelled", "", [])
    tasks.make_report(report.pk)
    report.refresh_from_db()
    assert report.state == "cancelled"


def test_stopped_at_the_last_moment_nothing_is_kept(cast, small, monkeypatch, settings):
    report, _new = reports.ask(kind="file", by=cast.coach, trajectory=cast.trajectory)

    def late(pdf):
        reports.cancel(report)
        return 1

    monkeypatch.setattr("common.pdf.page_count", late)
    tasks.make_report(report.pk)
    report.refresh_from_db()
    assert (report.state, report.file.name) == ("cancelled", "")
    assert not list(settings.MEDIA_ROOT.rglob("*.pdf"))


def test_a_report_that_is_ready_cannot_be_stopped(login, cast, made):
    client = login(cast.coach)
    client.post(url("report_cancel", made))
    made.refresh_from_db()
    assert made.state == "ready"


def test_a_worker_that_dies_leaves_it_to_the_next_one(cast, small, monkeypatch):
    class Killed(BaseException):
        pass

    def dies(report, step):
        step(70)
        raise Killed

    kind = registry.KINDS["file"]
    report, _new = reports.ask(kind="file", by=cast.coach, trajectory=cast.trajectory)
    monkeypatch.setitem(registry.KINDS, "file", _replace(kind, dies))
    with pytest.raises(Killed):
        tasks.make_report(report.pk)
    report.refresh_from_db()
    assert (report.state, report.progress) == ("making", 70)
    monkeypatch.setitem(registry.KINDS, "file", kind)
    Report.objects.update(created_at=timezone.now() - dt.timedelta(minutes=5))
    monkeypatch.setattr(tasks.make_report, "delay", tasks.make_report)
    tasks.look_after_reports()
    report.refresh_from_db()
    assert (report.state, report.progress) == ("ready", 100)


def test_what_another_worker_holds_is_left_to_it(cast, small):
    report, _new = reports.ask(kind="file", by=cast.coach, trajectory=cast.trajectory)
    with psycopg.connect(**connection.get_connection_params() | {"context": None}) as other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", [reports.LOCK, report.pk])
        tasks.make_report(report.pk)
        report.refresh_from_db()
        assert report.state == "waiting"
    tasks.make_report(report.pk)
    report.refresh_from_db()
    assert report.state == "ready"


def test_only_what_waits_long_is_rung_for_again(cast, small, monkeypatch):
    rung = []
    monkeypatch.setattr(tasks.make_report, "delay", rung.append)
    report, _new = reports.ask(kind="file", by=cast.coach, trajectory=cast.trajectory)
    tasks.look_after_reports()
    assert rung == []
    Report.objects.update(created_at=timezone.now() - dt.timedelta(minutes=5))
    tasks.look_after_reports()
    assert rung == [report.pk]


def test_what_goes_wrong_is_told_by_its_kind_only(login, cast, monkeypatch, caplog, capsys):
    def breaks(report, step):
        raise ValueError("ΩGEHEIM")

    monkeypatch.setitem(registry.KINDS, "file", _replace(registry.KINDS["file"], breaks))
    report, _new = reports.ask(kind="file", by=cast.coach, trajectory=cast.trajectory)
    tasks.make_report(report.pk)
    report.refresh_from_db()
    assert report.state == "failed"
    told = caplog.text + "".join(capsys.readouterr())
    assert "ΩGEHEIM" not in told
    assert b"GEHEIM" not in login(cast.coach).get(url("report", report)).content


def test_who_waited_longer_than_a_minute_gets_a_mail_without_personal_data(cast, small):
    report, _new = reports.ask(kind="file", by=cast.coach, trajectory=cast.trajectory)
    tasks.make_report(report.pk)
    assert not Mail.objects.exists()
    late, _new = reports.ask(kind="file", by=cast.coach, trajectory=cast.trajectory)
    Report.objects.filter(pk=late.pk).update(created_at=timezone.now() - dt.timedelta(minutes=3))
    tasks.make_report(late.pk)
    mail = Mail.objects.get()
    assert mail.to == cast.coach.email
    assert late.number in mail.body
    for word in (cast.trajectory.resident.surname, cast.trajectory.number, cast.home.street):
        assert word not in mail.body + mail.subject


# --- who may -------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["colleague", "outsider", "manager", "privacy_officer", "reporter"])
def test_outsiders_find_no_report(login, cast, made, who):
    client = login(getattr(cast, who))
    assert client.get(url("report", made)).status_code == 404
    assert fetched(client, made)[0] == 404
    assert client.post(url("report_cancel", made)).status_code == 404


def test_who_only_reads_fetches_it_but_asks_for_none(login, cast, made):
    client = login(cast.reader)
    assert fetched(client, made)[1].startswith(b"%PDF")
    assert client.post(make_url(cast)).status_code == 403


def test_a_right_that_ended_ends_for_what_waits_and_for_what_is_ready(login, cast, made):
    waits, _new = reports.ask(kind="file", by=cast.coach, trajectory=cast.trajectory)
    Grant.objects.filter(user=cast.coach).update(until=timezone.now())
    tasks.make_report(waits.pk)
    waits.refresh_from_db()
    assert (waits.state, waits.file.name) == ("failed", "")
    assert fetched(login(cast.coach), made)[0] == 404


def test_health_is_for_who_may_see_it_at_each_download(login, cast, small):
    file = cast.trajectory
    file.change(sensitive_on=True)
    report, _new = reports.ask(kind="file", by=cast.coach, trajectory=file)
    tasks.make_report(report.pk)
    report.refresh_from_db()
    assert report.sensitive
    assert fetched(login(cast.coach), report)[0] == 200
    assert fetched(login(cast.backup), report)[0] == 404
    listed = login(cast.backup).get(reverse("evaluation:reports", args=[file.number]))
    assert report.number.encode() not in listed.content
    of_backup, is_new = reports.ask(kind="file", by=cast.backup, trajectory=file)
    assert (is_new, of_backup.version, of_backup.sensitive) == (True, 2, False)
    file.change(sensitive_on=False)
    assert fetched(login(cast.coach), report)[0] == 404


# --- fetching ------------------------------------------------------------------------------------


def test_each_download_gives_the_same_bytes_and_is_kept(login, cast, made):
    first, second = fetched(login(cast.coach), made)[1], fetched(login(cast.backup), made)[1]
    assert first == second
    assert hashlib.sha256(first).hexdigest() == made.checksum
    kept = ReportDownload.objects.filter(report=made).values_list("user", flat=True)
    assert set(kept) == {cast.coach.pk, cast.backup.pk}
    entry = Entry.objects.filter(action="export").latest("pk")
    assert entry.actor_id == cast.backup.pk
    assert f"cases_trajectory:{cast.trajectory.pk}" in entry.files
    page = login(cast.reader).get(url("report", made)).content.decode()
    assert made.checksum in page and cast.backup.name in page and cast.coach.name in page


def test_looking_is_no_download(login, cast, made):
    client = login(cast.coach)
    client.get(url("report", made))
    client.get(reverse("evaluation:reports", args=[cast.trajectory.number]))
    assert client.get(url("report_pdf", made)).status_code == 405
    assert not ReportDownload.objects.exists()


def test_the_file_is_called_by_numbers_only(login, cast, made):
    answer = login(cast.coach).post(url("report_pdf", made))
    answer.close()
    assert answer["Content-Disposition"] == f'attachment; filename="evaluatie-{made.number}-v1.pdf"'


def test_without_a_sheet_there_is_none_to_fetch(login, cast, made):
    assert fetched(login(cast.coach), made, "report_sheet")[0] == 404


def test_a_kind_is_known_once():
    with pytest.raises(ValueError, match="already"):
        registry.register(_replace(registry.KINDS["file"], _line))


def test_an_unknown_kind_is_no_page(login, cast):
    assert login(cast.coach).post(make_url(cast, "programme")).status_code == 404
