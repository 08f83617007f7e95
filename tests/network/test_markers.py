"""Whose registry turns up where: a marker in every text of two registries, and every page asked for."""

import re

import pytest

from network.models import Covenant, Partner, PartnerContact
from tests.access import ACCESS, form_for
from tests.stage import PEOPLE, address, furnish_registry, patterns

TEXTS = {
    Partner: ("name", "does", "for_whom", "area", "hours", "phone", "email", "urgent_phone"),
    PartnerContact: ("name", "role", "phone", "email"),
    Covenant: ("name", "purpose"),
}
KEEPERS = {"coach", "backup", "reader", "colleague", "consultant"}


@pytest.fixture
def marked(stage):
    """De Kade's registry marked k, and one for De Vaart marked v."""
    theirs = type(stage)(vaart=stage.vaart)
    furnish_registry(theirs, stage.vaart)
    stage.markers = {}
    for model, names in TEXTS.items():
        for item in model.objects.all():
            owner = getattr(item, "organisation_id", None) or item.partner.organisation_id
            letter = "k" if owner == stage.kade.pk else "v"
            for name in names:
                word = f"Ω{letter}{len(stage.markers):03d}"
                stage.markers[word] = (model.__name__, name)
                model.objects.filter(pk=item.pk).update(**{name: word})
    stage.theirs = theirs
    return stage


def pages(cast):
    for name, method in ACCESS:
        if name.startswith(("network:", "workspace:", "cases:")):
            yield name, method, address(name, cast)
    yield "workspace:network", "SEARCH", address("workspace:network", cast)


def seen_by(visit, cast, who, of):
    """{page: markers} of all this person is shown, also by forms that come back with errors."""
    found = {}
    for name, method, path in pages(of):
        if method == "SEARCH":
            answer = visit(who, "POST", path, {"q": "Ω"})
        elif method == "POST":
            answer = visit(who, "POST", path, form_for(name, cast) | {"submitted": ""})
            more = visit(who, "POST", path, {"submitted": "1"})
            found[name, "empty"] = re.findall(r"Ω[kv]\d{3}", more.body.decode(errors="ignore"))
        else:
            answer = visit(who, "GET", path)
        text = answer.body.decode(errors="ignore") + str(answer.headers)
        found[name, method] = re.findall(r"Ω[kv]\d{3}", text)
    return found


@pytest.mark.parametrize("who", [name for name in PEOPLE if name != "anonymous"])
def test_a_registry_shows_to_its_keepers_and_to_nobody_else(visit, marked, who):
    ours = seen_by(visit, marked, who, marked)
    shown = set().union(*map(set, ours.values()))
    assert not {word for word in shown if word[1] == "v"} or who == "outsider"
    if who in KEEPERS:
        told = {marked.markers[word] for word in shown}
        assert told == {(model.__name__, name) for model, names in TEXTS.items() for name in names}
    elif who == "outsider":
        assert not {word for word in shown if word[1] == "k"}
    else:
        assert not shown, ours


def test_foreign_addresses_show_nothing(visit, marked):
    marked.theirs.__dict__.update(
        {name: getattr(marked, name) for name in ("trajectory", "signal", "home")}
    )
    for name, arguments in patterns().items():
        if name.startswith(("network:", "workspace:partner")) and arguments - {"kind"}:
            for method in ("GET", "POST"):
                path = address(name, marked.theirs)
                answer = visit("coach", method, path, form_for(name, marked))
                assert answer.status_code in (404, 405), (name, method)
                assert "Ωv" not in answer.body.decode()
