"""The administrator's rules: what a change touches is shown first, and two editors are told."""

import pytest
from django.utils import timezone

from audit.models import Entry
from evaluation.models import EvaluationMoment, MomentRule
from evaluation.workflow import moments
from tests import cast as made

CHANGED = {"active": "on", "anchor": "trajectory", "months": 6, "days": 0, "levels": ["coach"]}


@pytest.fixture
def asked(cast):
    moments.prepare(cast.kade)
    for _ in range(2):
        made.trajectory(cast.coach, cast.kade)
    return cast


def rule_of(cast, kind="three_months"):
    return MomentRule.objects.get(organisation=cast.kade, kind=kind)


def days():
    return sorted(EvaluationMoment.objects.values_list("pk", "due_on", "state", "version"))


def send(client, rule, **values):
    sent = CHANGED | {"version": rule.version, "do": "save"} | values
    return client.post(f"/evaluatiemomenten/{rule.pk}/", sent)


def test_looking_first_tells_how_many_change_and_changes_nothing(asked, login):
    rule, before, lines = rule_of(asked), days(), Entry.objects.count()
    page = send(login(asked.administrator), rule, do="look").content.decode()
    assert "3 evaluaties veranderen." in page and "Er is nog niets opgeslagen." in page
    assert 'value="6"' in page and f'name="version" value="{rule.version}"' in page
    assert days() == before and Entry.objects.count() == lines
    assert (rule_of(asked).months, rule_of(asked).version) == (3, rule.version)


def test_saving_moves_what_is_not_finished(asked, login):
    assert send(login(asked.administrator), rule_of(asked)).status_code == 302
    rule = rule_of(asked)
    assert (rule.months, rule.levels) == (6, ["coach"])
    moved = EvaluationMoment.objects.filter(kind="three_months")
    assert {moment.levels[0] for moment in moved} == {"coach"}
    assert all((m.due_on - timezone.localdate()).days > 170 for m in moved)


def test_switched_off_it_is_not_asked_any_more(asked, login):
    send(login(asked.administrator), rule_of(asked), active="")
    assert not EvaluationMoment.objects.planned().filter(kind="three_months").exists()


def test_the_second_of_two_editors_sees_what_the_first_made_of_it(asked, login):
    client, stale = login(asked.administrator), rule_of(asked)
    send(client, stale)
    page = send(client, stale, months=9).content.decode()
    assert "Een collega heeft dit net gewijzigd" in page and 'value="9"' in page
    assert rule_of(asked).months == 6
    assert send(client, rule_of(asked), months=9).status_code == 302
    assert rule_of(asked).months == 9


@pytest.mark.parametrize(
    "wrong",
    [{"months": 61}, {"months": -1}, {"days": 400}, {"levels": []}, {"levels": ["x"]},
     {"anchor": "moon"}, {"months": "x"}],
)  # fmt: skip
def test_what_cannot_be_is_refused(asked, login, wrong):
    assert send(login(asked.administrator), rule_of(asked), **wrong).status_code == 200
    assert rule_of(asked).version == 1


def test_the_closing_evaluation_counts_from_no_day(asked, login):
    rule = rule_of(asked, "closing")
    page = login(asked.administrator).get(f"/evaluatiemomenten/{rule.pk}/").content.decode()
    assert 'name="months"' not in page and 'name="levels"' in page
    assert send(login(asked.administrator), rule).status_code == 302
    assert rule_of(asked, "closing").months == 0


def test_the_list_says_when_and_whom_in_words(asked, login):
    page = login(asked.administrator).get("/evaluatiemomenten/").content.decode()
    for words in (
        "3 maanden na de start van het traject",
        "14 dagen na",
        "als het traject eindigt",
    ):
        assert words in page
