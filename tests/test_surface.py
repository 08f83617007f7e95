"""The web surface: headers on every answer, pages without inline code, and GET that only reads."""

import json

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests.access import ACCESS, form_for
from tests.pages import Page
from tests.stage import address

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Forms that may count twice: nothing is written, or the same thing once more.
WITHOUT_KEY = (
    "evaluation:answer",  # an answer replaces itself, also another one after Back
    "evaluation:questions",
    "cases:colours",
    "account_",
    "mfa_",
    "accounts:",
    "workspace:search",
    "signals:draft_drop",
    "privacy:own_page",
    "privacy:not_right",
    "cases:asked",  # nobody is logged in there: the version in the form makes it count once
)


def who_opens(name, method):
    """Somebody of the cast for whom this page opens; the coach where it opens for nobody."""
    row = ACCESS[name, method]
    return next((who for who in ("coach", *row) if row[who] in ("200", "302")), "coach")


def fetch(visit, stage, name, method):
    data = form_for(name, stage) if method == "POST" else {}
    return visit(who_opens(name, method), method, address(name, stage), data)


def is_html(answer):
    return answer.headers.get("Content-Type", "").startswith("text/html") and answer.body


def rules(policy):
    return {rule.strip() for rule in policy.split(";") if rule.strip()}


def assert_guarded(answer):
    assert rules(answer.headers["Content-Security-Policy"]) == rules(POLICY)
    for name, value in HEADERS.items():
        assert answer.headers.get(name) == value, name


def assert_nothing_inline(text):
    page = Page(text)
    for element in page.elements:
        given = element.attributes
        assert element.tag not in ("style", "base", "object", "embed", "iframe"), element
        assert not [name for name in given if name.startswith("on") or name == "style"], element
        if element.tag == "script":
            data = given.get("type") == "application/json"
            assert data or (
                given.get("src", "").startswith("/static/") and not element.text.strip()
            )
        for name in ("href", "src", "action", "formaction"):
            link = (given.get(name) or "").strip().lower()
            assert not link.startswith(("javascript:", "data:", "http:", "https:", "//")), element
    assert not page.wrong, page.wrong


@pytest.mark.parametrize(("name", "method"), ACCESS, ids=lambda value: value)
def test_every_answer_is_guarded_and_no_page_holds_inline_code(visit, stage, name, method):
    answer = fetch(visit, stage, name, method)
    assert answer.status_code < 500
    assert_guarded(answer)
    if is_html(answer):
        assert_nothing_inline(answer.body.decode())


@pytest.mark.parametrize("name", [name for name, method in ACCESS if method == "POST"])
def test_a_form_that_comes_back_with_errors_is_guarded_as_well(visit, stage, name):
    answer = visit(who_opens(name, "POST"), "POST", address(name, stage), {"submitted": "1"})
    assert answer.status_code < 500
    assert_guarded(answer)
    if is_html(answer):
        assert_nothing_inline(answer.body.decode())


def pages_with_forms():
    return [name for name, method in ACCESS if method == "GET"]


@pytest.mark.parametrize("name", pages_with_forms())
def test_every_form_has_a_token_and_a_key_that_makes_it_count_once(visit, stage, name):
    answer = fetch(visit, stage, name, "GET")
    if not is_html(answer):
        download = answer.headers.get("Content-Disposition", "").startswith("attachment")
        assert answer.status_code in (302, 405) or download or name in ("healthz", "readyz")
        return
    free = {address(n, stage) for n, _m in ACCESS if n.startswith(WITHOUT_KEY)}
    keys = []
    for form in Page(answer.body.decode()).forms:
        if form.method == "post":
            assert form.fields.get("csrfmiddlewaretoken"), form
            target = form.action or address(name, stage)
            if target not in free:
                keys.append(form.fields.get("once"))
                assert len(keys[-1] or "") == 36, form
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("who", ["coach", "reporter", "anonymous"])
def test_pages_say_which_language_they_are_in(visit, stage, who):
    for name, method in ACCESS:
        if method == "GET" and ACCESS[name, method][who] in ("200", "403", "404"):
            answer = visit(who, "GET", address(name, stage))
            if is_html(answer):
                root = next(e for e in Page(answer.body.decode()).elements if e.tag == "html")
                assert root.attributes["lang"] == "nl", name
                assert answer.headers["Content-Language"] == "nl"


# --- answers that are not pages of the product ----------------------------------------------------


def test_an_unknown_address_gets_our_own_page(visit):
    for who in ("coach", "anonymous"):
        answer = visit(who, "GET", "/bestaat-niet/")
        assert answer.status_code == 404
        assert_guarded(answer)
        assert_nothing_inline(answer.body.decode())
        assert answer.headers["X-Request-Reference"] in answer.body.decode()


def test_a_crash_tells_a_reference_and_nothing_else(visit, monkeypatch, caplog):
    def crash(_user):
        raise RuntimeError("Mevrouw Jansen, Kade 12")

    monkeypatch.setattr("workspace.views.groups_for", crash)
    answer = visit("coach", "GET", "/")
    text = answer.body.decode()
    assert answer.status_code == 500
    assert_guarded(answer)
    assert_nothing_inline(text)
    assert answer.headers["X-Request-Reference"] in text
    assert "Jansen" not in text and "RuntimeError" not in text
    lines = [json.dumps(record.msg, default=repr) for record in caplog.records]
    assert any("crash" in line for line in lines)


def test_a_lost_database_is_a_503_that_asks_to_come_back(visit, monkeypatch):
    def lost(_user):
        raise OperationalError("connection to 10.0.0.1 failed")

    monkeypatch.setattr("workspace.views.groups_for", lost)
    answer = visit("coach", "GET", "/")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert_guarded(answer)
    assert "10.0.0.1" not in answer.body.decode()


def test_a_form_from_another_site_is_refused(stage):
    client = Client(enforce_csrf_checks=True)
    client.force_login(stage.coach)
    answer = client.post(address("signals:close", stage), {"note": "x"})
    answer.body = answer.content
    assert answer.status_code == 403
    assert_guarded(answer)
    assert_nothing_inline(answer.content.decode())


def test_a_request_for_another_host_is_refused(visit):
    answer = visit("coach", "GET", "/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert_guarded(answer)
    assert_nothing_inline(answer.body.decode())


def test_static_files_carry_the_same_headers(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "a.css").write_text("body {}")
    answer = Client().get("/static/a.css")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == b"body {}"
    assert_guarded(answer)


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(stage):
    client = Client()
    client.force_login(stage.coach)
    client.get("/")
    assert set(client.cookies) == {"sessionid", "csrftoken"}
    for cookie in client.cookies.values():
        assert cookie["httponly"] and cookie["samesite"] == "Lax"


# --- GET reads ------------------------------------------------------------------------------------

# The cache holds the limits on logging in, which count a HEAD as an attempt.
APART = {"audit_entry", "django_session", "django_migrations", "cache"}


def contents():
    """A fingerprint of every table but the log and the sessions."""
    tables = [name for name in connection.introspection.table_names() if name not in APART]
    parts = [
        f"SELECT '{name}', count(*), md5(string_agg(t::text, '' ORDER BY t::text)) FROM {name} t"
        for name in tables
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return set(cursor.fetchall())


@pytest.mark.parametrize("name", [name for name, method in ACCESS if method == "GET"])
def test_reading_changes_nothing_but_the_log_and_the_session(visit, stage, name):
    before = contents()
    for method in ("GET", "HEAD"):
        for who in {who_opens(name, "GET"), "reporter"}:
            visit.stay(who, method, address(name, stage))
            assert contents() == before, (method, who)


def test_the_fingerprint_sees_a_change(stage):
    before = contents()
    type(stage.resident).objects.filter(pk=stage.resident.pk).update(phone="0612345678")
    assert contents() != before
