import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.models import JournalEntry, PlannedVisit
from cases.workflow import visits
from outbox import workflow as outbox
from outbox.models import Mail

HOUR = dt.timedelta(hours=1)


def url(name, cast):
    return reverse(f"cases:{name}", args=[cast.trajectory.number])


@pytest.fixture
def visit(cast):
    now = timezone.now()
    return visits.plan(
        cast.trajectory,
        visitor=cast.coach,
        colleague=cast.backup,
        starts_at=now - 2 * HOUR,
        check_in_by=now - HOUR,
    )


def test_a_visit_is_written_in_three_answers(cast, login):
    login(cast.coach).post(
        url("doorstep", cast), {"outcome": "reached", "facts": "De gang was leeg.", "again": "14"}
    )
    entry = JournalEntry.objects.get()
    assert (entry.kind, entry.outcome, entry.facts) == ("visit", "reached", "De gang was leeg.")
    cast.trajectory.refresh_from_db()
    assert cast.trajectory.next_contact_on == timezone.localdate() + dt.timedelta(days=14)


def test_an_attempt_needs_no_words(cast, login):
    login(cast.coach).post(url("doorstep", cast), {"outcome": "attempt"})
    assert JournalEntry.objects.get().outcome == "attempt"


def test_a_talk_needs_what_was_seen(cast, login):
    page = login(cast.coach).post(url("doorstep", cast), {"outcome": "reached"})
    assert "Schrijf op wat je zag of hoorde." in page.content.decode()
    assert not JournalEntry.objects.exists()


def test_saving_the_visit_checks_in(cast, login, visit):
    login(cast.coach).post(url("doorstep", cast), {"outcome": "attempt"})
    visit.refresh_from_db()
    assert visit.checked_in_at


def test_a_colleague_is_told_once_and_learns_nothing_of_the_resident(cast, visit):
    assert visits.tell_colleagues(timezone.now()) == 1
    assert visits.tell_colleagues(timezone.now()) == 0
    assert outbox.send_due(timezone.now()) == 1  # urgent: it does not wait for the morning
    [letter] = mail.outbox
    assert letter.to == [cast.backup.email]
    text = letter.subject + letter.body
    assert cast.coach.name in text
    for private in (cast.resident.surname, cast.home.street, cast.trajectory.number):
        assert private not in text


def test_who_checked_in_sets_off_nothing(cast, login, visit):
    login(cast.coach).post(url("visit_check_in", cast))
    assert visits.tell_colleagues(timezone.now()) == 0
    assert not Mail.objects.exists()


def test_before_the_set_time_nobody_is_told(cast, visit):
    assert visits.tell_colleagues(visit.check_in_by - HOUR) == 0


def test_the_visitor_sees_what_became_of_the_mail(cast, visit, login):
    visits.tell_colleagues(timezone.now())
    page = login(cast.coach).get("/berichten/").content.decode()
    assert f"{cast.coach.name} heeft zich niet gemeld" in page and cast.backup.email in page
    assert "heeft zich niet gemeld" not in login(cast.backup).get("/berichten/").content.decode()


def test_who_was_told_and_the_mail_that_tells_it_stand_or_fall_together(cast, visit):
    User.objects.filter(pk=cast.backup.pk).update(email="geen adres")
    with pytest.raises(outbox.BadAddress):
        visits.tell_colleagues(timezone.now())
    visit.refresh_from_db()
    assert visit.colleague_told_at is None
    User.objects.filter(pk=cast.backup.pk).update(email="joris@test.example")
    assert visits.tell_colleagues(timezone.now()) == 1


@pytest.mark.parametrize(
    ("starts", "check_in", "said"),
    [("14:00", "13:00", "Kies een tijd na het begin."), ("00:00", "00:01", "al voorbij")],
)
def test_times_that_cannot_be_are_refused(cast, login, starts, check_in, said):
    answer = login(cast.coach).post(
        url("visit_plan", cast),
        {
            "day": timezone.localdate().isoformat(),
            "starts": starts,
            "check_in": check_in,
            "colleague": cast.backup.pk,
        },
    )
    assert said in answer.content.decode()
    assert not PlannedVisit.objects.exists()


def test_a_colleague_of_another_organisation_cannot_be_chosen(cast, login):
    login(cast.coach).post(
        url("visit_plan", cast),
        {
            "day": (timezone.localdate() + dt.timedelta(days=1)).isoformat(),
            "starts": "10:00",
            "check_in": "11:00",
            "colleague": cast.outsider.pk,
        },
    )
    assert not PlannedVisit.objects.exists()
