"""The pilot light: who keeps contact after the trajectory, and who hears of it when nobody does."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import workflow as road
from cases.models import SafetyNet, State, TrajectoryChanged
from cases.workflow import people
from cases.workflow import safety_net as workflow
from network.models import Partner, PartnerContact
from tests.stage import day


def url(name, cast):
    return reverse(f"cases:{name}", args=[cast.trajectory.number])


def text(answer):
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def carry_out(cast):
    for state in ("analysis", "plan", "action"):
        road.move(cast.trajectory, to=state, by=cast.coach)
    return cast.trajectory


def keeper(cast):
    partner = Partner.objects.create(organisation=cast.kade, name="Wijkteam", kind="welfare")
    contact = PartnerContact.objects.create(partner=partner, name="Jet Smit")
    return people.add_contact(cast.trajectory, contact=contact)


def own(cast):
    return cast.trajectory.participants.get(kind="own")


def net(cast, *, days=28, late=0, who=None):
    """A safety net that runs, with a contact that was to be so many days ago."""
    if cast.trajectory.state != State.SAFETY_NET:
        carry_out(cast)
    planned = timezone.localdate() - dt.timedelta(days=late)
    workflow.keep(
        cast.trajectory, keeper=who or own(cast), days=days, next_contact_on=planned, by=cast.coach
    )


def form(cast, **fields):
    values = {"keeper": own(cast).pk, "days": 28, "next_contact_on": day(20)}
    return values | {"version": cast.trajectory.version} | fields


def test_starting_the_net_moves_the_trajectory_and_names_who_keeps_it(cast, login):
    carry_out(cast)
    who, browser = keeper(cast), login(cast.coach)
    assert "Wijkteam (Jet Smit)" in text(browser.get(url("safety_net", cast)))
    answer = browser.post(url("safety_net", cast), form(cast, keeper=who.pk, days=91))
    assert answer.status_code == 302
    cast.trajectory.refresh_from_db()
    assert cast.trajectory.state == State.SAFETY_NET
    assert cast.trajectory.next_contact_on.isoformat() == day(20)
    page = text(browser.get(cast.trajectory.get_absolute_url()))
    assert "Wijkteam (Jet Smit)" in page
    assert "elke 91 dagen" in page


def test_the_button_to_the_pilot_light_leads_to_who_keeps_it(cast, login):
    carry_out(cast)
    path = reverse("cases:move", args=[cast.trajectory.number, "safety_net"])
    assert login(cast.coach).get(path)["Location"] == url("safety_net", cast)


def test_before_the_plan_is_carried_out_it_is_too_early(cast, login):
    browser = login(cast.coach)
    assert "te vroeg" in text(browser.get(url("safety_net", cast)))
    assert browser.post(url("safety_net", cast), form(cast)).status_code == 302
    cast.trajectory.refresh_from_db()
    assert cast.trajectory.state == State.ACQUAINTANCE
    assert not SafetyNet.objects.exists()


def test_the_resident_does_not_keep_the_light_burning(cast, login):
    carry_out(cast)
    resident = cast.trajectory.participants.get(kind="resident")
    answer = login(cast.coach).post(url("safety_net", cast), form(cast, keeper=resident.pk))
    assert answer.status_code == 200
    assert not SafetyNet.objects.exists()


def test_a_contact_plans_the_next_one_on_a_working_day(cast):
    net(cast, days=28, late=1)
    road.add_entry(cast.trajectory, by=cast.coach, kind="phone", outcome="reached", facts="Goed.")
    cast.trajectory.refresh_from_db()
    planned = cast.trajectory.next_contact_on
    assert 28 <= (planned - timezone.localdate()).days <= 33
    assert planned.weekday() < 5


def test_an_attempt_leaves_the_contact_due(cast):
    net(cast, late=1)
    road.add_entry(cast.trajectory, by=cast.coach, kind="phone", outcome="attempt", facts="Niets.")
    cast.trajectory.refresh_from_db()
    assert cast.trajectory.next_contact_on < timezone.localdate()


def test_without_a_net_a_contact_leaves_the_next_one_to_a_person(cast):
    carry_out(cast)
    road.plan_contact(cast.trajectory, on=timezone.localdate())
    road.add_entry(cast.trajectory, by=cast.coach, kind="phone", outcome="reached", facts="Goed.")
    cast.trajectory.refresh_from_db()
    assert cast.trajectory.next_contact_on is None


# --- overdue: coach, then backups, then manager --------------------------------------------------


@pytest.mark.parametrize(
    ("late", "coach", "backup", "manager"),
    [
        (0, True, False, False),
        (7, True, False, False),
        (8, True, True, False),
        (14, True, True, False),
        (15, True, True, True),
    ],
)
def test_an_overdue_contact_goes_to_the_backup_and_then_to_the_manager(
    cast, login, late, coach, backup, manager
):
    net(cast, late=late)
    name, number = cast.resident.full_name, cast.trajectory.number
    assert (name in text(login(cast.coach).get("/"))) is coach
    assert (name in text(login(cast.backup).get("/"))) is backup
    page = text(login(cast.manager).get("/"))
    assert (number in page) is manager
    assert name not in page
    assert "Lange Kade" not in page
    assert cast.coach.name not in page


def test_the_backup_reads_whom_to_ask_and_the_coach_who_keeps_it(cast, login):
    net(cast, late=9, who=keeper(cast))
    assert "vraag Wijkteam (Jet Smit)" in text(login(cast.coach).get("/"))
    assert f"vraag {cast.coach.name}" in text(login(cast.backup).get("/"))


def test_a_manager_of_another_organisation_hears_nothing(cast, login):
    net(cast, late=30)
    cast.manager.memberships.update(organisation=cast.vaart)
    assert cast.trajectory.number not in text(login(cast.manager).get("/"))


def test_the_list_of_the_manager_leads_nowhere(cast, login):
    net(cast, late=30)
    page = text(login(cast.manager).get("/"))
    assert f"/trajecten/{cast.trajectory.number}" not in page


# --- back in one click ------------------------------------------------------------------------------


def test_one_click_takes_the_trajectory_up_again(cast, login):
    net(cast)
    path = url("safety_net_wake", cast)
    browser = login(cast.coach)
    assert path in text(browser.get(cast.trajectory.get_absolute_url()))
    assert browser.post(path, {"version": cast.trajectory.version}).status_code == 302
    cast.trajectory.refresh_from_db()
    assert cast.trajectory.state == State.ACTION


def test_two_clicks_change_the_state_once(cast, login):
    net(cast)
    browser = login(cast.coach)
    for _ in range(2):
        browser.post(url("safety_net_wake", cast), {"version": cast.trajectory.version})
    assert (
        cast.trajectory.state_changes.filter(to_state="action", from_state="safety_net").count()
        == 1
    )


def test_of_two_who_change_the_net_the_second_is_told(cast, login):
    net(cast)
    seen = form(cast)
    browser = login(cast.coach)
    assert browser.post(url("safety_net", cast), seen | {"days": 14}).status_code == 302
    page = text(browser.post(url("safety_net", cast), seen | {"days": 91}, follow=True))
    assert "Een collega heeft dit traject net gewijzigd" in page
    assert SafetyNet.objects.get().days == 14


def test_a_closed_trajectory_takes_no_net(cast):
    carry_out(cast)
    road.close(
        cast.trajectory, end_reason="home_kept", ended_on=timezone.localdate(), by=cast.coach
    )
    with pytest.raises(TrajectoryChanged):
        workflow.keep(
            cast.trajectory,
            keeper=own(cast),
            days=28,
            next_contact_on=timezone.localdate(),
            by=cast.coach,
        )
    assert not SafetyNet.objects.exists()


def test_a_trajectory_that_is_erased_takes_its_net_along(cast):
    net(cast)
    cast.signal.delete()
    cast.trajectory.delete()
    assert not SafetyNet.objects.exists()
