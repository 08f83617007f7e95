"""Moments follow their anchor days in the database: whatever changes those, none is missed."""

from django.db import migrations

# Per trajectory and kind: from which day it counts, and on which day it falls. Adding months stays
# within the month: 30 November and 3 months give 28 or 29 February, 29 February and a year the 28th.
COURSE = """
CREATE VIEW evaluation_course AS
SELECT t.id AS trajectory_id, t.organisation_id, r.kind, r.levels, r.since, a.anchor, a.anchor_on,
    (a.anchor_on + make_interval(months => r.months, days => r.days))::date AS due_on,
    r.active, t.ended_on
FROM cases_trajectory t
JOIN evaluation_momentrule r ON r.organisation_id = t.organisation_id AND r.kind <> 'closing'
LEFT JOIN evaluation_anchorchoice c ON c.trajectory_id = t.id
CROSS JOIN LATERAL (
    SELECT coalesce(c.anchor, r.anchor) AS anchor,
    CASE coalesce(c.anchor, r.anchor) WHEN 'trajectory' THEN t.started_on ELSE (
        SELECT max(y.starts_on) FROM residents_tenancy y
        JOIN residents_tenant n ON n.tenancy_id = y.id
        WHERE y.dwelling_id = t.dwelling_id AND n.resident_id = t.resident_id
    ) END AS anchor_on
) a
WHERE a.anchor_on IS NOT NULL;
"""

# A public number such as "E-7K3M-9QTB", of the random bytes of a UUID (those with fixed bits apart).
NUMBER = """
CREATE FUNCTION evaluation_number() RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT 'E-' || left(letters, 4) || '-' || right(letters, 4) FROM (
        SELECT string_agg(
            substr('23456789BCDFGHJKMNPQRTVWX', get_byte(random.bytes, place) % 25 + 1, 1), ''
        ) AS letters
        FROM (SELECT uuid_send(gen_random_uuid()) AS bytes) random,
            unnest(ARRAY[0, 1, 2, 3, 4, 5, 10, 11]) AS place
    ) made
$$;
"""

# Makes the moments that are missing, moves those that are not finished, and drops, or takes back,
# what ended or is no longer asked. Days of reminders start again; what was sent stays on record.
# Planned anew each time: a plan for anybody would read all trajectories for the sake of one.
PLAN = """
CREATE FUNCTION evaluation_plan(
    only_trajectory bigint DEFAULT NULL, only_organisation bigint DEFAULT NULL
) RETURNS integer LANGUAGE plpgsql SET search_path = public, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    total integer := 0;
    part integer;
BEGIN
    UPDATE evaluation_evaluationmoment m
    SET state = 'dropped', remind_on = NULL, version = m.version + 1,
        dropped = CASE WHEN w.active THEN 'ended' ELSE 'rule' END
    FROM evaluation_course w
    WHERE m.trajectory_id = w.trajectory_id AND m.kind = w.kind AND m.state = 'planned'
        AND (NOT w.active OR w.due_on > w.ended_on)
        AND NOT EXISTS (
            SELECT FROM evaluation_evaluation e WHERE e.moment_id = m.id AND e.state = 'given'
        )
        AND (only_trajectory IS NULL OR w.trajectory_id = only_trajectory)
        AND (only_organisation IS NULL OR w.organisation_id = only_organisation);
    GET DIAGNOSTICS part = ROW_COUNT;
    total := total + part;

    UPDATE evaluation_evaluationmoment m
    SET state = 'planned', dropped = '', anchor = w.anchor, anchor_on = w.anchor_on,
        due_on = w.due_on, levels = w.levels, version = m.version + 1,
        remind_on = CASE WHEN m.state = 'planned' AND m.due_on = w.due_on THEN m.remind_on
            ELSE w.due_on - 14 END
    FROM evaluation_course w
    WHERE m.trajectory_id = w.trajectory_id AND m.kind = w.kind
        AND w.active AND (w.ended_on IS NULL OR w.due_on <= w.ended_on)
        AND (m.state = 'dropped' AND m.dropped IN ('ended', 'rule') OR m.state = 'planned' AND
            (m.anchor, m.anchor_on, m.due_on, m.levels)
            IS DISTINCT FROM (w.anchor, w.anchor_on, w.due_on, w.levels))
        AND (only_trajectory IS NULL OR w.trajectory_id = only_trajectory)
        AND (only_organisation IS NULL OR w.organisation_id = only_organisation);
    GET DIAGNOSTICS part = ROW_COUNT;
    total := total + part;

    INSERT INTO evaluation_evaluationmoment (
        number, trajectory_id, kind, anchor, anchor_on, due_on, levels, state, remind_on,
        residence, missing_reason, dropped, drop_reason, version
    )
    SELECT evaluation_number(), w.trajectory_id, w.kind, w.anchor, w.anchor_on, w.due_on, w.levels,
        'planned', w.due_on - 14, '', '', '', '', 1
    FROM evaluation_course w
    WHERE w.active AND w.ended_on IS NULL AND w.due_on >= w.since
        AND NOT EXISTS (
            SELECT FROM evaluation_evaluationmoment m
            WHERE m.trajectory_id = w.trajectory_id AND m.kind = w.kind
        )
        AND (only_trajectory IS NULL OR w.trajectory_id = only_trajectory)
        AND (only_organisation IS NULL OR w.organisation_id = only_organisation)
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS part = ROW_COUNT;
    RETURN total + part;
END $$;
"""

FOLLOW = """
CREATE FUNCTION evaluation_follow() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'cases_trajectory' THEN
        PERFORM evaluation_plan(NEW.id);
    ELSIF TG_TABLE_NAME = 'residents_tenancy' THEN
        PERFORM evaluation_plan(t.id) FROM cases_trajectory t
        JOIN residents_tenant n ON n.resident_id = t.resident_id AND n.tenancy_id = NEW.id;
    ELSE
        PERFORM evaluation_plan(t.id) FROM cases_trajectory t WHERE t.resident_id = NEW.resident_id;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER evaluation_follow
    AFTER INSERT OR UPDATE OF state, started_on, ended_on, dwelling_id, resident_id
    ON cases_trajectory FOR EACH ROW EXECUTE FUNCTION evaluation_follow();
CREATE TRIGGER evaluation_follow
    AFTER UPDATE OF starts_on, dwelling_id
    ON residents_tenancy FOR EACH ROW EXECUTE FUNCTION evaluation_follow();
CREATE TRIGGER evaluation_follow
    AFTER INSERT OR UPDATE
    ON residents_tenant FOR EACH ROW EXECUTE FUNCTION evaluation_follow();
"""

UNDO = """
DROP TRIGGER evaluation_follow ON cases_trajectory;
DROP TRIGGER evaluation_follow ON residents_tenancy;
DROP TRIGGER evaluation_follow ON residents_tenant;
DROP FUNCTION evaluation_follow();
DROP FUNCTION evaluation_plan(bigint, bigint);
DROP FUNCTION evaluation_number();
DROP VIEW evaluation_course;
"""


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0001_first_tables")]
    operations = [migrations.RunSQL(COURSE + NUMBER + PLAN + FOLLOW, UNDO)]
