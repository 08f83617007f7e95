"""One run: every page of every size is asked, its plans are read, and all compete in turns."""

import datetime as dt
import statistics
import time
from dataclasses import dataclass, field
from functools import partial

from django.db import transaction

from accounts.middleware import act_as
from bench.footprint import footprint
from bench.measure import alternate
from bench.pages import pages_of
from bench.plans import sequential_scans
from bench.r1 import BarePsycopg
from bench.site import Site
from cases.tasks import count_cooperation
from evaluation.models import EvaluationMoment
from evaluation.workflow.reminding import remind_due

PAGE, R1, R2, NOTHING = "page", "R1", "R2", "nothing"
BARE = "signal list"  # the page beside which the machine's own noise is taken
# Pages beside which R2 stands, with the page's own SQL.
BARES = (
    BARE,
    "dossier, 300 entries",
    "timeline",
    "plan, 30 steps",
    "comparison of 3 measurements",
    "registry",
)


@dataclass
class Run:
    """What was found: timings by (contestant, size, page), counts and plans by (size, page)."""

    sizes: list
    timings: dict = field(default_factory=dict)
    queries: dict = field(default_factory=dict)
    scans: dict = field(default_factory=dict)
    counting: dict = field(default_factory=dict)
    scanning: dict = field(default_factory=dict)
    memory: dict = field(default_factory=dict)

    def seconds(self, size, page, kind=PAGE):
        return self.timings[kind, size, page].median

    def sql_seconds(self, size, page):
        return self.timings[PAGE, size, page].sql_median


def run(databases, pace, say):
    """Measure the databases, given by name of their size."""
    found = Run(sizes=list(databases))
    contestants = {}
    for size, database in databases.items():
        say(f"Asking every page of {size} once...")
        contestants |= enter(found, size, Site(database), pages_of(database), BarePsycopg(database))
    say(f"{len(contestants)} contestants, {pace.rounds} rounds of {pace.calls} calls each...")
    found.timings = alternate(by_page(contestants), rounds=pace.rounds, calls=pace.calls, say=say)
    say("Memory of a worker...")
    size, database = list(databases.items())[-1]
    site = Site(database)
    site.enter()
    found.memory = footprint(database, site, pages_of(database), pace.requests)
    return found


def enter(found, size, site, pages, bare):
    """The contestants of one size; counts its queries and reads its plans."""
    site.enter()
    start = time.perf_counter()
    count_cooperation()
    found.counting[size] = time.perf_counter() - start
    found.scanning[size] = scanning()
    contestants = {(NOTHING, size, BARE): partial(bare.replay, [("SELECT 1", None)])}
    for page in pages.values():
        site.ask(page)
        statements = sent(site.ask(page))
        found.queries[size, page.name] = len(statements)
        found.scans[size, page.name] = sequential_scans(bare.connection, statements)
        contestants[PAGE, size, page.name] = partial(at, site, site.ask, page)
        contestants[R1, size, page.name] = partial(bare.replay, statements)
        if page.name in BARES:
            login = {sql for sql, _parameters in sent(site.ask_bare(page, ()))}
            own = [statement for statement in statements if statement[0] not in login]
            contestants[R2, size, page.name] = partial(at, site, site.ask_bare, page, own)
    return contestants


def scanning(times=60):
    """How much longer it takes to find that no reminder is due than to read one row by its key."""
    key = EvaluationMoment.objects.order_by("pk").values_list("pk", flat=True).first()

    def read():
        with transaction.atomic():
            act_as(purpose="reminder")
            EvaluationMoment.objects.get(pk=key)

    def seconds(verb):
        start = time.perf_counter()
        verb()
        return time.perf_counter() - start

    pairs = [
        (seconds(partial(remind_due, dt.date(2000, 1, 1))), seconds(read)) for _n in range(times)
    ]
    scanned, one = (statistics.median(column) for column in zip(*pairs, strict=True))
    return scanned / one


def at(site, verb, *arguments):
    """Do it on this site's database."""
    site.enter()
    return verb(*arguments)


def sent(answer):
    return [(sql, parameters) for sql, parameters, _seconds in answer.statements]


def by_page(contestants):
    """In the order in which things are compared: a page of all sizes and its references together."""
    places = {page: place for place, (_kind, _size, page) in enumerate(contestants)}
    order = sorted(contestants, key=lambda key: places[key[2]])
    return {key: contestants[key] for key in order}
