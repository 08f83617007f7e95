"""Getting in for real: password and code, recovery code, passkey, a forgotten password."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from playwright.sync_api import expect

from tests.browser.looks import troubles

pytestmark = pytest.mark.browser

PASSWORD = "een lange zin over de kade"
START = "/inloggen/"


@pytest.fixture
def coach(cast, settings):
    """The coach with a password, an app that makes codes, and recovery codes."""
    settings.MFA_TOTP_TOLERANCE = 1  # a code may be read just before the app shows the next one
    cast.coach.set_password(PASSWORD)
    cast.coach.save()
    Authenticator.objects.filter(user=cast.coach).delete()
    cast.coach.secret = totp.generate_totp_secret()
    totp.TOTP.activate(cast.coach, cast.coach.secret)
    cast.coach.recovery = RecoveryCodes.activate(cast.coach).generate_codes()
    return cast.coach


def code_of(user):
    """What the app on the phone shows now."""
    counter = int(time.time()) // 30
    return totp.format_hotp_value(totp.hotp_value(user.secret, counter))


def give_password(somebody, user, password=PASSWORD):
    somebody.write("E-mail", user.email)
    somebody.write("Wachtwoord", password)
    somebody.tap("button", "Inloggen", exact=True)


def give_code(somebody, code):
    somebody.reads("De tweede stap")
    somebody.write("Code", code)
    somebody.tap("button", "Inloggen", exact=True)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_password_and_a_code_let_in(visit, coach, scripts):
    somebody = visit(path="/trajecten/", java_script_enabled=scripts)
    somebody.is_at(f"{START}?next=/trajecten/")
    give_password(somebody, coach)
    somebody.reads("De tweede stap")
    give_code(somebody, code_of(coach))
    somebody.is_at("/trajecten/")


def test_a_wrong_password_lets_nobody_in_and_says_so(visit, coach):
    somebody = visit(path=START)
    give_password(somebody, coach, "een heel andere lange zin")
    somebody.is_at(START)
    somebody.reads("niet correct")
    assert troubles(somebody.page) == []


def test_the_page_of_the_second_step_is_readable_and_refuses_a_wrong_code(visit, coach):
    somebody = visit(path=START)
    give_password(somebody, coach)
    somebody.reads("De tweede stap")
    assert troubles(somebody.page) == []
    give_code(somebody, "000000")
    somebody.reads("De tweede stap")
    assert troubles(somebody.page) == []


def test_a_recovery_code_lets_in_once(visit, coach):
    code = coach.recovery[0]
    somebody = visit(path=START)
    give_password(somebody, coach)
    give_code(somebody, code)
    somebody.is_at(re.compile(r"/$"))
    again = visit(path=START)
    give_password(again, coach)
    give_code(again, code)
    again.reads("De tweede stap")


def test_a_passkey_is_added_and_lets_in_without_a_password(visit, coach):
    somebody = visit(path=START)
    put_a_key_in(somebody)
    give_password(somebody, coach)
    give_code(somebody, code_of(coach))
    somebody.reads("Vandaag")
    somebody.go("/inloggen/tweede-stap/")
    somebody.tap("link", "Sleutel toevoegen")
    somebody.write("Wachtwoord", PASSWORD)
    somebody.tap("button", "Verder gaan")
    somebody.write("Naam van de sleutel", "Mijn telefoon")
    somebody.tap("button", "Sleutel toevoegen")
    somebody.reads("De sleutel is toegevoegd")
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    for page in ("reauthenticate/", "", f"keys/{key.pk}/edit/", f"keys/{key.pk}/remove/"):
        somebody.go(f"/inloggen/tweede-stap/webauthn/{page}")
        assert troubles(somebody.page) == []

    somebody.context.clear_cookies()
    somebody.go(START)
    somebody.tap("button", "Inloggen met passkey")
    somebody.is_at(re.compile(r"/$"))
    expect(somebody.page.locator(".menu__who")).to_contain_text(coach.name)


def put_a_key_in(somebody):
    """A security key that Chromium plays itself; it knows its person at once."""
    chrome = somebody.context.new_cdp_session(somebody.page)
    chrome.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    person = {"hasUserVerification": True, "isUserVerified": True}
    chrome.send("WebAuthn.addVirtualAuthenticator", {"options": options | person})


def test_a_passkey_that_fails_says_so(visit, coach):
    somebody = visit(path=START)
    chrome = somebody.context.new_cdp_session(somebody.page)
    chrome.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    chrome.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    somebody.tap("button", "Inloggen met passkey")
    somebody.reads("Dat lukte niet")
    somebody.faults.clear()  # the browser's own words about the refusal


def test_a_forgotten_password_is_chosen_anew_through_the_mail(visit, coach):
    somebody = visit(path="/inloggen/wachtwoord/vergeten/")
    somebody.write("E-mail", coach.email)
    somebody.tap("button", "Link versturen")
    somebody.reads("Kijk in je mail")
    somebody.go(re.search(r"https?://\S+", mail.outbox[-1].body).group())
    assert troubles(somebody.page) == []
    new = "een nieuwe lange zin over de sluis"
    for field in somebody.page.locator("input[type=password]").all():
        field.fill(new)
    somebody.tap("button", "Wachtwoord opslaan")
    somebody.reads("Je wachtwoord is gewijzigd")
    somebody.go(START)
    give_password(somebody, coach, new)
    somebody.reads("De tweede stap")
