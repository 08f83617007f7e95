"""Threat of eviction: its phases, the four steps in arrears, contract agreements."""

import datetime as dt
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases import threat
from cases.models import ArrearsStep, ChangedMeanwhile, ContractAgreement, EvictionPhase, Trajectory
from cases.workflow import eviction as workflow
from tests.cast import build_cast, resident, trajectory
from tests.stage import day


def url(name, cast, *args):
    return reverse(f"cases:{name}", args=[cast.trajectory.number, *args])


def text(answer):
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def phase(cast, code="court", days=9, since=0, file=None):
    today = timezone.localdate()
    file = file or cast.trajectory
    newest = file.eviction_phases.first()
    return workflow.set_phase(
        file,
        seen=newest.pk if newest else None,
        by=cast.coach,
        phase=code,
        since=today - dt.timedelta(days=since),
        date=today + dt.timedelta(days=days) if days is not None else None,
        note="",
    )


def contract(cast, days=20, **fields):
    today = timezone.localdate()
    values = {"kind": "last_chance", "terms": "Huur op de eerste."} | fields
    return workflow.agree(
        cast.trajectory, signed_on=today, ends_on=today + dt.timedelta(days=days), **values
    )


# --- phases --------------------------------------------------------------------------------


def test_a_phase_with_its_date_stands_in_the_identity_bar_and_on_the_timeline(cast, login):
    browser = login(cast.coach)
    answer = browser.post(
        url("eviction_phase", cast),
        {"phase": "court", "since": day(-3), "date": day(9), "version": "0"},
    )
    assert answer.status_code == 302
    hearing = timezone.localdate() + dt.timedelta(days=9)
    dossier = text(browser.get(cast.trajectory.get_absolute_url()))
    assert "▲ Dreigende ontruiming · zitting" in dossier
    assert f"zitting {hearing.day} " in dossier
    assert "Zittingsdatum bekend: " in dossier  # the line on the timeline
    page = text(browser.get(url("eviction", cast)))
    assert "Zitting: " in page
    assert "over 9 dagen" in page


def test_without_a_threat_the_bar_says_nothing_of_eviction(cast, login):
    browser = login(cast.coach)
    assert "Dreigende ontruiming ·" not in text(browser.get(cast.trajectory.get_absolute_url()))
    phase(cast)
    phase(cast, "none", None)
    page = text(browser.get(cast.trajectory.get_absolute_url()))
    assert "Dreigende ontruiming ·" not in page
    assert "Zittingsdatum bekend" in page  # what was, stays on the timeline


def test_a_court_date_asks_its_date_and_a_risk_keeps_none(cast, login):
    browser = login(cast.coach)
    answer = browser.post(url("eviction_phase", cast), {"phase": "court", "since": day()})
    assert "Vul de datum van de zitting in." in text(answer)
    browser.post(url("eviction_phase", cast), {"phase": "risk", "since": day(), "date": day(5)})
    made = EvictionPhase.objects.get()
    assert (made.phase, made.date) == ("risk", None)


@pytest.mark.parametrize("since", [day(1), day(-11)])
def test_a_phase_begins_neither_tomorrow_nor_before_the_one_of_now(cast, login, since):
    phase(cast, since=10)
    answer = login(cast.coach).post(
        url("eviction_phase", cast), {"phase": "judgment", "since": since}
    )
    assert answer.status_code == 200
    assert EvictionPhase.objects.count() == 1


def test_the_second_of_two_editors_is_told_and_keeps_the_text(cast, login):
    browser = login(cast.backup)
    form = {"phase": "risk", "since": day(), "note": "Vonnis besproken.", "version": "0"}
    phase(cast, "announced", None)
    page = text(browser.post(url("eviction_phase", cast), form))
    assert "Een collega heeft dit net gewijzigd" in page
    assert "Ontruiming aangekondigd" in page or "ontruiming aangekondigd" in page
    assert "Vonnis besproken." in page
    assert EvictionPhase.objects.count() == 1
    form["version"] = str(EvictionPhase.objects.get().pk)
    assert browser.post(url("eviction_phase", cast), form).status_code == 302
    assert EvictionPhase.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_phases_at_the_same_moment_one_is_written():
    cast = build_cast()
    gate, refused = Barrier(2), []

    def write(code):
        try:
            gate.wait(5)
            workflow.set_phase(
                cast.trajectory, seen=None, by=cast.coach, phase=code, since=timezone.localdate()
            )
        except ChangedMeanwhile:
            refused.append(code)
        finally:
            connection.close()

    threads = [Thread(target=write, args=[code]) for code in ("risk", "announced")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert EvictionPhase.objects.count() == 1
    assert len(refused) == 1


def test_a_double_click_is_one_phase(cast, login):
    browser = login(cast.coach)
    form = {"phase": "risk", "since": day(), "once": "6a0d4a52-8a5a-4b5c-9f55-9fb1f9a5a8d1"}
    first, second = (browser.post(url("eviction_phase", cast), form) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert EvictionPhase.objects.count() == 1


def test_reading_along_shows_the_page_and_lets_nobody_write(cast, login):
    browser = login(cast.reader)
    assert "Fase vastleggen" not in text(browser.get(url("eviction", cast)))
    form = {"phase": "risk", "since": day()}
    assert browser.post(url("eviction_phase", cast), form).status_code == 403
    assert not EvictionPhase.objects.exists()


# --- the four steps in arrears ----------------------------------------------------------------


def test_the_four_steps_stand_in_order_with_what_is_missing(cast, login):
    browser = login(cast.coach)
    page = text(browser.get(url("eviction", cast)))
    assert "nog 4 stappen" in page
    places = [page.index(str(label).capitalize()) for label in ArrearsStep.Kind.labels]
    assert places == sorted(places)
    for kind in ("contact", "debt_help", "reminder"):
        form = {"done_on": day(-5), "proof": f"Brief over {kind}"}
        assert browser.post(url("arrears", cast, kind), form).status_code == 302
    page = text(browser.get(url("eviction", cast)))
    assert "nog 1 stap " in page
    assert page.count(">ontbreekt<") == 1
    assert "Brief over reminder" in page
    form = {"done_on": day(), "proof": "Toestemming getekend"}
    browser.post(url("arrears", cast, "offer"), form)
    assert "Alle vier de stappen zijn gezet." in text(browser.get(url("eviction", cast)))
    dossier = text(browser.get(cast.trajectory.get_absolute_url()))
    assert "Toestemming getekend" in dossier


def test_a_step_asks_proof_and_a_day_that_was(cast, login):
    browser = login(cast.coach)
    for form in ({"done_on": day(), "proof": ""}, {"done_on": day(2), "proof": "Brief"}):
        assert browser.post(url("arrears", cast, "reminder"), form).status_code == 200
    assert not ArrearsStep.objects.exists()
    assert browser.get(url("arrears", cast, "something")).status_code == 404


def test_a_step_recorded_by_mistake_is_removed_once(cast, login):
    browser = login(cast.coach)
    step = workflow.take_step(
        cast.trajectory, kind="offer", by=cast.coach, done_on=timezone.localdate(), proof="Brief"
    )
    path = url("arrears_drop", cast, step.pk)
    assert browser.get(path).status_code == 405
    assert browser.post(path).status_code == 302
    assert not ArrearsStep.objects.exists()
    with pytest.raises(ChangedMeanwhile):
        workflow.drop_step(step)


def test_a_step_of_another_trajectory_is_not_found(cast, login):
    other = trajectory(cast.coach, cast.kade, who=resident(cast.kade))
    step = workflow.take_step(
        other, kind="offer", by=cast.coach, done_on=timezone.localdate(), proof="Brief"
    )
    agreed = contract(cast)
    ContractAgreement.objects.filter(pk=agreed.pk).update(trajectory=other)
    browser = login(cast.coach)
    assert browser.post(url("arrears_drop", cast, step.pk)).status_code == 404
    assert browser.get(url("contract_edit", cast, agreed.pk)).status_code == 404
    assert ArrearsStep.objects.filter(pk=step.pk).exists()


# --- contract agreements -------------------------------------------------------------------------


def test_an_agreement_with_terms_and_end_stands_in_the_bar_until_it_ends(cast, login):
    browser = login(cast.coach)
    form = {"kind": "last_chance", "terms": "Huur op de eerste.", "signed_on": day(-1)}
    assert browser.post(url("contract", cast), form | {"ends_on": day(40)}).status_code == 302
    dossier = text(browser.get(cast.trajectory.get_absolute_url()))
    assert dossier.count("Laatstekansovereenkomst tot ") == 2  # bar and timeline
    assert "Huur op de eerste." in text(browser.get(url("eviction", cast)))
    agreed = ContractAgreement.objects.get()
    browser.post(
        url("contract_edit", cast, agreed.pk),
        form | {"signed_on": day(-9), "ends_on": day(-1), "version": agreed.version},
    )
    assert text(browser.get(cast.trajectory.get_absolute_url())).count("overeenkomst tot ") == 1


def test_an_agreement_does_not_end_before_it_is_signed(cast, login):
    form = {"kind": "second_chance", "terms": "x", "signed_on": day(), "ends_on": day(-1)}
    answer = login(cast.coach).post(url("contract", cast), form)
    assert "Dit ligt voor de dag van tekenen." in text(answer)
    assert not ContractAgreement.objects.exists()


def test_two_editors_of_an_agreement_lose_nothing(cast, login):
    agreed = contract(cast)
    form = {"kind": "last_chance", "signed_on": day(), "ends_on": day(20), "version": "1"}
    path = url("contract_edit", cast, agreed.pk)
    assert login(cast.coach).post(path, form | {"terms": "Van Sanne."}).status_code == 302
    second = Client()
    second.force_login(cast.backup)
    page = text(second.post(path, form | {"terms": "Van Joris."}))
    assert "Van Sanne." in page
    assert "Van Joris." in page
    agreed.refresh_from_db()
    assert agreed.terms == "Van Sanne."


# --- Vandaag ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "shown"), [(14, True), (15, False)])
def test_a_hearing_comes_up_two_weeks_before(cast, login, days, shown):
    phase(cast, days=days)
    assert ("Zitting over de ontruiming" in text(login(cast.coach).get("/"))) is shown


def test_a_hearing_that_passed_asks_for_the_next_phase(cast, login):
    phase(cast, days=9)
    EvictionPhase.objects.update(date=timezone.localdate() - dt.timedelta(days=1))
    page = text(login(cast.coach).get("/"))
    assert "Hoe liep het af?" in page
    phase(cast, "none", None)
    assert "Hoe liep het af?" not in text(login(cast.coach).get("/"))


@pytest.mark.parametrize(("days", "shown"), [(30, True), (31, False)])
def test_an_agreement_that_ends_comes_up_a_month_before(cast, login, days, shown):
    contract(cast, days=days)
    assert ("Laatstekansovereenkomst loopt af" in text(login(cast.coach).get("/"))) is shown


def test_nobody_outside_the_team_sees_these_lines(cast, login):
    phase(cast)
    contract(cast)
    for who in (cast.colleague, cast.outsider, cast.manager):
        page = text(login(who).get("/"))
        assert "Zitting over" not in page
        assert "loopt af" not in page


# --- how many queries --------------------------------------------------------------------------------


def test_eviction_costs_the_dossier_one_query_of_its_own_however_much_there_is(
    cast, login, django_assert_max_num_queries
):
    browser = login(cast.coach)
    browser.get(cast.trajectory.get_absolute_url())
    for number in range(12):
        phase(cast, days=number)
        contract(cast, days=number)
    with django_assert_max_num_queries(40) as small:
        browser.get(cast.trajectory.get_absolute_url())
    about = [
        query["sql"]
        for query in small.captured_queries
        if "cases_evictionphase" in query["sql"] or "cases_contractagreement" in query["sql"]
    ]
    assert len(about) == 2  # the file with its flags, and the timeline


def test_the_timeline_pages_on_without_losing_or_repeating_a_step(cast, login):
    for number in range(40):
        workflow.take_step(
            cast.trajectory,
            kind="contact",
            by=cast.coach,
            done_on=timezone.localdate() - dt.timedelta(days=2),
            proof=f"gesprek nr{number:02d}.",
        )
    browser = login(cast.coach)
    first = browser.get(cast.trajectory.get_absolute_url())
    rest = browser.get(cast.trajectory.get_absolute_url(), {"voor": first.context["older"]})
    both = text(first) + text(rest)
    assert all(both.count(f"nr{number:02d}.") == 1 for number in range(40))


def flags(cast):
    return threat.flags(threat.with_flags(Trajectory.objects).get(pk=cast.trajectory.pk))


def test_the_bar_says_how_it_is_now(cast):
    assert flags(cast) == []
    phase(cast, "risk", None, since=40)
    phase(cast, "announced", 12, since=3)
    phase(cast, "court", 9, since=3)
    contract(cast, days=5)
    contract(cast, days=50, kind="three_parties")
    contract(cast, days=0)
    ContractAgreement.objects.filter(ends_on=timezone.localdate()).update(
        signed_on=timezone.localdate() - dt.timedelta(days=90),
        ends_on=timezone.localdate() - dt.timedelta(days=1),
    )
    asked = flags(cast)
    assert [flag["tone"] for flag in asked] == ["danger", "warning"]
    assert "zitting" in asked[0]["label"]
    assert "Driepartijen" in asked[1]["label"]
