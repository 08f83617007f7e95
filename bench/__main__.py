"""`make bench`: seed, measure, tell. SIZE=small (default) or large; figures of quality.md."""

import os
import platform
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Pace:
    """Rounds, calls of each contestant in a round, and requests of a page before memory is read."""

    rounds: int
    calls: int
    requests: int


PACE = {"tiny": Pace(1, 1, 1), "small": Pace(20, 2, 30), "large": Pace(20, 2, 30)}


def say(text):
    print(text, flush=True)


def borrow_servers():
    """Servers in a data folder of our own, unless the environment names others."""
    from wooncoach import embedded

    os.environ.update(WOONCOACH_THROWAWAY="1", WOONCOACH_DB_ROLE="runtime", DEMO="0")
    if not os.environ.get("DATABASE_URL"):
        os.environ["WOONCOACH_DATA"] = str(ROOT / "build" / "bench-data")
    os.environ["DJANGO_SETTINGS_MODULE"] = "wooncoach.settings"
    try:
        embedded.attach()
    except embedded.EmbeddedError as error:
        sys.exit(str(error))


def start_django():
    """Django with its log going nowhere: the lines are made, nobody reads them."""
    import logging

    import django

    django.setup()
    nowhere = Path(os.devnull).open("w")  # noqa: SIM115  open as long as we run
    for handler in logging.getLogger().handlers:
        handler.setStream(nowhere)


def main():
    size = os.environ.get("SIZE", "small")
    if size not in PACE:
        sys.exit(f"SIZE={size} is not known: choose small or large.")
    folder = Path(os.environ.get("BENCH_RESULTS", ROOT / "bench"))
    borrow_servers()
    from bench import databases, seed
    from bench.measure import load

    say("Making the databases that are missing...")
    made = databases.prepare(seed.SIZES[size], say)
    start_django()
    from bench import lines, report
    from bench.run import run

    start, before = time.monotonic(), load()
    found = run(made, PACE[size], say)
    notes = [
        f"before: {before}; after: {load()}; {time.monotonic() - start:.0f} s of measuring",
        f"Python {platform.python_version()}, {PACE[size]}",
        *report.noise(found),
        *(str(size) for size in seed.SIZES[size]),
    ]
    say(report.write(folder, list(lines.lines_of(found)), found, notes))


if __name__ == "__main__":
    main()
