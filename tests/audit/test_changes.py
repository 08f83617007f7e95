"""Every change is noted by the database itself, whoever makes it and however: names, no contents."""

import json

import pytest
from django.db import connection

from accounts.middleware import act_as
from accounts.models import User
from audit.models import Entry, Version, file_key
from cases.models import JournalEntry, Trajectory
from residents.models import Resident
from signals.models import Signal
from tests.cast import build_cast, person
from tests.stage import address

SECRET = "Hij zei dat hij zijn moeder mist"


def newest(**where):
    return Entry.objects.filter(**where).order_by("-pk").first()


def whole_log():
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(json_agg(t), '[]')::text FROM audit_entry t")
        return cursor.fetchone()[0]


def test_a_bulk_update_is_noted_with_the_names_of_the_columns(cast):
    Signal.objects.filter(pk=cast.signal.pk).update(facts=SECRET, urgency="danger")
    line = newest(subject="signals_signal")
    assert (line.action, line.fields) == ("update", ["facts", "urgency"])
    assert file_key(cast.signal) in line.files


def test_raw_sql_is_noted_as_well(cast):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_journalentry SET facts = 'x'")
        cursor.execute(
            "UPDATE residents_resident SET phone = %s WHERE id = %s",
            [SECRET[:20], cast.resident.pk],
        )
    line = newest(subject="residents_resident")
    assert (line.action, line.fields) == ("update", ["phone"])
    assert line.files == [file_key(cast.resident)]
    assert line.organisation_id == cast.kade.pk


def test_bulk_inserts_and_deletes_are_noted_one_line_each(cast):
    JournalEntry.objects.bulk_create(
        JournalEntry(trajectory=cast.trajectory, author=cast.coach, facts=SECRET) for _ in range(3)
    )
    added = Entry.objects.filter(subject="cases_journalentry", action="insert")
    assert added.count() == 3
    assert all(file_key(cast.trajectory) in line.files for line in added)
    JournalEntry.objects.all().delete()
    assert Entry.objects.filter(subject="cases_journalentry", action="delete").count() == 3


def test_no_contents_ever_stand_in_the_log(cast, login):
    client = login(cast.coach)
    client.post(
        address_of_note(cast), {"kind": "note", "facts": SECRET, "happened_on": "2026-01-05"}
    )
    Signal.objects.update(facts=SECRET)
    Resident.objects.update(surname="Moedermis")
    Signal.objects.update(facts="iets anders")
    client.post("/zoeken/", {"q": "Moedermis"})
    client.get(f"/trajecten/{cast.trajectory.number}/")
    text = whole_log()
    assert SECRET not in text and "Moedermis" not in text
    assert Entry.objects.count() > 5


def address_of_note(cast):
    return f"/trajecten/{cast.trajectory.number}/notitie/"


def test_what_stood_there_before_is_kept_apart(cast):
    before = cast.signal.facts
    Signal.objects.filter(pk=cast.signal.pk).update(facts=SECRET)
    kept = Version.objects.get(entry=newest(subject="signals_signal"))
    assert kept.before == {"facts": before}


def test_an_update_that_changes_nothing_leaves_no_line(cast):
    count = Entry.objects.count()
    Signal.objects.update(facts=cast.signal.facts)
    Resident.objects.update(surname="Vries")
    User.objects.update(last_login="2026-01-01T00:00Z")
    assert Entry.objects.count() == count


def test_a_changed_password_is_noted_without_the_old_one(cast):
    User.objects.filter(pk=cast.coach.pk).update(password="scrypt$new")
    line = newest(subject="accounts_user")
    assert line.fields == ["password"]
    assert not Version.objects.filter(entry=line, before__has_key="password").exists()


def test_a_removed_person_leaves_no_password_behind(cast):
    made = person("Weg Gegaan", "reporter", cast.kade)
    made.authenticator_set.all().delete()
    key = file_key(made)
    made.delete()
    line = newest(subject="accounts_user", action="delete", files__contains=[key])
    assert "password" not in json.dumps(line.version.before)
    assert line.version.before["name"] == "Weg Gegaan"


def test_a_change_through_a_page_names_who_did_it_and_in_which_request(cast, login):
    answer = login(cast.coach).post(address("signals:assess", cast), {"triage": "unclear"})
    lines = Entry.objects.filter(reference=answer.headers["X-Request-Reference"])
    assert {(line.subject, line.action) for line in lines} == {
        ("signals_signal", "update"), ("signals_event", "insert"),
    }  # fmt: skip
    assert {line.actor_id for line in lines} == {cast.coach.pk}
    assert {line.organisation_id for line in lines} == {cast.kade.pk}
    assert all(file_key(cast.signal) in line.files for line in lines)


def test_the_system_is_named_by_its_purpose(cast):
    act_as(purpose="tidy")
    Trajectory.objects.update(next_contact_on=None)
    line = newest(subject="cases_trajectory")
    assert (line.actor_id, line.ground) == (None, "tidy")


def test_what_is_undone_is_not_in_the_log_either(cast, login, monkeypatch):
    def crash(*_arguments, **_values):
        raise RuntimeError

    monkeypatch.setattr("signals.workflow._note", crash)
    client = login(cast.coach)
    client.raise_request_exception = False
    answer = client.post(address("signals:assess", cast), {"triage": "unclear"})
    assert answer.status_code == 500
    assert not Entry.objects.filter(reference=answer.headers["X-Request-Reference"]).exists()
    cast.signal.refresh_from_db()
    assert cast.signal.state == "new"


@pytest.mark.django_db(transaction=True)
def test_who_acts_does_not_leak_into_the_next_transaction(client):
    cast = build_cast()
    client.force_login(cast.coach)
    client.post(f"/signalen/{cast.signal.number}/beoordelen/", {"triage": "unclear"})
    assert newest(subject="signals_signal").actor_id == cast.coach.pk
    Signal.objects.update(facts="buiten een verzoek om")
    line = newest(subject="signals_signal")
    assert (line.actor_id, line.reference) == (None, "")
    with connection.cursor() as cursor:
        for name in ("actor", "organisation", "purpose", "reference"):
            cursor.execute(f"SELECT current_setting('wooncoach.{name}', true)")
            assert not cursor.fetchone()[0], name


@pytest.mark.django_db(transaction=True)
def test_an_anonymous_request_right_after_acts_as_nobody(client):
    cast = build_cast()
    client.force_login(cast.coach)
    client.get("/signalen/")
    client.logout()
    client.get("/inloggen/")
    User.objects.filter(pk=cast.manager.pk).update(phone="1")
    assert newest(subject="accounts_user").actor_id is None
