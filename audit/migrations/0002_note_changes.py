"""The function behind every change trigger, and what the runtime role may not do to the log."""

from django.db import migrations

# Runs with the owner's rights, so the runtime role needs none on the kept versions.
# A row's key, and every file it hangs on (columns such as trajectory_id), are named in `files`.
NOTE_CHANGE = """
CREATE FUNCTION audit_note_change(tab text, op text, old_row jsonb, new_row jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public
AS $$
DECLARE
    item jsonb := coalesce(new_row, old_row);
    changed text[];
    before jsonb;
    keys text[];
    entry bigint;
    hidden constant text[] := ARRAY['password', 'last_login', 'version', 'search', 'sort_name'];
BEGIN
    IF op = 'UPDATE' THEN
        SELECT array_agg(o.key ORDER BY o.key), jsonb_object_agg(o.key, o.value)
        INTO changed, before
        FROM jsonb_each(old_row) o
        WHERE o.value IS DISTINCT FROM new_row -> o.key AND NOT o.key = ANY (hidden);
        IF changed IS NULL AND old_row -> 'password' IS DISTINCT FROM new_row -> 'password' THEN
            changed := ARRAY['password'];
        END IF;
        IF changed IS NULL THEN RETURN; END IF;
    ELSIF op = 'DELETE' THEN
        before := old_row - hidden;
    END IF;
    keys := ARRAY[tab || ':' || (item ->> 'id')];
    keys := keys || ARRAY(
        SELECT CASE k.key
            WHEN 'trajectory_id' THEN 'cases_trajectory:'
            WHEN 'signal_id' THEN 'signals_signal:'
            WHEN 'resident_id' THEN 'residents_resident:'
            WHEN 'dwelling_id' THEN 'residents_dwelling:'
            WHEN 'tenancy_id' THEN 'residents_tenancy:'
            WHEN 'user_id' THEN 'accounts_user:'
        END || (k.value #>> '{}')
        FROM jsonb_each(item) k
        WHERE k.key IN ('trajectory_id', 'signal_id', 'resident_id', 'dwelling_id', 'tenancy_id', 'user_id')
          AND k.value <> 'null'::jsonb
    );
    INSERT INTO audit_entry (actor_id, organisation_id, action, subject, files, fields, ground, reference)
    VALUES (
        nullif(current_setting('wooncoach.actor', true), '')::bigint,
        coalesce(item ->> 'organisation_id',
                 nullif(current_setting('wooncoach.organisation', true), ''))::bigint,
        lower(op), tab, keys, coalesce(changed, '{}'),
        coalesce(nullif(current_setting('wooncoach.purpose', true), ''), 'role'),
        coalesce(current_setting('wooncoach.reference', true), '')
    ) RETURNING id INTO entry;
    IF before IS NOT NULL THEN
        INSERT INTO audit_version (entry_id, before) VALUES (entry, before);
    END IF;
END $$;
REVOKE ALL ON FUNCTION audit_note_change(text, text, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_note_change(text, text, jsonb, jsonb) TO wooncoach_runtime;
"""

APPEND_ONLY = """
REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry FROM wooncoach_runtime;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON audit_version FROM wooncoach_runtime;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunSQL(NOTE_CHANGE, "DROP FUNCTION audit_note_change(text, text, jsonb, jsonb)"),
        migrations.RunSQL(APPEND_ONLY, migrations.RunSQL.noop),
    ]
