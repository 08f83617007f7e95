"""What the planner makes of the statements of a page."""

import psycopg

LARGE = 10_000  # rows; under that reading the whole table is as quick


def sequential_scans(connection, statements):
    """(table, statement) for each statement that reads a large table from end to end."""
    rows = dict(
        connection.execute("SELECT relname, reltuples FROM pg_class WHERE relkind = 'r'").fetchall()
    )
    found = []
    for sql, parameters in statements:
        plan = explain(connection, sql, parameters)
        found += [
            (node["Relation Name"], sql)
            for node in nodes(plan)
            if node["Node Type"] == "Seq Scan" and rows[node["Relation Name"]] > LARGE
        ]
    connection.rollback()
    return found


def explain(connection, sql, parameters):
    """The plan of one statement, as PostgreSQL's tree; {} for what has no plan, as SET."""
    try:
        with connection.transaction():
            row = connection.execute(f"EXPLAIN (FORMAT JSON) {sql}", parameters).fetchone()
    except psycopg.errors.SyntaxError:
        return {}
    return row[0][0]["Plan"]


def nodes(plan):
    if plan:
        yield plan
    for child in plan.get("Plans", ()):
        yield from nodes(child)
