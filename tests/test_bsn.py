"""A citizen service number is refused in every field of every form people type in."""

import pytest

from accounts.models import Draft
from tests.access import ACCESS, form_for
from tests.pages import Page
from tests.stage import address
from tests.test_surface import contents

NUMBER = "111222333"  # passes the 11-test, issued to nobody
TYPED = {"text", "search", "tel", None}
NOT_KEPT = {"q", "name", "nummer"}  # only searched for
ALONGSIDE = {  # what must be chosen for a field to count
    "referred_to": {"action": "refer"},
    "reporter_name": {"reporter_role": "neighbour"},
    "reporter_phone": {"reporter_role": "neighbour"},
}
FORMS = [
    name for name, method in ACCESS
    if method == "POST" and ":" in name and ACCESS[name, method]["coach"] == "302"
    and ACCESS[name, "GET"]["coach"] == "200"
]  # fmt: skip


def fields_of(page):
    for element in page.elements:
        given = element.attributes
        typed = element.tag == "input" and given.get("type") in TYPED
        if (typed or element.tag == "textarea") and given.get("name", "q") not in NOT_KEPT:
            yield given["name"]


def test_every_form_with_text_is_looked_at(visit, stage):
    found = {
        f"{name} {field}"
        for name in FORMS
        for field in fields_of(Page(visit("coach", "GET", address(name, stage)).body.decode()))
    }
    assert {
        "signals:create facts", "signals:create place", "signals:create impression",
        "signals:create since_when", "signals:create reporter_name", "signals:edit facts",
        "signals:assess note", "signals:assess referred_to", "signals:feedback text",
        "signals:close note", "signals:reopen note", "signals:start surname", "cases:note facts",
        "cases:note impression", "cases:note_edit facts", "cases:move reason", "evaluation:close reason",
        "evaluation:stop reason", "cases:resident surname", "cases:resident given_name",
    } <= found  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_it_is_refused_with_words_and_nothing_is_stored(visit, stage, name):
    path = address(name, stage)
    page = Page(visit("coach", "GET", path).body.decode())
    before = contents()
    for field in fields_of(page):
        text = NUMBER if "phone" in field else f"nummer {NUMBER}"
        data = form_for(name, stage) | ALONGSIDE.get(field, {}) | {field: text}
        answer = visit.stay("coach", "POST", path, data)
        assert answer.status_code == 200, field
        assert "burgerservicenummer (BSN)" in answer.body.decode(), field
        assert all(NUMBER not in str(draft.data) for draft in Draft.objects.all()), field
        Draft.objects.filter(user=stage.coach).delete()
        assert contents() == before, field


@pytest.mark.parametrize(
    "text",
    [
        "111\u00a0222\u00a0333",
        "111\u2013222\u2013333",
        "111  222  333",
        "111/222/333",
        "BSN111222333",
    ],
)
def test_a_pasted_number_is_seen_through_its_spaces_and_dashes(visit, stage, text):
    data = form_for("cases:note", stage) | {"facts": f"Zie {text} in de brief"}
    answer = visit("coach", "POST", address("cases:note", stage), data)
    assert answer.status_code == 200


FINE = [
    "Bel 0031 6 11222333", "Bel +31 (0)6 11222333", "op 21-11-2026 om 10.15 uur",
    "NL02ABNA0123456789", "huisnummer 111-222", "111222334", "meterstand 1112223331",
    "postcode 1112 AB, 223 33",
]  # fmt: skip


@pytest.mark.parametrize("text", FINE)
def test_phone_numbers_dates_and_accounts_are_fine(visit, stage, text):
    data = form_for("cases:note", stage) | {"facts": text}
    answer = visit("coach", "POST", address("cases:note", stage), data)
    assert answer.status_code == 302


def test_a_label_is_hinted_at_and_never_stands_in_the_way(visit, stage):
    words = {"facts": "Hij is verward en dement.", "impression": "Autistisch?"}
    for name in ("signals:create", "signals:edit", "cases:note", "cases:note_edit"):
        data = form_for(name, stage) | words
        answer = visit.stay("coach", "POST", address(name, stage), data)
        assert answer.status_code == 302, name
        text = visit.stay("coach", "GET", answer.headers["Location"]).body.decode()
        for word in ("verward", "dement", "Autistisch"):
            assert f"Je schreef ‘{word}’" in text, (name, word)
