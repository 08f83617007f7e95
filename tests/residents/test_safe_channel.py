"""A resident gets no message without an address of which somebody confirmed that it is safe."""

import pytest
from django.utils import timezone

from outbox import workflow as outbox
from outbox.models import Mail
from residents import workflow
from residents.models import NoSafeChannel, Resident, SafeChannel
from tests.pages import Page
from tests.stage import address

ANSWERS = {"kind": "email", "reading": "alone", "confirmed_how": "Zelf gevraagd."}


@pytest.fixture
def resident(cast):
    cast.resident.change(email="Bewoner@resident.example", phone="0612345678")
    return cast.resident


@pytest.fixture
def page(cast, login, resident):
    """The form as somebody sees it, ready to send; answers say what they fill in."""

    def _page(who=cast.coach):
        client = login(who)
        text = client.get(address("cases:channels", cast)).content.decode()
        version = next(f.fields["version"] for f in Page(text).forms if "version" in f.fields)

        def send(**answers):
            data = ANSWERS | {"version": version} | answers
            client.force_login(who)
            return client.post(address("cases:channels", cast), data, follow=True)

        return send

    return _page


def mail(resident, **more):
    return workflow.mail_resident(
        resident, subject="Uw afspraak", body="Tot dinsdag.", cause="visit", **more
    )


def test_without_a_confirmed_address_nothing_is_written(resident):
    with pytest.raises(NoSafeChannel):
        mail(resident)
    assert not Mail.objects.exists()


def test_after_confirming_mail_goes_there(cast, resident, page):
    said = page()(reading="trusted", readers="Haar zus").content.decode()
    assert "Bevestigd als veilig." in said and "Haar zus" in said
    written = mail(resident, sender=cast.coach)
    assert (written.to, written.organisation) == ("bewoner@resident.example", cast.kade)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"reading": "others"}, "Gebruik het dan niet."),
        ({"reading": "trusted"}, "Schrijf op wie er meeleest."),
        ({"reading": ""}, "Kies wie er meeleest."),
        ({"kind": ""}, "Kies wat je wilt gebruiken."),
        ({"confirmed_how": ""}, "Schrijf op hoe je weet dat het veilig is."),
        ({"confirmed_how": "BSN 111222333"}, "burgerservicenummer"),
    ],
)
def test_who_is_not_sure_confirms_nothing_and_keeps_the_text(page, answers, said):
    text = page()(**{"confirmed_how": "Aan de deur."} | answers).content.decode()
    assert said in text
    assert "confirmed_how" in answers or "Aan de deur." in text
    assert not SafeChannel.objects.exists()


def test_a_phone_number_is_no_address_for_mail(resident, page):
    page()(kind="phone")
    with pytest.raises(NoSafeChannel):
        mail(resident)


def test_another_address_among_the_details_is_not_confirmed_along(resident, page, cast, login):
    page()()
    resident.refresh_from_db()
    resident.change(email="nieuw@resident.example")
    with pytest.raises(NoSafeChannel):
        mail(resident)
    text = login(cast.coach).get(address("cases:channels", cast)).content.decode()
    assert "daarna gewijzigd" in text


def test_withdrawing_stops_what_was_underway_too(cast, resident, page, login):
    page()()
    for urgent in (True, False):
        mail(resident, urgent=urgent, sender=cast.coach)
    kind = {"number": cast.trajectory.number}["number"]
    path = f"/trajecten/{kind}/bewoner/veilig/email/intrekken/"
    client = login(cast.backup)
    assert "Ingetrokken" in client.post(path, follow=True).content.decode()
    assert "al ingetrokken" in client.post(path, follow=True).content.decode()
    tomorrow = timezone.localtime().replace(hour=9) + timezone.timedelta(days=1)
    assert outbox.send_due(tomorrow) == 0
    assert "Tegengehouden" in login(cast.coach).get("/berichten/").content.decode()
    with pytest.raises(NoSafeChannel):
        mail(resident)
    channel = SafeChannel.objects.get()
    assert (channel.withdrawn_by, channel.confirmed_by) == (cast.backup, cast.coach)


def test_who_did_not_see_that_it_was_withdrawn_does_not_confirm_it_again(cast, resident, page):
    page()()
    late = page(cast.backup)
    assert workflow.withdraw_channel(Resident.objects.get(), kind="email", by=cast.coach)
    text = late(confirmed_how="Vorige week gevraagd.").content.decode()
    assert "Een collega heeft dit net gewijzigd" in text and "Vorige week gevraagd." in text
    assert not SafeChannel.objects.current().exists()


def test_without_any_address_it_says_where_to_write_one(cast, login):
    text = login(cast.coach).get(address("cases:channels", cast)).content.decode()
    assert "Nog geen e-mail en geen telefoon" in text
