"""How much there is at each size, and putting it there; what it looks like stands in seed.sql."""

from dataclasses import asdict, dataclass
from pathlib import Path

SQL = Path(__file__).with_name("seed.sql")


@dataclass(frozen=True)
class Size:
    """Numbers of rows; the measured person sees as much at each size, so that pages are as long."""

    name: str
    signals: int
    residents: int
    trajectories: int
    journal: int
    partners: int


TINY = Size("tiny", 600, 800, 400, 4_000, 30)
THOUSAND = Size("1k", 1_000, 800, 400, 16_000, 50)
HUNDRED_THOUSAND = Size("100k", 100_000, 10_000, 5_000, 200_000, 500)
MILLION = Size("1m", 1_000_000, 100_000, 50_000, 2_000_000, 5_000)
SIZES = {
    "tiny": [TINY],
    "small": [THOUSAND, HUNDRED_THOUSAND],
    "large": [THOUSAND, HUNDRED_THOUSAND, MILLION],
}

TRIGGERS = """
DO $$ DECLARE t regclass; BEGIN
    FOR t IN SELECT DISTINCT tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal LOOP
        EXECUTE format('ALTER TABLE %s {verb} TRIGGER USER', t);
    END LOOP;
END $$
"""
SEQUENCES = """
DO $$ DECLARE t record; BEGIN
    FOR t IN SELECT table_name FROM information_schema.columns
             WHERE table_schema = 'public' AND column_name = 'id' AND is_identity = 'YES' LOOP
        EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, %L), (SELECT max(id) FROM %I))',
                       t.table_name, 'id', t.table_name);
    END LOOP;
END $$
"""


# Constraints that point elsewhere go first and come back last; primary keys stay.
CONSTRAINTS = """
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,
              pg_get_constraintdef(oid))
FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('f', 'u', 'x')
ORDER BY contype = 'f' DESC, conname
"""
INDEXES = """
SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
WHERE relnamespace = 'public'::regnamespace AND NOT indisprimary
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('u', 'x'))
ORDER BY relname
"""


def fill(connection, size, monday, say):
    """Fill an empty migrated database as its owner, with triggers, constraints and indexes away.

    The triggers would note each row in the log; the others are quicker made over full tables.
    """
    connection.execute("SET maintenance_work_mem = '256MB'")
    connection.execute(TRIGGERS.format(verb="DISABLE"))
    away = [back for part in (CONSTRAINTS, INDEXES) for back in take_away(connection, part)]
    for statement in SQL.read_text().split(";\n\n"):
        connection.execute("SELECT setseed(0.42)")
        connection.execute(statement, asdict(size) | {"monday": monday})
    for back in reversed(away):
        connection.execute(back)
    connection.execute(TRIGGERS.format(verb="ENABLE"))
    connection.execute(SEQUENCES)
    connection.execute("VACUUM (ANALYZE)")
    say(f"  {size}")


def take_away(connection, query):
    """Drop what the query names; the statements that bring it back."""
    found = connection.execute(query).fetchall()
    for drop, _back in found:
        connection.execute(drop)
    return [back for _drop, back in found]
