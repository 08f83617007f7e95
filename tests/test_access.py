"""Everybody of the cast asks for every page, and gets what the access table says."""

import datetime as dt
import html
import re

import pytest
from django.utils import timezone

from accounts.models import Membership, User
from cases.models import Grant
from tests.access import ACCESS, form_for
from tests.cast import signal
from tests.stage import PEOPLE, address, patterns


@pytest.mark.parametrize(("name", "method"), ACCESS, ids=lambda value: value)
def test_everyone_gets_what_the_table_says(visit, stage, name, method):
    path = address(name, stage)
    data = form_for(name, stage) if method == "POST" else {}
    answers = {who: visit(who, method, path, data) for who in PEOPLE}
    for who, expected in ACCESS[name, method].items():
        answer = answers[who]
        if expected == "log":
            wanted = (302, f"{address('account_login', stage)}?next={path}")
            assert (answer.status_code, answer.headers.get("Location")) == wanted, who
        else:
            assert answer.status_code == int(expected), f"{who}: {answer.status_code}"


def test_no_page_is_missing_and_no_row_is_about_nothing():
    rows = {page for page, _method in ACCESS}
    assert rows == set(patterns())
    assert set(ACCESS) == {(page, method) for page in rows for method in ("GET", "POST")}


@pytest.mark.parametrize("name", patterns())
def test_other_methods_are_refused_everywhere(visit, stage, name):
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS"):
        answer = visit("coach", method, address(name, stage))
        assert answer.status_code == 405, method


def plain(answer):
    """A body without what differs each time: keys of forms, the reference, and the path itself."""
    text = answer.body.decode().replace(html.escape(answer.wsgi_request.path), "")
    text = re.sub(r'(name="(csrfmiddlewaretoken|once)" value=")[^"]*', r"\1", text)
    text = re.sub(r'(X-CSRFToken&quot;|"X-CSRFToken"): (&quot;|")\w+', "", text)
    text = text.replace(answer.headers.get("X-Request-Reference", "-"), "")
    return html.unescape(text)


@pytest.mark.parametrize("name", [name for name in patterns() if ":" in name and patterns()[name]])
def test_a_foreign_number_and_one_that_does_not_exist_give_the_same_answer(visit, stage, name):
    for method in ("GET", "POST"):
        for who in ("outsider", "manager", "colleague"):
            foreign = address(name, stage)
            if ACCESS[name, method][who] not in ("403", "404", "405"):
                continue
            data = form_for(name, stage) if method == "POST" else {}
            theirs = visit(who, method, foreign, data)
            nobodys = visit(who, method, address(name, stage, unknown=True), data)
            assert theirs.status_code == nobodys.status_code, (method, who)
            assert plain(theirs) == plain(nobodys), (method, who)
            assert theirs.headers.keys() == nobodys.headers.keys()


def test_a_foreign_number_in_a_filter_shows_what_an_unknown_one_shows(visit, stage):
    foreign = signal(stage.other_reporter, stage.vaart).number
    for who, path in (
        ("coach", "/signalen/?na="),
        ("coach", "/signalen/?voor="),
        ("coach", "/trajecten/?na="),
        ("reporter", "/signalen/mijn/?na="),
        ("coach", "/berichten/?na="),
        ("privacy_officer", "/logboek/?nummer="),
    ):
        theirs, nobodys = (visit(who, "GET", path + n) for n in (foreign, "S-2222-2222"))
        assert theirs.status_code == 200
        assert plain(theirs).replace(foreign, "") == plain(nobodys).replace("S-2222-2222", "")


def test_searching_a_foreign_number_finds_as_little_as_an_unknown_one(visit, stage):
    foreign = signal(stage.other_reporter, stage.vaart).number
    path = address("workspace:search", stage)
    theirs, nobodys = (visit("coach", "POST", path, {"q": n}) for n in (foreign, "S-2222-2222"))
    assert plain(theirs).replace(foreign, "") == plain(nobodys).replace("S-2222-2222", "")


# What needs no second factor: logging in, and the site itself.
OPEN = {"healthz", "readyz", "accounts:language", "accounts:demo_login", "accounts:still_here"}
# A personal link has a second step of its own.
OPEN |= {"cases:asked", "cases:answered", "cases:colours"}
OPEN |= {"privacy:enter", "privacy:own_page", "privacy:not_right"}
# And one without a second step only asks.
OPEN |= {"evaluation:questions", "evaluation:thanks"}
OPEN |= {"evaluation:calendar_feed"}  # no person is there to give one; it names nobody
PERSONAL = [
    key for key in ACCESS if not key[0].startswith(("account_", "mfa_")) and key[0] not in OPEN
]


@pytest.mark.parametrize(("name", "method"), PERSONAL, ids=lambda value: value)
def test_without_a_second_factor_every_page_leads_to_setting_one_up(visit, stage, name, method):
    guards = name == "audit:log" or name.startswith("privacy:correction")
    column = "privacy_officer" if guards else "coach"
    person = getattr(stage, column)
    person.authenticator_set.all().delete()
    answer = visit(column, method, address(name, stage), form_for(name, stage))
    assert answer.status_code == 302
    assert answer.headers["Location"] == address("mfa_index", stage)


@pytest.mark.parametrize("who", [name for name in PEOPLE if name != "anonymous"])
def test_a_role_that_ended_yesterday_opens_nothing_any_more(visit, stage, who):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Membership.objects.filter(user=getattr(stage, who)).update(until=yesterday)
    for (page, method), answers in ACCESS.items():
        if method == "GET" and answers[who] == "200" and not opens_for_all(page, method):
            answer = visit(who, "GET", address(page, stage))
            assert answer.status_code in (403, 404), page


def opens_for_all(page, method):
    answers = dict(ACCESS[page, method])
    answers.pop("anonymous")
    return set(answers.values()) == {"200"}


def test_a_role_counts_up_to_and_including_its_last_day(visit, stage):
    today = timezone.localdate()
    roles = Membership.objects.filter(user=stage.coach)
    roles.update(until=today)
    assert visit("coach", "GET", address("signals:list", stage)).status_code == 200
    roles.update(since=today + dt.timedelta(days=1), until=None)
    assert visit("coach", "GET", address("signals:list", stage)).status_code == 403


@pytest.mark.parametrize("who", ["coach", "backup", "reader"])
def test_a_part_in_a_trajectory_that_ended_is_gone_at_the_next_request(visit, stage, who):
    grants = Grant.objects.filter(user=getattr(stage, who))
    pages = {page for (page, _method), row in ACCESS.items() if row["colleague"] == "404"}
    assert visit(who, "GET", address("workspace:dossier", stage)).status_code == 200
    grants.update(until=timezone.now())
    for page in pages & {
        page
        for page in patterns()
        if page.startswith(("cases:", "privacy:", "workspace:", "evaluation:"))
    }:
        for method in ("GET", "POST"):
            expected = ACCESS[page, method]["colleague"]
            answer = visit(who, method, address(page, stage), form_for(page, stage))
            assert answer.status_code == int(expected), (page, method)


def test_a_grant_alone_is_not_enough_for_who_is_no_coach_any_more(visit, stage):
    Membership.objects.filter(user=stage.coach).update(role="manager")
    assert visit("coach", "GET", address("workspace:dossier", stage)).status_code == 404


def test_somebody_who_was_made_inactive_is_logged_out_at_the_next_request(visit, stage):
    assert visit("coach", "GET", "/").status_code == 200
    User.objects.filter(pk=stage.coach.pk).update(is_active=False)
    answer = visit("coach", "GET", "/")
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/inloggen/?next=/")


def test_sign_up_and_a_change_of_mail_address_do_not_exist(visit):
    for path in ("/inloggen/signup/", "/inloggen/email/", "/accounts/signup/", "/admin/"):
        assert visit("anonymous", "GET", path).status_code == 404
        assert visit("administrator", "POST", path).status_code == 404
