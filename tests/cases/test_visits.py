import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from cases.models import JournalEntry, PlannedVisit
from cases.workflow import visits

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
    [letter] = mail.outbox
    assert letter.to == [cast.backup.email]
    text = letter.subject + letter.body
    assert cast.coach.name in text
    for private in (cast.resident.surname, cast.home.street, cast.trajectory.number):
        assert private not in text


def test_who_checked_in_sets_off_nothing(cast, login, visit):
    login(cast.coach).post(url("visit_check_in", cast))
    assert visits.tell_colleagues(timezone.now()) == 0
    assert mail.outbox == []


def test_before_the_set_time_nobody_is_told(cast, visit):
    assert visits.tell_colleagues(visit.check_in_by - HOUR) == 0


def test_a_mail_that_fails_is_sent_at_the_next_tick(cast, visit, monkeypatch):
    def broken(self, fail_silently=False):
        raise OSError("no mail server")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", broken)
        with pytest.raises(OSError, match="no mail server"):
            visits.tell_colleagues(timezone.now())
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
