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


TINY = Size("tiny", 600, 800, 400, 4_000)
THOUSAND = Size("1k", 1_000, 800, 400, 16_000)
HUNDRED_THOUSAND = Size("100k", 100_000, 10_000, 5_000, 200_000)
MILLION = Size("1m", 1_000_000, 100_000, 50_000, 2_000_000)
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


def fill(connection, size, monday, say):
    """Fill an empty migrated database as its owner, with the triggers that note changes asleep."""
    connection.execute("SET maintenance_work_mem = '256MB'")
    connection.execute("SET constraints ALL IMMEDIATE")
    connection.execute(TRIGGERS.format(verb="DISABLE"))
    for statement in SQL.read_text().split(";\n\n"):
        connection.execute("SELECT setseed(0.42)")
        connection.execute(statement, asdict(size) | {"monday": monday})
    connection.execute(TRIGGERS.format(verb="ENABLE"))
    connection.execute(SEQUENCES)
    connection.execute("VACUUM (ANALYZE)")
    say(f"  {size}")
