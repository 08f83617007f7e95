"""Reports through the page: asked for, seen to be made, stopped, fetched; on a phone and a desk."""

import pytest
from playwright.sync_api import expect

from evaluation import tasks
from evaluation.models import Report, ReportDownload
from evaluation.workflow import reports

pytestmark = pytest.mark.browser


@pytest.fixture
def coach(visit, cast, width):
    return visit(cast.coach, width=width, path=f"/trajecten/{cast.trajectory.number}/rapporten/")


def ask_for_the_file(somebody):
    somebody.page.get_by_role("button", name="Rapport maken voor het dossier").click()
    somebody.page.wait_for_url("**/rapporten/R-*/")
    return Report.objects.get()


def test_a_report_is_asked_for_seen_to_be_made_and_fetched(coach, cast):
    report = ask_for_the_file(coach)
    coach.reads("Je rapport wacht op zijn beurt.")
    Report.objects.filter(pk=report.pk).update(state="making", progress=40)
    coach.reads("Je rapport wordt gemaakt: 40%.")  # by itself, within some seconds
    Report.objects.filter(pk=report.pk).update(state="waiting", progress=0)
    tasks.make_report(report.pk)
    coach.reads("Je rapport is klaar.")
    with coach.page.expect_download() as download:
        coach.tap("button", "PDF downloaden")
    assert download.value.suggested_filename == f"evaluatie-{report.number}-v1.pdf"
    assert ReportDownload.objects.get().user == cast.coach
    coach.go(f"/trajecten/{cast.trajectory.number}/rapporten/")
    report.refresh_from_db()
    coach.reads(report.checksum)
    coach.reads("1 keer opgehaald")


def test_a_report_is_stopped(coach):
    report = ask_for_the_file(coach)
    coach.tap("button", "Rapport stoppen")
    coach.reads("Dit rapport is gestopt. Er is niets bewaard.")
    report.refresh_from_db()
    assert report.state == "cancelled"


def test_it_stands_in_today_until_it_was_fetched(visit, cast, width):
    report, _new = reports.ask(kind="resident", by=cast.coach, trajectory=cast.trajectory)
    tasks.make_report(report.pk)
    somebody = visit(cast.coach, width=width)
    somebody.reads("Je rapport is klaar")
    somebody.page.get_by_role("link", name="Rapport openen").click()
    with somebody.page.expect_download():
        somebody.tap("button", "PDF downloaden")
    somebody.go("/")
    expect(somebody.page.get_by_text("Je rapport is klaar")).to_have_count(0)


def test_without_javascript_a_link_asks_again(visit, cast, width):
    somebody = visit(
        cast.coach, width=width, path=f"/trajecten/{cast.trajectory.number}/rapporten/",
        java_script_enabled=False,
    )  # fmt: skip
    report = ask_for_the_file(somebody)
    tasks.make_report(report.pk)
    somebody.tap("link", "Ververs pagina")
    somebody.reads("Je rapport is klaar.")
