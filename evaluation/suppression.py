"""Which counts of people may be shown: groups of one to four stay hidden, also by subtraction.

Counts are released once per leaf: one quarter in one district of one organisation. Whatever covers
more is added up from released leaves and so tells nothing that they do not tell. Why this is safe,
and its price: docs/decisions/0021-figures-are-added-up-from-what-was-released.md.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

SMALLEST = 5  # a group that may be shown
SMALLEST_TOTAL = SMALLEST + 1  # at five, a hidden table of two could only be of one to four

Table = Mapping[str, int]  # each category of a fixed list: how many, also none


@dataclass(frozen=True)
class Leaf:
    """What may be told of one quarter in one district; None is hidden."""

    total: int | None
    tables: dict[str, dict[str, int] | None]


@dataclass(frozen=True)
class Sum:
    """Released leaves added up: at least so many, and from how many leaves nothing is told."""

    total: int = 0
    hidden: int = 0  # leaves without a total
    tables: dict[str, Counter[str]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)  # table: leaves in which it is hidden


def release(tables: Mapping[str, Table]) -> Leaf:
    """What may be told of tables that each divide the same things in a different way.

    No table may be a refinement of another. Raises ValueError when their totals differ.
    """
    totals = {sum(table.values()) for table in tables.values()}
    if len(totals) != 1:
        raise ValueError("tables of one leaf divide the same things")
    total = totals.pop()
    if total < SMALLEST_TOTAL:
        return Leaf(None, dict.fromkeys(tables))
    shown = {name: None if _has_small(table) else dict(table) for name, table in tables.items()}
    return Leaf(total, shown)


def standing(earlier: Leaf | None, now: Leaf) -> Leaf:
    """What is told of a leaf: what was told first, for a difference in time is a group too."""
    return earlier or now


def add(leaves: Iterable[Leaf]) -> Sum:
    """What may be told of several leaves together."""
    total = hidden = 0
    tables: dict[str, Counter[str]] = {}
    left_out: Counter[str] = Counter()
    for leaf in leaves:
        total += leaf.total or 0
        hidden += leaf.total is None
        for name, table in leaf.tables.items():
            tables.setdefault(name, Counter()).update(table or {})
            left_out[name] += table is None
    return Sum(total, hidden, tables, left_out)


def quarters(starts_on: dt.date, ends_on: dt.date) -> list[dt.date]:
    """First days of the quarters of a period, both days included.

    Raises ValueError when the period is not made of whole quarters.
    """
    after = ends_on + dt.timedelta(days=1)
    if starts_on >= after or not (_opens(starts_on) and _opens(after)):
        raise ValueError("a period is made of whole quarters")
    found = [starts_on]
    while (following := _next(found[-1])) < after:
        found.append(following)
    return found


def _has_small(table: Table) -> bool:
    return any(0 < number < SMALLEST for number in table.values())


def _opens(day: dt.date) -> bool:
    return day.day == 1 and day.month % 3 == 1


def _next(quarter: dt.date) -> dt.date:
    year, month = divmod(quarter.year * 12 + quarter.month + 2, 12)
    return dt.date(year, month + 1, 1)
