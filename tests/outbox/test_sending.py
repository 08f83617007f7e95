"""Mail that leaves, through a real mail server: once each, together by day, urgent at once."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from outbox import tasks, workflow
from outbox.models import Envelope, Mail

pytestmark = pytest.mark.django_db
ZONE = timezone.get_default_timezone()
TUESDAY = dt.date(2026, 11, 24)
DAY = dt.timedelta(days=1)


def at(hour, minute=0, day=TUESDAY):
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=ZONE)


def post(to="sanne@test.example", when=None, **more):
    values = {"subject": "Nieuw verzoek", "body": "Open Wooncoach.", "cause": "request"} | more
    with time_machine.travel(when or at(10), tick=False):
        return workflow.post(to=to, **values)


def text(letter):
    return letter.get_payload(decode=True).decode()


@pytest.mark.parametrize(
    ("written", "leaves"),
    [
        (at(7, 59), at(8)),
        (at(8), at(8, day=TUESDAY + DAY)),
        (at(23, 59), at(8, day=TUESDAY + DAY)),
        (
            at(23, day=dt.date(2026, 10, 24)),
            at(8, day=dt.date(2026, 10, 25)),
        ),  # the clock goes back
    ],
)
def test_what_can_wait_leaves_at_eight(written, leaves):
    assert post(when=written).goes_at == leaves


def test_urgent_mail_goes_at_once_and_alone(sink):
    post(body="Later.")
    post(subject="Bel nu", urgent=True)
    assert workflow.send_due(at(10)) == 1
    assert [letter["Subject"] for letter in sink.taken] == ["Bel nu"]
    post(subject="Bel nog eens", urgent=True, when=at(11))
    assert workflow.send_due(at(11)) == 1
    assert len({letter["Message-ID"] for letter in sink.taken}) == 2


def test_a_person_gets_one_mail_a_day_with_all_there_is(sink):
    post(subject="Verzoek", body="Eén.")
    post(subject="Herinnering", body="Twee.", when=at(12))
    post(to="joris@test.example", subject="Voor Joris", body="Drie.")
    assert workflow.send_due(at(23)) == 0
    assert workflow.send_due(at(8, 1, TUESDAY + DAY)) == 2
    assert workflow.send_due(at(8, 2, TUESDAY + DAY)) == 0
    (both,) = sink.to("sanne@test.example")
    assert both["Subject"] == "Wooncoach: 2 berichten"
    for words in ("Verzoek\n\nEén.", "Herinnering\n\nTwee."):
        assert words in text(both).replace("\r", "")
    (single,) = sink.to("joris@test.example")
    assert single["Subject"] == "Voor Joris" and text(single).strip() == "Drie."
    assert single["Auto-Submitted"] == "auto-generated"


def test_what_comes_too_late_for_todays_mail_goes_with_tomorrows(sink):
    post(when=at(7))
    assert workflow.send_due(at(8)) == 1
    post(when=at(7, 59))  # written before eight, and stood only after the mail had left
    assert workflow.send_due(at(8, 1)) == 0
    assert workflow.send_due(at(23)) == 0
    assert workflow.send_due(at(8, 0, TUESDAY + DAY)) == 1
    assert len(sink.taken) == 2


def test_after_three_days_without_a_clock_all_goes_once_and_together(sink):
    for days in range(3):
        post(when=at(10, day=TUESDAY + days * DAY), body=f"Dag {days}.")
    friday = TUESDAY + 3 * DAY
    assert workflow.send_due(at(7, day=friday)) == 0  # at eight, with that of today
    assert workflow.send_due(at(15, day=friday)) == 1
    assert workflow.send_due(at(15, 1, friday)) == 0
    (letter,) = sink.taken
    assert all(f"Dag {days}." in text(letter) for days in range(3))


def test_a_cause_that_is_undone_sends_nothing(sink):
    with pytest.raises(RuntimeError), transaction.atomic():
        post(urgent=True)
        raise RuntimeError
    assert workflow.send_due(at(10)) == 0
    assert not Mail.objects.exists() and not Envelope.objects.exists()


@pytest.mark.parametrize(
    "to", ["a@test.example\nBcc: b@test.example", "a@test.example\r\n\r\nx", "geen adres", ""]
)
def test_an_address_that_is_none_is_refused(to):
    with pytest.raises(workflow.BadAddress):
        post(to=to)
    assert not Mail.objects.exists()


def test_nothing_typed_becomes_a_header(sink):
    post(subject="Bel\r\nBcc: dief@test.example\r\n\r\nnu", urgent=True)
    assert workflow.send_due(at(10)) == 1
    (letter,) = sink.taken
    assert letter["Bcc"] is None and letter["Subject"] == "Bel Bcc: dief@test.example nu"


def test_the_text_is_sealed_until_it_is_sent_and_erased_then(sink):
    mail = post(body="https://test.example/geheim", urgent=True)
    assert b"geheim" not in bytes(Mail.objects.get().sealed)
    workflow.send_due(at(10))
    assert "geheim" in text(sink.taken[0])
    mail.refresh_from_db()
    assert (bytes(mail.sealed), mail.body) == (b"", "")


def test_a_new_secret_key_still_opens_what_waits(sink, settings):
    post(urgent=True)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the next one"
    assert workflow.send_due(at(10)) == 1
    settings.SECRET_KEY_FALLBACKS = []
    post(urgent=True, body="Van nu.")
    settings.SECRET_KEY = "yet another one"
    assert workflow.send_due(at(10)) == 0  # and it does not stand in the way of others
    assert Envelope.objects.get(state="failed").last_error == "InvalidToken"


def test_many_go_over_one_connection(sink):
    for number in range(12):
        post(to=f"p{number}@test.example", urgent=True)
    assert workflow.send_due(at(10)) == 12
    assert len({letter["To"] for letter in sink.taken}) == 12


def test_held_back_it_does_not_leave(sink, cast):
    for urgent in (True, False):
        post(organisation_id=cast.kade.pk, urgent=urgent)
    kept = post(organisation_id=cast.vaart.pk, urgent=True)
    assert workflow.hold_back(to="Sanne@test.example", organisation_id=cast.kade.pk) == 2
    assert workflow.send_due(at(9, day=TUESDAY + DAY)) == 1
    kept.refresh_from_db()
    assert kept.envelope.state == "sent"
    assert not Mail.objects.exclude(sealed=b"").exists()
    assert Envelope.objects.count() == 1


def test_what_left_long_ago_is_forgotten_and_what_waits_is_not(sink):
    post(urgent=True)
    workflow.send_due(at(10))
    post(to="joris@test.example", urgent=True)
    with time_machine.travel(at(10) + 89 * DAY):
        tasks.tidy()
        assert Mail.objects.count() == 2
    with time_machine.travel(at(10) + 91 * DAY):
        tasks.tidy()
    (left,) = Mail.objects.all()
    assert left.to == "joris@test.example" and left.body
    assert Envelope.objects.count() == 1
