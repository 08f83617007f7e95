"""A temporary table of the runtime role may not stand in for the log: temporary ones come last."""

from django.db import migrations

SEARCH_PATH = """
ALTER FUNCTION audit_note_change(text, text, jsonb, jsonb) SET search_path = public, pg_temp;
DO $$ BEGIN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_note_changes")]
    operations = [migrations.RunSQL(SEARCH_PATH, migrations.RunSQL.noop)]
