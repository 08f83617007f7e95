"""The table on the screen and in results.md, and the lines as data in results.json."""

import json
import re

from bench.run import BARE, NOTHING, PAGE, R1, R2

HEAD = ["what", "rows", "measured", "at most", "holds"]


def write(folder, lines, run, notes):
    """Write both files; the text of the table."""
    found = [line.as_dict() for line in lines]
    (folder / "results.json").write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    text = "\n\n".join(
        [
            "# Measurements",
            "\n".join(f"- {note}" for note in notes),
            table(HEAD, [cells(line) for line in found]),
            "## Raw figures (medians, milliseconds)",
            raw(run),
            *sections(run),
        ]
    )
    (folder / "results.md").write_text(text + "\n")
    return text


def cells(line):
    holds = "✓" if line["holds"] else "✗"
    return [line["name"], line["size"], f"{line['value']:g}", f"{line['limit']:.3g}", holds]


def raw(run):
    """Each page at each size: the whole page, its SQL, its SQL in R1, the number of statements."""
    head = ["page", "rows", "page", "SQL", "R1", "R2", "queries", "slowest statement, p95"]
    rows = []
    for kind, size, page in run.timings:
        if kind != PAGE:
            continue
        timing = run.timings[kind, size, page]
        times = [timing.median, timing.sql_median, run.seconds(size, page, R1)]
        bare = run.timings.get((R2, size, page))
        rows.append(
            [
                page,
                size,
                *(f"{seconds * 1000:.2f}" for seconds in times),
                f"{bare.median * 1000:.2f}" if bare else "",
                str(run.queries[size, page]),
                f"{timing.slowest_statement()[0] * 1000:.2f}",
            ]
        )
    return table(head, rows)


def noise(run):
    """What the machine adds to any statement, seen on one that does nothing."""
    for size in run.sizes:
        seconds = run.timings[NOTHING, size, BARE].percentile_95
        yield f"{size}: p95 of SELECT 1 meanwhile {seconds * 1000:.1f} ms"


def sections(run):
    """Memory, the plans that read too much and the statements that take long, where there are any."""
    yield f"Memory of a worker: `{json.dumps(run.memory)}`"
    slow = {}
    for (kind, size, page), timing in run.timings.items():
        seconds, sql = timing.slowest_statement()
        if kind == PAGE and seconds > 0.010:
            slow.setdefault((size, sql), (page, seconds))
    found = [
        f"- {size}, {page}, {seconds * 1000:.1f} ms: `{shortened(sql)}`"
        for (size, sql), (page, seconds) in slow.items()
    ]
    if found:
        yield "\n".join(["## Statements over 10 ms", "", *found])
    scans = {(size, name, sql) for (size, _page), hits in run.scans.items() for name, sql in hits}
    if scans:
        found = [f"- {size}, {name}: `{shortened(sql)}`" for size, name, sql in sorted(scans)]
        yield "\n".join(["## Large tables read from end to end", "", *found])


def shortened(sql):
    """The statement without its columns."""
    return re.sub(r"^SELECT (?!COUNT).{60,}? FROM", "SELECT … FROM", sql)


def table(head, rows):
    """A Markdown table with its columns in line."""
    rows = [head, ["-" * 3] * len(head), *rows]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return "\n".join(
        "| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |"
        for row in rows
    )
