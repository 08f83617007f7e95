"""Somebody who works for two organisations: what they do stands in the log of the right one."""

import pytest
from django.utils import timezone

from accounts.models import Membership
from audit.models import Entry, file_key
from signals.models import Signal
from tests.cast import dwelling, resident, signal, trajectory
from tests.stage import day

KNOWN = "a row that names no organisation takes that of the first membership of who made it"


@pytest.fixture
def both(cast):
    """The coach of De Kade coaches at De Vaart too, with work at each."""
    Membership.objects.create(
        user=cast.coach, organisation=cast.vaart, role="coach", since="2020-01-01"
    )
    home = dwelling(cast.vaart, 3, street="Vaartweg")
    cast.there = trajectory(cast.coach, cast.vaart, who=resident(cast.vaart), home=home)
    cast.signal_there = signal(cast.other_reporter, cast.vaart, dwelling=home)
    Signal.objects.update(respond_by=timezone.localdate())  # so that it is on today's list
    return cast


def lines_about(item, organisation):
    return Entry.objects.filter(organisation=organisation, files__contains=[file_key(item)])


def test_a_page_of_one_file_stands_in_the_log_of_its_organisation(both, login):
    login(both.coach).get(both.there.get_absolute_url())
    login(both.coach).get(both.signal_there.get_absolute_url())
    for item in (both.there, both.signal_there):
        assert lines_about(item, both.vaart).filter(action="view").exists()
        assert not lines_about(item, both.kade).filter(action="view").exists()


@pytest.mark.parametrize("path", ["/", "/signalen/", "/trajecten/", "/notitie/"])
def test_a_list_of_both_names_to_each_organisation_its_own_files_only(both, login, path):
    login(both.coach).get(path)
    views = Entry.objects.filter(action="view", subject__contains=":")
    ours = {file_key(both.trajectory), file_key(both.signal)}
    theirs = {file_key(both.there), file_key(both.signal_there)}
    kept = {line.organisation_id: set(line.files) for line in views}
    assert kept[both.kade.pk] and not kept[both.kade.pk] & theirs
    assert kept[both.vaart.pk] and not kept[both.vaart.pk] & ours


@pytest.mark.xfail(strict=True, reason=KNOWN)
def test_a_note_stands_in_the_log_of_the_organisation_of_its_trajectory(both, login):
    path = f"/trajecten/{both.there.number}/notitie/"
    login(both.coach).post(path, {"kind": "note", "facts": "x", "happened_on": day()})
    added = Entry.objects.filter(subject="cases_journalentry", action="insert")
    assert [line.organisation_id for line in added] == [both.vaart.pk]
