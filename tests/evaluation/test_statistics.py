"""Change over pairs, with fixtures worked out by hand."""

import random
from collections import Counter
from fractions import Fraction

import pytest

from evaluation.statistics import Interval, change, median_interval


def test_ten_pairs_worked_out_by_hand():
    # In order: -1 0 0 1 1 | 1 2 2 3 3. Median between the 5th and 6th: 1.
    # Quartiles: 10/4 = 2.5, so the 3rd: 0; 30/4 = 7.5, so the 8th: 2.
    # Binomial(10, 1/2): P(X <= 1) = (1 + 10)/1024; P(X <= 2) = 56/1024 = 0.055, above 0.025.
    # So the 2nd and the 9th, with coverage 1 - 22/1024 = 0.9785 (Conover's table: 97.9%).
    found = change({-1: 1, 0: 2, 1: 3, 2: 2, 3: 2}, {"moved": 3, "refused": 1, "none": 0})
    assert (found.pairs, found.up, found.same, found.down) == (10, 7, 2, 1)
    assert found.missing == {"moved": 3, "refused": 1}
    assert found.missing_total == 4
    assert found.share(found.up) == Fraction(7, 10)
    assert (found.median, found.quartiles) == (1, (0, 2))
    assert found.interval == Interval(0, 3, Fraction(1002, 1024))


def test_six_pairs_are_the_fewest_with_an_interval():
    # 2 * (1/2)**5 = 0.0625 is above 0.05; 2 * (1/2)**6 = 0.03125 is not: coverage 0.96875.
    assert median_interval({0: 2, 1: 3}) is None
    assert median_interval({-1: 1, 0: 2, 4: 3}) == Interval(-1, 4, Fraction(62, 64))


def test_an_even_number_of_pairs_has_its_median_in_the_middle():
    # 0 0 | 1 1: the median is a half; 4/4 = 1, so between the 1st and 2nd: 0; 3rd and 4th: 1.
    found = change({0: 2, 1: 2})
    assert (found.median, found.quartiles, found.interval) == (Fraction(1, 2), (0, 1), None)


def test_nobody_with_both_measurements_gives_no_figure():
    found = change({}, {"died": 2})
    assert (found.pairs, found.median, found.quartiles, found.interval) == (0, None, None, None)
    assert found.share(found.up) is None


def test_who_drops_out_does_not_make_the_rest_look_better():
    # Six stay at 4, four start at 1 and leave before the last measurement.
    # Average first: (6*4 + 4*1)/10 = 2.8; average of who is left: 4.0. Nobody changed.
    first, last = [4] * 6 + [1] * 4, [4] * 6 + [None] * 4
    left = [score for score in last if score is not None]
    assert sum(left) / len(left) > sum(first) / len(first)
    steps = Counter(b - a for a, b in zip(first, last, strict=True) if b is not None)
    found = change(steps, {"moved": 4})
    assert (found.up, found.same, found.down, found.median) == (0, 6, 0, 0)
    assert (found.interval.low, found.interval.high, found.missing_total) == (0, 0, 4)


def test_the_interval_holds_the_median_at_least_as_often_as_it_says():
    # All 3**7 samples of seven from {-1, 0, 1}, each as likely: the true median is 0.
    hits = samples = 0
    for number in range(3**7):
        steps = Counter(number // 3**place % 3 - 1 for place in range(7))
        found = median_interval(steps)
        hits += found.low <= 0 <= found.high
        samples += 1
    assert Fraction(hits, samples) >= found.coverage == 1 - Fraction(2, 2**7)


def test_the_order_in_which_residents_come_makes_no_difference_and_many_cost_nothing():
    steps = [random.Random(1).randint(-4, 4) for _ in range(99)]
    assert change(Counter(steps)) == change(Counter(reversed(steps)))
    # Of 20000: ranks near 10000 -+ 1.96 * sqrt(20000)/2 = 10000 -+ 139: the 9861st and 10140th.
    inside, outside = ({0: n, 1: 20000 - 2 * n, 2: n} for n in (9850, 9870))
    found = median_interval(inside)
    assert (found.low, found.high) == (1, 1)
    assert Fraction(950, 1000) <= found.coverage < Fraction(952, 1000)
    assert (median_interval(outside).low, median_interval(outside).high) == (0, 2)


@pytest.mark.parametrize(("counts", "missing"), [({5: 1}, {}), ({0: -1}, {}), ({}, {"x": -1})])
def test_what_cannot_be_is_refused(counts, missing):
    with pytest.raises(ValueError, match="-4 and 4|not negative"):
        change(counts, missing)
