from django.db import migrations

ALWAYS_THERE = """
    INSERT INTO cases_participant (trajectory_id, kind, name, role, since)
    SELECT t.id, k.kind, '', '', t.started_on
    FROM cases_trajectory t CROSS JOIN (VALUES ('resident'), ('own')) AS k (kind)
    WHERE NOT EXISTS (
        SELECT FROM cases_participant p WHERE p.trajectory_id = t.id AND p.kind = k.kind
    );
"""


class Migration(migrations.Migration):
    """The resident and the housing coach take part in every trajectory; from now on from its start."""

    dependencies = [("cases", "0005_analysis_for_two_editors")]

    operations = [migrations.RunSQL(ALWAYS_THERE, migrations.RunSQL.noop)]
