"""The privacy officer reads the log: in words, of their own organisation, narrowed to one file."""

import re

import pytest

from audit.models import Entry
from signals import workflow as signals
from tests import cast as made
from tests.stage import address

ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)


@pytest.fixture
def log(visit):
    def _log(query=""):
        answer = visit("privacy_officer", "GET", f"/logboek/{query}")
        assert answer.status_code == 200
        text = answer.body.decode()
        return [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in ROW.findall(text)[1:]]

    return _log


def test_it_tells_who_looked_at_a_file(visit, stage, log):
    visit.stay("coach", "GET", address("workspace:dossier", stage))
    visit.stay("colleague", "GET", address("signals:detail", stage))
    found = log(f"?nummer={stage.trajectory.number}")
    looks = [row for row in found if "Bekeken" in row]
    assert len(looks) == 1
    assert "Sanne de Boer" in looks[0] and "wooncoach van het traject" in looks[0]
    assert all(stage.trajectory.number in row for row in found)


def test_a_number_is_read_the_way_people_type_it(visit, stage, log):
    visit.stay("coach", "GET", address("signals:detail", stage))
    typed = stage.signal.number.lower().replace("-", " ")
    assert log(f"?nummer={typed}") == log(f"?nummer={stage.signal.number}") != []


def test_it_tells_which_fields_changed_in_words_and_not_what_they_hold(stage, visit, log):
    signals.assess(stage.signal, by=stage.coach, triage="acute", note="Geheime notitie")
    rows = log(f"?nummer={stage.signal.number}&system=on")
    assert any("beoordeling" in row.lower() for row in rows)
    assert not any("Geheime" in row or "acuut" in row for row in rows)


def test_of_another_organisation_it_shows_nothing(visit, stage, log):
    foreign = made.signal(stage.other_reporter, stage.vaart)
    visit.stay("outsider", "GET", f"/signalen/{foreign.number}/")
    assert Entry.objects.filter(organisation=stage.vaart, action="view").exists()
    assert log(f"?nummer={foreign.number}&system=on") == []
    assert not any("Noor Jansma" in row for row in log("?system=on"))


def test_filters_by_person_act_and_day(visit, stage, log):
    visit.stay("coach", "GET", address("signals:detail", stage))
    visit.stay("colleague", "GET", address("signals:detail", stage))
    visit.stay("colleague", "POST", "/zoeken/", {"q": "vries"})
    assert {row.split(" ")[2] for row in log(f"?actor={stage.colleague.pk}")} == {"Anouk"}
    assert len(log("?action=search")) == 1
    assert log("?until=2020-01-01") == []
    assert len(log("?since=2020-01-01")) == len(log())


def test_a_person_of_elsewhere_cannot_be_chosen(visit, stage):
    answer = visit("privacy_officer", "GET", f"/logboek/?actor={stage.outsider.pk}")
    assert "Noor Jansma" not in answer.body.decode()


def test_older_lines_are_a_page_away(visit, stage, log):
    Entry.objects.bulk_create(
        Entry(
            actor=stage.coach, organisation=stage.kade, action="view", subject="signals:list",
            ground="role coach", reference=str(number),
        )
        for number in range(120)
    )  # fmt: skip
    first = visit("privacy_officer", "GET", "/logboek/").body.decode()
    older = re.search(r'href="\?([^"]*voor=\d+)"', first).group(1).replace("&amp;", "&")
    assert len(log()) == 50
    assert len(log(f"?{older}")) == 50
    assert log("?voor=abc") == log()
