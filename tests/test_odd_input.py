"""Input no form of ours sends: the answer is an ordinary page or a refusal, never a crash."""

import pytest
from django.urls import reverse

from tests.access import ACCESS, form_for
from tests.stage import address

ODD = {
    "a zero byte": "a\x00b",
    "half a character": "\ud83d".encode("utf-8", "surrogatepass").decode("latin-1"),
    "very long": "x" * 5000,
    "a huge number": "9" * 40,
    "a negative number": "-1",
    "digits of elsewhere": "٣٤٥",
    "like patterns": "%_\\'\"",
    "markup": "<script>alert(1)</script>",
    "a right-to-left mark": "\u202egnp.exe",
    "only spaces": "   ",
}
MOMENTS = [
    "2026-11-21", "2026-11-21T10:00", "2026-11-21T10:00:00+01:00", "0001-01-01T00:00:00+00:00",
    "9999-12-31T23:59:59-12:00", "2026-13-45T99:99", "0001-01-01T00:00:00+14:00", "x", "\x00",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_words_in_the_address_bar_break_nothing(visit, stage, text):
    queries = {
        "signals:list": ("state", "urgency", "kind", "since", "na", "voor"),
        "signals:mine": ("na", "voor"),
        "cases:list": ("state", "mine", "na", "voor"),
        "workspace:dossier": ("voor",),
        "workspace:today": ("x",),
        "audit:log": ("nummer", "actor", "action", "since", "until", "voor", "system"),
    }
    for name, parameters in queries.items():
        who = "privacy_officer" if name == "audit:log" else "coach"
        for parameter in parameters:
            answer = visit(who, "GET", address(name, stage), {parameter: text})
            assert answer.status_code in (200, 400), (name, parameter)
            assert "<script>alert" not in answer.body.decode()


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_words_in_a_form_break_nothing(visit, stage, text):
    for name, method in ACCESS:
        good = form_for(name, stage)
        if method != "POST" or ":" not in name:
            continue
        fields = {field: text for field in good} | {"version": text, "once": text, "next": text}
        for data in (fields, {field: [text, text] for field in fields}):
            answer = visit("coach", "POST", address(name, stage), data)
            assert answer.status_code < 500, (name, answer.status_code)
            if answer.status_code == 200:
                assert "<script>alert" not in answer.body.decode(), name


@pytest.mark.parametrize("text", ["\x00", "S-\x00", "x" * 300, "S-2222-2222 ", "٣", "%25", "a.b"])
def test_an_odd_number_in_the_path_is_a_page_that_does_not_exist(visit, stage, text):
    for name in ("workspace:dossier", "signals:detail", "signals:address", "cases:note"):
        answer = visit("coach", "GET", reverse(name, args=[text]))
        assert answer.status_code in (400, 404), name


@pytest.mark.parametrize("moment", MOMENTS)
def test_any_moment_may_be_asked_of_a_timeline(visit, stage, moment):
    answer = visit("coach", "GET", address("workspace:dossier", stage), {"voor": moment})
    assert answer.status_code in (200, 400)


@pytest.mark.parametrize(
    "day", ["0001-01-01", "1899-12-31", "9999-12-31", "2026-02-29", "31-2-2026"]
)
@pytest.mark.parametrize("clock", ["00:00", "23:59", "", "25:00"])
def test_any_day_may_be_typed(visit, stage, day, clock):
    note = {"kind": "note", "facts": "x", "happened_on": day, "happened_time": clock}
    forms = {
        "cases:note": note | {"next_contact_on": day},
        "cases:next_contact": {"next_contact_on": day},
        "evaluation:close": {"end_reason": "moved", "ended_on": day},
        "signals:create": form_for("signals:create", stage) | {"happened_on": day},
    }
    for name, data in forms.items():
        answer = visit("coach", "POST", address(name, stage), data)
        assert answer.status_code in (200, 302), name
        if answer.status_code == 302:
            again = visit("coach", "GET", address("workspace:dossier", stage))
            assert again.status_code == 200


def test_a_form_without_any_field_is_a_form_with_errors(visit, stage):
    for name, method in ACCESS:
        if method == "POST" and ACCESS[name, method]["coach"] == "302" and ":" in name:
            assert visit("coach", "POST", address(name, stage)).status_code in (200, 302), name
