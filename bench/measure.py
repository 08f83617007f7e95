"""Contestants in alternating short slices, so that what the machine does meanwhile hits all alike."""

import gc
import os
import statistics
from collections import defaultdict
from dataclasses import dataclass, field


@dataclass
class Timing:
    """What one contestant took: seconds of each call, of its SQL, and of each statement by place."""

    calls: list = field(default_factory=list)
    sql: list = field(default_factory=list)
    statements: dict = field(default_factory=lambda: defaultdict(list))

    @property
    def median(self):
        return statistics.median(self.calls)

    @property
    def sql_median(self):
        return statistics.median(self.sql)

    @property
    def percentile_95(self):
        return percentile_95(self.calls)

    def slowest_statement(self):
        """(seconds at the 95th percentile, SQL) of the statement that takes longest."""
        return max(
            ((percentile_95(seconds), sql) for (_place, sql), seconds in self.statements.items()),
            default=(0.0, ""),
        )

    def add(self, answer):
        """Note one call, which gave seconds or an Answer."""
        if isinstance(answer, float):
            self.calls.append(answer)
            return
        self.calls.append(answer.seconds)
        self.sql.append(answer.sql_seconds)
        for place, (statement, _parameters, spent) in enumerate(answer.statements):
            self.statements[place, statement].append(spent)


def percentile_95(values):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def alternate(contestants, *, rounds, calls, say):
    """Call each contestant so many times per round, there and back; the timings by contestant.

    Many rounds of few calls: everything that is compared stands within seconds of each other.
    """
    timings = {key: Timing() for key in contestants}
    order = list(contestants.items())
    gc.collect()
    gc.freeze()
    for number in range(rounds):
        if number and number % 5 == 0:
            say(f"  {number} of {rounds} rounds done, {load()}")
        for key, contestant in order:
            for _ in range(calls):
                timings[key].add(contestant())
        order.reverse()
    return timings


def load():
    """How busy the machine is, in words."""
    one, five, _fifteen = os.getloadavg()
    return f"load {one:.1f} (1 min), {five:.1f} (5 min) on {os.cpu_count()} cores"
