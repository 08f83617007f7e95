"""What the application's own database role may not do, tried one by one."""

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.db.utils import InternalError, OperationalError

from audit.models import Entry
from signals.models import Signal

REFUSED = [
    "UPDATE audit_entry SET actor_id = NULL",
    "DELETE FROM audit_entry",
    "TRUNCATE audit_entry",
    "TRUNCATE audit_entry CASCADE",
    "INSERT INTO audit_version (entry_id, before) VALUES (1, '{}')",
    "UPDATE audit_version SET before = '{}'",
    "DELETE FROM audit_version",
    "TRUNCATE audit_version",
    "ALTER TABLE audit_entry ADD COLUMN more text",
    "ALTER TABLE signals_signal DISABLE TRIGGER ALL",
    "ALTER TABLE signals_signal DROP CONSTRAINT signals_not_closed_before_feedback",
    "ALTER TABLE audit_entry OWNER TO wooncoach_runtime",
    "DROP TABLE signals_signal CASCADE",
    "TRUNCATE signals_signal CASCADE",
    "DROP FUNCTION audit_note_change(text, text, jsonb, jsonb) CASCADE",
    "CREATE OR REPLACE FUNCTION audit_note_change(text, text, jsonb, jsonb) RETURNS void"
    " LANGUAGE sql AS 'SELECT'",
    "CREATE TABLE mine (id int)",
    "CREATE TEMPORARY TABLE audit_entry (id int)",
    "CREATE SCHEMA mine",
    "CREATE ROLE mine",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('x', 'x', now())",
    "UPDATE django_migrations SET name = 'x'",
    "DELETE FROM django_migrations",
    "SET session_replication_role = replica",
    "COPY audit_entry TO PROGRAM 'true'",
    "SELECT pg_read_file('postgresql.conf')",
]


@pytest.mark.parametrize("statement", REFUSED, ids=lambda sql: sql[:60])
def test_the_runtime_role_is_refused(cast, statement):
    with pytest.raises((ProgrammingError, InternalError, OperationalError)) as refused:  # noqa: SIM117
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    words = str(refused.value)
    assert "permission denied" in words or "must be owner" in words or "must be able to" in words


def test_it_is_not_the_owner_under_another_name(cast):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, session_user")
        assert cursor.fetchone() == (settings.RUNTIME_LOGIN.username,) * 2
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND pg_has_role(current_user, relowner, 'MEMBER')"
        )
        assert cursor.fetchall() == []
        cursor.execute("SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles"
                       " WHERE pg_has_role(current_user, oid, 'MEMBER')")  # fmt: skip
        assert {flag for row in cursor.fetchall() for flag in row} == {False}


def test_it_cannot_become_the_owner(cast):
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'")
        owners = [owner for (owner,) in cursor.fetchall()]
    for owner in owners:
        with pytest.raises(ProgrammingError, match="permission denied"):  # noqa: SIM117
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f'SET ROLE "{owner}"')


def test_the_log_grows_by_what_it_may_do(cast):
    count = Entry.objects.count()
    Signal.objects.filter(pk=cast.signal.pk).update(facts="x")
    assert Entry.objects.count() == count + 1
