"""Getting in: a password and a second step, a limit on guessing, and no way to another site."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.pages import Page

PASSWORD = "kade kade kade kade"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(scope="module")
def hashed():
    return make_password(PASSWORD)


@pytest.fixture
def coach(cast, hashed):
    User.objects.filter(pk=cast.coach.pk).update(password=hashed)
    Authenticator.objects.filter(user=cast.coach).update(data={"secret": SECRET})
    cast.coach.refresh_from_db()
    return cast.coach


def code(seconds=0):
    return format_hotp_value(hotp_value(SECRET, int((time.time() + seconds) // 30)))


def log_in(client, user, password=PASSWORD, **more):
    data = {"login": user.email, "password": password}
    return client.post("/inloggen/", data | more.pop("data", {}), **more)


def inside(client):
    return client.get("/signalen/").status_code == 200


def test_a_password_alone_does_not_open_the_door(coach, client):
    answer = log_in(client, coach)
    assert answer["Location"].startswith("/inloggen/tweede-stap/authenticate/")
    assert not inside(client)


def test_a_password_and_a_code_do(coach, client):
    log_in(client, coach)
    answer = client.post("/inloggen/tweede-stap/authenticate/", {"code": code()})
    assert answer["Location"] == "/"
    assert inside(client)


def test_a_code_counts_once(coach, client):
    used = code()
    log_in(client, coach)
    client.post("/inloggen/tweede-stap/authenticate/", {"code": used})
    other = Client()
    log_in(other, coach)
    other.post("/inloggen/tweede-stap/authenticate/", {"code": used})
    assert not inside(other)


@pytest.mark.parametrize("typed", ["000000", "", "abcdef", "123"])
def test_another_code_does_not(coach, client, typed):
    log_in(client, coach)
    answer = client.post("/inloggen/tweede-stap/authenticate/", {"code": typed})
    assert answer.status_code == 200
    assert not inside(client)


def test_the_session_gets_another_key_at_login(coach, client):
    client.get("/inloggen/")
    log_in(client, coach)
    before = client.cookies["sessionid"].value
    client.post("/inloggen/tweede-stap/authenticate/", {"code": code()})
    assert client.cookies["sessionid"].value != before


def test_an_unknown_person_and_a_wrong_password_look_the_same(coach, client):
    texts = []
    for email in (coach.email, "niemand@test.example"):
        answer = client.post("/inloggen/", {"login": email, "password": "niet goed genoeg"})
        assert answer.status_code == 200
        text = answer.content.decode().replace(email, "")
        texts.append(Page(text).elements[-1] and "".join(sorted(set(words(text)))))
    assert texts[0] == texts[1]


def words(text):
    return [word for word in text.split() if "csrf" not in word.lower() and "value=" not in word]


def guess(client, user, times, **more):
    for number in range(times):
        log_in(client, user, f"geraden wachtwoord {number}", **more)


class TestGuessing:
    def test_after_five_wrong_ones_the_right_one_is_not_looked_at(self, coach, client):
        guess(client, coach, 5)
        assert log_in(client, coach).status_code == 200
        assert not inside(client)

    def test_a_stranger_elsewhere_does_not_lock_the_person_out(self, coach, client):
        guess(Client(REMOTE_ADDR="203.0.113.9"), coach, 12)
        answer = log_in(client, coach)
        assert answer["Location"].startswith("/inloggen/tweede-stap/")

    def test_a_header_anybody_can_write_is_not_believed(self, coach, client):
        for number in range(8):
            guess(client, coach, 1, headers={"x-forwarded-for": f"198.51.100.{number}"})
        answer = log_in(client, coach, headers={"x-forwarded-for": "198.51.100.99"})
        assert answer.status_code == 200

    def test_one_address_cannot_try_many_people(self, cast, coach):
        stranger = Client(REMOTE_ADDR="203.0.113.9")
        for number in range(25):
            data = {"login": f"persoon{number}@test.example", "password": "welkom welkom"}
            stranger.post("/inloggen/", data)
        assert log_in(stranger, coach).status_code in (200, 429)
        assert not inside(stranger)

    def test_codes_cannot_be_tried_without_end(self, coach, client):
        log_in(client, coach)
        for number in range(12):
            client.post("/inloggen/tweede-stap/authenticate/", {"code": f"{number:06}"})
        client.post("/inloggen/tweede-stap/authenticate/", {"code": code()})
        assert not inside(client)


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_no_link_leads_through_the_door_to_another_site(cast, coach, client, target):
    log_in(client, coach, data={"next": target})
    answer = client.post("/inloggen/tweede-stap/authenticate/", {"code": code(), "next": target})
    assert answer["Location"] == "/"
    assert client.post("/taal/", {"language": "nl", "next": target})["Location"] == "/"


def test_a_link_to_a_page_of_ours_is_followed_after_both_steps(coach, client):
    answer = log_in(client, coach, data={"next": "/signalen/"})
    answer = client.post(answer["Location"], {"code": code(), "next": "/signalen/"})
    assert answer["Location"] == "/signalen/"


class TestForgotten:
    def test_a_link_comes_by_mail_and_works_once(self, coach, client, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        client.post("/inloggen/wachtwoord/vergeten/", {"email": coach.email})
        (sent,) = mail.outbox
        assert sent.to == [coach.email]
        path = next(word for word in sent.body.split() if "/wachtwoord/nieuw/" in word)
        path = "/" + path.split("/", 3)[3]
        form = client.get(path)["Location"]
        new = {"password1": "nieuw nieuw nieuw", "password2": "nieuw nieuw nieuw"}
        assert client.post(form, new).status_code == 302
        assert not inside(client), "the second step is still asked"
        assert "Location" not in Client().get(path).headers

    def test_for_an_unknown_address_nothing_is_sent_and_the_answer_is_the_same(
        self, coach, client, settings
    ):
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        answers = [
            client.post("/inloggen/wachtwoord/vergeten/", {"email": email})
            for email in (coach.email, "niemand@test.example")
        ]
        assert len({(a.status_code, a.headers["Location"]) for a in answers}) == 1
        assert [sent.to for sent in mail.outbox] == [[coach.email]]

    @pytest.mark.parametrize("weak", ["kort", "qwertyqwerty", "sanne de boer"])
    def test_a_weak_password_is_refused(self, coach, client, weak):
        client.force_login(coach)
        answer = client.post(
            "/inloggen/wachtwoord/",
            {"oldpassword": PASSWORD, "password1": weak, "password2": weak},
        )
        assert answer.status_code == 200
        coach.refresh_from_db()
        assert coach.check_password(PASSWORD)


class TestSecondStep:
    def test_setting_it_up_asks_who_one_is_when_that_was_long_ago(self, coach, client):
        Authenticator.objects.all().delete()
        client.force_login(coach)
        answer = client.get("/inloggen/tweede-stap/totp/activate/")
        assert answer["Location"].startswith("/inloggen/opnieuw/?next=")
        assert client.post(answer["Location"], {"password": "niet goed"}).status_code == 200
        answer = client.post(answer["Location"], {"password": PASSWORD})
        page = client.get(answer["Location"]).content.decode()
        assert "<svg" in page and "style=" not in page and "data:" not in page

    def test_with_it_the_work_opens_and_codes_for_a_lost_phone_are_made(
        self, coach, client, monkeypatch
    ):
        Authenticator.objects.all().delete()
        client.force_login(coach)
        assert client.get("/signalen/")["Location"] == "/inloggen/tweede-stap/"
        client.post("/inloggen/opnieuw/", {"password": PASSWORD})
        client.get("/inloggen/tweede-stap/totp/activate/")
        monkeypatch.setattr(totp, "validate_totp_code", lambda *_arguments: True)
        client.post("/inloggen/tweede-stap/totp/activate/", {"code": "123456"})
        kinds = set(Authenticator.objects.values_list("type", flat=True))
        assert kinds == {"totp", "recovery_codes"}
        assert inside(client)


class TestDemo:
    def test_anyone_may_be_a_demo_person_on_a_demo_only(self, cast, client, settings):
        cast.coach.email = "sanne@kade.example"
        cast.coach.save()
        data = {"email": "sanne@kade.example"}
        assert client.post("/demo/", data).status_code == 404
        settings.DEMO = True
        assert client.post("/demo/", data)["Location"] == "/"
        assert inside(client)

    def test_nobody_else_can_be_logged_in_as(self, cast, client, settings):
        settings.DEMO = True
        assert client.post("/demo/", {"email": cast.manager.email}).status_code == 404
        assert client.post("/demo/", {}).status_code == 404


class TestLanguage:
    def test_it_is_remembered_for_the_person_and_the_browser(self, cast, client):
        client.force_login(cast.coach)
        client.post("/taal/", {"language": "en"})
        page = client.get("/").content.decode()
        assert '<html lang="en">' in page and "Today" in page
        client.logout()
        client.cookies["django_language"] = "en"
        assert '<html lang="en">' in client.get("/inloggen/").content.decode()

    def test_the_wish_of_the_browser_is_not_asked(self, client, db):
        page = client.get("/inloggen/", headers={"accept-language": "en-GB,en"})
        assert '<html lang="nl">' in page.content.decode()

    def test_another_language_than_these_two_is_ignored(self, cast, client):
        client.force_login(cast.coach)
        client.post("/taal/", {"language": "fr"})
        assert '<html lang="nl">' in client.get("/").content.decode()
