"""The lines of quality.md under "Speed and scale", each with its figure and whether it holds."""

import statistics
from dataclasses import asdict, dataclass

from bench.pages import FINDS, HAS, SEARCHES, SEES
from bench.run import BARE, BARES, PAGE, R1, R2

DASHBOARD = "who works together"
# Pages that must not slow down as rows grow, and what each ten-fold may cost.
GROWS = (*BARES, "Vandaag", "network, 5 people", DASHBOARD)
TEN_FOLD, LAST_TEN_FOLD = 1.3, 1.15
# What a page may take beside a bare view: lists as quality.md says, the others as we say.
# Those hold pictures, or a form per row.
TIMES_R2 = {BARE: 3.0, "registry": 3.0}
OTHER_TIMES_R2 = 4.5
QUERIES = {
    "signal list": (8, [f"signal list, {rows} rows" for rows in HAS]),
    "trajectory list": (8, [f"trajectory list, {rows} rows" for rows in HAS]),
    "Vandaag": (10, [f"Vandaag, {rows} rows" for rows in HAS]),
    "dossier": (12, ["dossier, 5 entries", "dossier, 300 entries"]),
    "plan": (12, ["plan, 5 steps", "plan, 30 steps"]),
    "fields of life": (12, ["fields of life", "comparison of 3 measurements"]),
    "analysis": (12, ["analysis"]),
    "eviction": (12, ["eviction"]),
    "signal detail": (12, ["signal detail"]),
    "address": (12, ["address"]),
    "my signals": (8, ["my signals"]),
    "log": (8, ["log"]),
    "registry": (8, [f"registry, {rows} rows" for rows in HAS]),
    "partner": (12, ["partner on few", "partner on most trajectories"]),
    "network": (12, ["network, 5 people", "network, 15 people"]),
    "who works together": (10, ["who works together"]),
    "evaluations": (8, [f"evaluations, sees {rows}" for rows in SEES]),
    "evaluation": (12, ["evaluation"]),
    "evaluations of one": (12, ["evaluations of one"]),
    "reports of one": (12, ["reports of one"]),
}
# What the pages of a line hold, where that differs: they must take equally many statements.
ROWS = {
    "dossier": "5 and 300 entries",
    "plan": "5 and 30 steps",
    "fields of life": "all and three measurements",
    "partner": "few and most trajectories",
    "network": "5 and 15 people",
    "evaluations": "who sees 3, 300 and 10,000",
}
FIND_LIST = [f"registry, {kind}" for kind in FINDS]
COUNTED_EVERY, BUSY = 600, 0.005  # seconds, and how much of a core counting may take
SEARCH_LIST = [f"search, {kind}" for kind in SEARCHES]


@dataclass(frozen=True)
class Line:
    """A promise, what was measured, and the most it may be."""

    name: str
    size: str
    value: float
    limit: float

    def as_dict(self):
        value = round(self.value, 3)
        return asdict(self) | {"value": value, "holds": value <= self.limit}


def lines_of(run):
    """Every line, size by size."""
    found = []
    for size in run.sizes:
        found += [*lists(run, size), *counts(run, size), *statements(run, size), *search(run, size)]
    return [*found, *growth(run), *memory(run)]


def lists(run, size):
    for page in BARES:
        ratio = run.seconds(size, page) / run.seconds(size, page, R2)
        yield Line(f"{page} ÷ R2", size, ratio, TIMES_R2.get(page, OTHER_TIMES_R2))
    first, deep = (run.seconds(size, f"signal list, {x}") for x in ("all states", "page 4,000"))
    yield Line("signal list: page 4,000 ÷ page 1", size, deep / first, 1.5)
    for page in ("trajectory list", "registry", "evaluations"):
        seconds = [run.seconds(size, f"{page}, sees {rows}") for rows in SEES]
        name = f"{page} for who sees 3, 300, 10,000: slowest ÷ quickest"
        yield Line(name, size, max(seconds) / min(seconds), 2.0)
    ratio = run.seconds(size, DASHBOARD) / run.seconds(size, BARE)
    yield Line(f"{DASHBOARD} ÷ {BARE}", size, ratio, 1.5)
    name = "looking for reminders when none is due ÷ reading one row by its key"
    yield Line(name, size, run.scanning[size], 5.0)
    name = f"counting {DASHBOARD}: part of a core"
    yield Line(name, size, run.counting[size] / COUNTED_EVERY, BUSY)


def counts(run, size):
    for name, (limit, pages) in QUERIES.items():
        numbers = [run.queries[size, page] for page in pages]
        yield Line(f"SQL queries: {name}", size, max(numbers), limit)
        if len(pages) > 1:
            spread = max(numbers) - min(numbers)
            rows = ROWS.get(name, "1, 25 and 100 rows")
            yield Line(f"SQL queries: {name}, difference between {rows}", size, spread, 0)


def statements(run, size):
    pages = [page for kind, where, page in run.timings if (kind, where) == (PAGE, size)]
    ratios = {page: run.sql_seconds(size, page) / run.seconds(size, page, R1) for page in pages}
    worst = max(ratios, key=ratios.get)
    yield Line(f"SQL time ÷ R1, worst page ({worst})", size, ratios[worst], 2.0)
    searches = [*SEARCH_LIST, *FIND_LIST]
    for name, limit, some in (
        ("a statement outside search", 10, [page for page in pages if page not in searches]),
        ("a statement of search", 25, searches),
        (f"a statement of {DASHBOARD}", 15, [DASHBOARD]),
    ):
        slowest = {page: run.timings[PAGE, size, page].slowest_statement()[0] for page in some}
        worst = max(slowest, key=slowest.get)
        yield Line(f"p95 of {name}, ms, worst ({worst})", size, slowest[worst] * 1000, limit)
    scans = sum(len(run.scans[size, page]) for page in pages)
    yield Line("statements that read a large table from end to end", size, scans, 0)


def search(run, size):
    sql = [run.sql_seconds(size, page) for page in SEARCH_LIST]
    yield Line("search: SQL of the worst ÷ median", size, max(sql) / statistics.median(sql), 8.0)
    slowest = max(run.seconds(size, page) for page in SEARCH_LIST)
    ratio = slowest / run.seconds(size, BARE)
    yield Line(f"search: slowest ÷ {BARE}", size, ratio, 2.0)
    slowest = max(run.seconds(size, page) for page in FIND_LIST)
    ratio = slowest / run.seconds(size, "registry")
    yield Line("search in the registry: slowest ÷ registry", size, ratio, 2.0)


def growth(run):
    """From each size to the next; two ten-folds lie between the first two."""
    steps = {("1k", "100k"): TEN_FOLD**2, ("100k", "1m"): LAST_TEN_FOLD}
    for (small, large), limit in steps.items():
        if large in run.sizes:
            for page in GROWS:
                ratio = run.seconds(large, page) / run.seconds(small, page)
                yield Line(f"{page}: growth", f"{small} → {large}", ratio, limit)


def memory(run):
    size = run.sizes[-1]
    real, bare = run.memory["real"], run.memory["bare"]
    yield Line("memory of a web worker ÷ bare Django", size, real["rss"] / bare["rss"], 2.0)
    name = "report and spreadsheet libraries in a web worker"
    yield Line(name, size, len(real["heavy"]), 0)
