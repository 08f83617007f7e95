"""The pages that are measured, for the people and files that seed.sql makes."""

import datetime as dt
from urllib.parse import quote

import psycopg
from django.urls import reverse

from bench.databases import url_of
from bench.site import Page

DEEP = 100_000  # rows before page 4,000
SEARCHES = {
    "common word": "jansen",
    "rare word": "quispelaar",
    "no hit": "xqzwvk",
    "typo": "jannsen",
    "diacritics": "Müller",
    "address": "dorpsstraat 12",
    "two letters": "qx",
}
FINDS = {
    "a word": "kredietbank",
    "a person": "nynke hofman zuid",
    "the busiest": "noord 0",
    "not there": "xqzwvk",
}
# Who may see so many trajectories, and who works where there is so much of everything.
SEES = {"3": 1, "300": 2, "10,000": 3}
HAS = {1: 4, 25: 5, 100: 6}


def pages_of(database):
    """Every page to measure on a database, by name."""
    with psycopg.connect(url_of(database, owner=True)) as connection:
        numbers = find_numbers(connection)
    signals, cases = reverse("signals:list"), reverse("cases:list")
    today = reverse("workspace:today")
    long = reverse("workspace:dossier", args=[numbers["long"]])
    fields = reverse("cases:domains", args=[numbers["long"]])
    network = reverse("workspace:network")
    three = "&".join(f"meting={number}" for number in numbers["measurements"].split())
    moment = quote((dt.datetime.now(dt.UTC) - dt.timedelta(days=365)).isoformat())
    found = [
        Page("signal list", signals, 2),
        Page("signal list, rare filter", f"{signals}?state=&urgency=danger&kind=homeless", 2),
        Page("signal list, since today", f"{signals}?state=&since={dt.date.today()}", 2),
        Page("signal list, all states", f"{signals}?state=", 2),
        Page("signal list, page 4,000", f"{signals}?state=&na={numbers['deep']}", 2),
        Page("signal detail", reverse("signals:detail", args=[numbers["signal"]]), 2),
        Page("dossier, 300 entries", long, 2),
        Page("dossier, 5 entries", reverse("workspace:dossier", args=[numbers["short"]]), 2),
        Page("timeline", f"{long}?voor={moment}", 2),
        Page("plan, 30 steps", reverse("cases:plan", args=[numbers["long"]]), 2),
        Page("plan, 5 steps", reverse("cases:plan", args=[numbers["short"]]), 2),
        Page("comparison of 3 measurements", f"{fields}?{three}", 2),
        Page("fields of life", reverse("cases:domains", args=[numbers["short"]]), 2),
        Page("analysis", reverse("cases:analysis", args=[numbers["long"]]), 2),
        Page("eviction", reverse("cases:eviction", args=[numbers["long"]]), 2),
        Page("evaluations", reverse("evaluation:list"), 2),
        Page("evaluation", reverse("evaluation:moment", args=[numbers["moment"]]), 2),
        Page("evaluations of one", reverse("evaluation:of_trajectory", args=[numbers["long"]]), 2),
        Page("reports of one", reverse("evaluation:reports", args=[numbers["long"]]), 2),
        *(
            Page(f"evaluations, sees {rows}", reverse("evaluation:list"), n)
            for rows, n in SEES.items()
        ),
        Page("Vandaag", today, 2),
        Page("my signals", reverse("signals:mine"), 7),
        Page("address", reverse("signals:address", args=[numbers["dwelling"]]), 2),
        Page("log", reverse("audit:log"), 9),
        Page("log of one file", f"{reverse('audit:log')}?nummer={numbers['signal']}", 9),
        Page("registry", network, 2),
        Page("registry, filter", f"{network}?kind=police&level=policy", 2),
        *(Page(f"registry, {kind}", network, 2, words) for kind, words in FINDS.items()),
        Page(
            "partner on most trajectories", reverse("workspace:partner", args=[numbers["busy"]]), 2
        ),
        Page("partner on few", reverse("workspace:partner", args=[numbers["quiet"]]), 2),
        Page("network, 15 people", reverse("cases:network", args=[numbers["long"]]), 2),
        Page("network, 5 people", reverse("cases:network", args=[numbers["short"]]), 2),
        Page("who works together", reverse("workspace:cooperation"), 2),
        *(Page(f"registry, sees {rows}", network, user) for rows, user in SEES.items()),
        *(Page(f"registry, {rows} rows", network, user) for rows, user in HAS.items()),
        *(Page(f"trajectory list, sees {rows}", cases, user) for rows, user in SEES.items()),
        *(Page(f"signal list, {rows} rows", signals, user) for rows, user in HAS.items()),
        *(Page(f"trajectory list, {rows} rows", cases, user) for rows, user in HAS.items()),
        *(Page(f"Vandaag, {rows} rows", today, user) for rows, user in HAS.items()),
        *(
            Page(f"search, {kind}", reverse("workspace:search"), 2, words)
            for kind, words in SEARCHES.items()
        ),
    ]
    return {page.name: page for page in found}


def find_numbers(connection):
    """Public numbers of the long and the short file, what is on them, and the row before page 4,000."""
    special = """SELECT number FROM cases_trajectory
                 WHERE id = (SELECT max(id) FROM cases_trajectory) - %s"""
    closed = """SELECT number FROM signals_signal WHERE organisation_id = 1 AND state = 'closed'
                AND dwelling_id IS NOT NULL ORDER BY id DESC LIMIT 1"""
    measured = """SELECT string_agg(number, ' ') FROM cases_assessment WHERE assessor = 'coach'
                  AND trajectory_id = (SELECT max(id) FROM cases_trajectory) - 135"""
    moment = """SELECT number FROM evaluation_evaluationmoment WHERE state = 'closed'
                AND trajectory_id = (SELECT max(id) FROM cases_trajectory) - 135
                ORDER BY due_on DESC LIMIT 1"""
    home = "SELECT number FROM residents_dwelling WHERE id = 2"
    deep = """SELECT number FROM signals_signal WHERE organisation_id = 1 ORDER BY created_at DESC
              OFFSET least(%s, (SELECT count(*) FROM signals_signal WHERE organisation_id = 1) - 100)
              LIMIT 1"""
    partner = """SELECT number FROM network_partner WHERE organisation_id = 1 AND merged_into_id IS NULL
                 ORDER BY id OFFSET %s LIMIT 1"""
    queries = {
        "busy": (partner, [0]),
        "quiet": (partner, [25]),
        "long": (special, [135]),
        "short": (special, [134]),
        "measurements": (measured, None),
        "moment": (moment, None),
        "signal": (closed, None),
        "dwelling": (home, None),
        "deep": (deep, [DEEP]),
    }
    return {name: connection.execute(*query).fetchone()[0] for name, query in queries.items()}
