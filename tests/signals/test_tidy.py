"""The hourly tidying: what nobody came back to goes, files and all; the rest stays."""

import datetime as dt

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import Draft, Submission
from audit.models import Entry
from signals.models import Attachment
from signals.tasks import tidy
from tests.stage import photo


def ago(**delta):
    return timezone.now() - dt.timedelta(**delta)


@pytest.fixture
def run(django_capture_on_commit_callbacks):
    def _run():
        with django_capture_on_commit_callbacks(execute=True):
            tidy()

    return _run


def draft(user, key, saved_at):
    made = Draft.objects.create(user=user, key=key, data={"facts": ["x"]})
    Draft.objects.filter(pk=made.pk).update(saved_at=saved_at)
    return made


def test_a_draft_nobody_came_back_to_goes_with_its_photos(cast, run):
    old, recent = draft(cast.reporter, "a", ago(days=31)), draft(cast.reporter, "b", ago(days=29))
    gone, kept = photo(draft=old), photo(draft=recent)
    run()
    assert list(Draft.objects.all()) == [recent]
    assert list(Attachment.objects.all()) == [kept]
    assert not gone.file.storage.exists(gone.file.name)
    assert kept.file.storage.exists(kept.file.name)


def test_photos_of_signals_are_left_alone_however_old(cast, run):
    kept = photo(signal=cast.signal)
    Attachment.objects.update(created_at=ago(days=4000))
    run()
    assert kept.file.storage.exists(kept.file.name)


def test_keys_of_forms_are_kept_a_week_and_ended_sessions_go(cast, client, run):
    Submission.objects.create(user=cast.coach, at=ago(days=8))
    fresh = Submission.objects.create(user=cast.coach, at=ago(days=6))
    client.force_login(cast.coach)
    Session.objects.create(session_key="old", session_data="x", expire_date=ago(minutes=1))
    run()
    assert list(Submission.objects.all()) == [fresh]
    assert Session.objects.count() == 1


def test_it_is_the_system_that_did_it_and_it_may_run_twice(cast, run):
    photo(draft=draft(cast.reporter, "a", ago(days=31)))
    run()
    line = Entry.objects.filter(action="delete", subject="signals_attachment").get()
    assert (line.actor_id, line.ground) == (None, "tidy")
    count = Entry.objects.count()
    run()
    assert Entry.objects.count() == count


def test_a_file_stays_when_the_tidying_itself_is_undone(cast, monkeypatch):
    gone = photo(draft=draft(cast.reporter, "a", ago(days=31)))

    def fail(*_arguments, **_values):
        raise RuntimeError

    monkeypatch.setattr("signals.tasks.Draft.objects.filter", fail)
    with pytest.raises(RuntimeError):
        tidy()
    assert gone.file.storage.exists(gone.file.name)


def test_a_session_that_ends_tonight_is_still_there_now(cast, client, run):
    client.force_login(cast.coach)
    with time_machine.travel(timezone.now() + dt.timedelta(hours=11), tick=False):
        run()
        assert Session.objects.count() == 1
    with time_machine.travel(timezone.now() + dt.timedelta(hours=13), tick=False):
        run()
        assert Session.objects.count() == 0
