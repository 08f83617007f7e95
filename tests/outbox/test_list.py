"""Sent messages: who sent a mail sees what became of it, and nobody else."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from outbox import workflow
from outbox.models import Mail
from tests.pages import Page

LIST = "/berichten/"
ZONE = timezone.get_default_timezone()
NOON = dt.datetime(2026, 11, 24, 12, tzinfo=ZONE)


def post(by, **more):
    values = {"to": "m@partner.example", "subject": "Nieuw verzoek", "body": "GEHEIME LINK"} | more
    return workflow.post(
        cause="request", sender=by, organisation_id=by.memberships_now[0].organisation_id, **values
    )


def shown(client):
    return client.get(LIST).content.decode()


@pytest.fixture
def refused(cast, sink):
    """A mail of the coach to an address that the server refuses for good."""
    mail = post(cast.coach, to="weg@partner.example", urgent=True)
    sink.answers[mail.to] = "550 no such user"
    workflow.send_due(timezone.now())
    mail.refresh_from_db()
    return mail


def after(client, user, clock, hours):
    """So many hours later, logged in again."""
    clock.shift(dt.timedelta(hours=hours))
    client.logout()
    client.force_login(user)


def test_each_state_is_said_in_words(cast, login, sink):
    with time_machine.travel(NOON, tick=False) as clock:
        client = login(cast.coach)
        post(cast.coach)
        assert "Het gaat morgen om 08.00 weg." in shown(client)
        after(client, cast.coach, clock, 13)
        assert "Het gaat vandaag om 08.00 weg." in shown(client)
        after(client, cast.coach, clock, 9)
        workflow.send_due(timezone.now())
        assert "Verzonden" in shown(client) and "Vandaag 10.00" in shown(client)
        late = post(cast.coach, to="later@partner.example", urgent=True)
        assert "zodra de mailserver het aanneemt" in shown(client)
        sink.answers[late.to] = "451 later"
        workflow.send_due(timezone.now())
        assert "We proberen het opnieuw om 10.01." in shown(client)
        sink.answers[late.to] = "550 never"
        workflow.send_due(timezone.now() + dt.timedelta(minutes=1))
        assert "De mailserver weigert dit adres." in shown(client)
        assert "GEHEIME LINK" not in shown(client)


def test_only_who_sent_it_sees_it_and_can_send_it_again(cast, login, refused):
    for somebody in (cast.backup, cast.manager, cast.outsider, cast.administrator):
        client = login(somebody)
        assert refused.to not in shown(client)
        assert client.post(f"{LIST}{refused.number}/opnieuw/").status_code == 404
    refused.envelope.refresh_from_db()
    assert refused.envelope.state == "failed"
    assert refused.to in shown(login(cast.coach))


def test_who_left_the_organisation_does_not_see_what_was_sent_for_it(cast, login, refused):
    cast.coach.memberships.update(organisation=cast.vaart)
    assert refused.to not in shown(login(cast.coach))


def test_what_did_not_arrive_stands_on_today_and_goes_again_in_one_click(
    cast, login, refused, sink
):
    client = login(cast.coach)
    today = client.get("/").content.decode()
    assert "Bericht niet aangekomen" in today and LIST in today
    assert "Bericht niet aangekomen" not in login(cast.backup).get("/").content.decode()
    client = login(cast.coach)
    sink.answers.clear()
    form = Page(shown(client)).form_to(f"{LIST}{refused.number}/opnieuw/")
    for _click in range(2):
        assert client.post(form.action, form.fields).status_code == 302
    assert client.post(form.action).status_code == 302  # from another window
    assert "kun je niet opnieuw proberen" in shown(client)
    assert workflow.send_due(timezone.now()) == 1
    assert [letter["Message-ID"] for letter in sink.taken] == [refused.envelope.message_id]
    assert "Bericht niet aangekomen" not in client.get("/").content.decode()


def test_a_long_list_goes_on_behind_the_last_row(cast, login):
    for number in range(30):
        post(cast.coach, subject=f"Bericht {number:02}")
    client = login(cast.coach)
    first = shown(client)
    assert "Bericht 29" in first and "Bericht 04" not in first
    newest_25 = Mail.objects.order_by("-created_at", "-id")[24]
    second = client.get(LIST, {"na": newest_25.number}).content.decode()
    assert "Bericht 04" in second and "Bericht 05" not in second
