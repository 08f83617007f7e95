"""Change between two measurements of the same residents, told without any assumption on its shape.

Works on how often each change occurs (-4..4), so that memory never grows with the residents.
The interval of the median is the exact one from order statistics: W.J. Conover, Practical
Nonparametric Statistics, 3rd edition (1999), section 3.2. See docs/statistics.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import ceil

LOWEST, HIGHEST = -4, 4  # steps, on scales of one to five
CONFIDENCE = Fraction(95, 100)


@dataclass(frozen=True)
class Interval:
    """Bounds in steps, both included, and the chance that such an interval holds the median."""

    low: int
    high: int
    coverage: Fraction  # at least, whatever the distribution; more where changes are equal


@dataclass(frozen=True)
class Change:
    """What changed for the residents who have both measurements; why others have none."""

    pairs: int
    missing: dict[str, int]  # reason: residents
    up: int
    same: int
    down: int
    median: Fraction | None  # steps; None without pairs
    quartiles: tuple[Fraction, Fraction] | None
    interval: Interval | None  # None with too few pairs

    @property
    def missing_total(self) -> int:
        return sum(self.missing.values())

    def share(self, number: int) -> Fraction | None:
        """A number of residents as a part of the pairs, 0 to 1; None without pairs."""
        return Fraction(number, self.pairs) if self.pairs else None


def change(counts: Mapping[int, int], missing: Mapping[str, int] | None = None) -> Change:
    """What a table of change (last minus first, in steps) to residents says.

    Raises ValueError for a change outside -4..4 or a negative number.
    """
    _check(counts, missing or {})
    pairs = sum(counts.values())
    return Change(
        pairs=pairs,
        missing={reason: number for reason, number in sorted((missing or {}).items()) if number},
        up=sum(number for step, number in counts.items() if step > 0),
        same=counts.get(0, 0),
        down=sum(number for step, number in counts.items() if step < 0),
        median=_quantile(counts, Fraction(1, 2)) if pairs else None,
        quartiles=(
            (_quantile(counts, Fraction(1, 4)), _quantile(counts, Fraction(3, 4)))
            if pairs
            else None
        ),
        interval=median_interval(counts),
    )


def median_interval(
    counts: Mapping[int, int], confidence: Fraction = CONFIDENCE
) -> Interval | None:
    """The narrowest symmetric interval of order statistics that reaches the confidence.

    None when even the smallest and the largest change do not reach it (at 95%: under six pairs).
    """
    pairs = sum(counts.values())
    rank, outside = _rank(pairs, confidence)
    if not rank:
        return None
    coverage = 1 - Fraction(2 * outside, 2**pairs)
    return Interval(_ranked(counts, rank), _ranked(counts, pairs + 1 - rank), coverage)


def _rank(pairs: int, confidence: Fraction) -> tuple[int, int]:
    """The largest r with 2 P(Binomial(n, 1/2) < r) <= 1 - confidence; that tail times 2**n."""
    rank = outside = 0
    allowed = (1 - confidence) * 2**pairs / 2
    term = 1  # comb(pairs, rank)
    while 2 * (rank + 1) <= pairs and outside + term <= allowed:
        outside += term
        rank += 1
        term = term * (pairs - rank + 1) // rank
    return rank, outside


def _ranked(counts: Mapping[int, int], rank: int) -> int:
    """The change at a rank, from 1, when residents stand in the order of their change."""
    steps = sorted(counts)
    for step, until in zip(steps, accumulate(counts[step] for step in steps), strict=True):
        if rank <= until:
            return step
    raise ValueError(rank)


def _quantile(counts: Mapping[int, int], part: Fraction) -> Fraction:
    """The inverse of the distribution, the middle of two where it is flat (Hyndman and Fan: 2)."""
    position = part * sum(counts.values())
    rank = max(ceil(position), 1)
    if position.denominator > 1:
        return Fraction(_ranked(counts, rank))
    return Fraction(_ranked(counts, rank) + _ranked(counts, rank + 1), 2)


def _check(counts: Mapping[int, int], missing: Mapping[str, int]) -> None:
    if any(not LOWEST <= step <= HIGHEST for step in counts):
        raise ValueError("a change lies between -4 and 4")
    if any(number < 0 for number in [*counts.values(), *missing.values()]):
        raise ValueError("a number of residents is not negative")
