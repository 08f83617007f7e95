"""No group of one to four is ever known, also to who knows the rule and subtracts everything."""

import datetime as dt
from collections import defaultdict
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.suppression import Leaf, add, quarters, release, standing

SMALL = set(range(1, 5))
MOST = 11  # things in one leaf; a larger group only leaves more room


def divided(parts):
    """Every way to divide up to MOST things over this many categories."""
    return [cells for cells in product(range(MOST + 1), repeat=parts) if sum(cells) <= MOST]


def worlds():
    """Every leaf with a table of two and a table of three categories, as the attacker sees them."""
    for two, three in product(divided(2), divided(3)):
        if sum(two) == sum(three):
            yield {
                "two": dict(zip("ab", two, strict=True)),
                "three": dict(zip("cde", three, strict=True)),
            }


def groups(tables):
    """Each group that somebody could ask after: any categories of one table together."""
    for name, table in tables.items():
        for size in range(1, len(table) + 1):
            for cells in combinations(sorted(table), size):
                yield (name, cells), sum(table[cell] for cell in cells)


def told(leaf):
    return repr((leaf.total, leaf.tables))


def possible():
    """For everything that can be told: what each group could be, over all worlds that tell it."""
    found = defaultdict(lambda: defaultdict(set))
    for world in worlds():
        answer = found[told(release(world))]
        for group, number in groups(world):
            answer[group].add(number)
    return found


def test_who_knows_the_rule_and_tries_all_worlds_pins_no_small_group():
    found = possible()
    assert len(found) > 50  # so something is told at all
    for answer in found.values():
        for numbers in answer.values():
            # Nobody, or five and more, is always among what it could be.
            assert numbers - SMALL


@given(st.lists(st.sampled_from(list(worlds())), min_size=1, max_size=8), st.data())
def test_larger_periods_and_units_tell_nothing_that_their_leaves_do_not(chosen, data):
    leaves = [release(world) for world in chosen]
    some = data.draw(st.sets(st.sampled_from(range(len(leaves)))))
    whole, part = add(leaves), add(leaves[place] for place in some)
    rest = add(leaf for place, leaf in enumerate(leaves) if place not in some)
    # What is left after subtraction is what was released of the rest: nobody, or five and more.
    assert whole.total - part.total == rest.total
    assert rest.total not in SMALL
    for name, table in whole.tables.items():
        for cell, number in table.items():
            left = number - part.tables.get(name, {}).get(cell, 0)
            assert left not in SMALL
            assert left == sum(
                (leaf.tables[name] or {}).get(cell, 0)
                for place, leaf in enumerate(leaves)
                if place not in some
            )


def test_a_total_of_five_is_hidden_and_of_six_told():
    # (4, 1) and (3, 2) are the only ways to divide five over two with a small group: both known.
    assert release({"t": {"a": 5, "b": 0}}) == Leaf(None, {"t": None})
    assert release({"t": {"a": 6, "b": 0}}) == Leaf(6, {"t": {"a": 6, "b": 0}})


def test_a_table_with_a_small_group_is_hidden_whole_and_the_other_stays():
    found = release({"kind": {"a": 7, "b": 1}, "urgency": {"high": 8, "low": 0}})
    assert found == Leaf(8, {"kind": None, "urgency": {"high": 8, "low": 0}})


def test_what_was_told_first_stands():
    first = release({"t": {"a": 6, "b": 0}})
    later = release({"t": {"a": 8, "b": 0}})  # the two that came later would be known
    assert standing(first, later) == first
    assert standing(None, later) == later
    hidden = release({"t": {"a": 3, "b": 0}})
    assert standing(hidden, later) == hidden


def test_sums_say_what_they_leave_out():
    found = add(
        [
            release({"t": {"a": 5, "b": 6}}),
            release({"t": {"a": 9, "b": 1}}),
            release({"t": {"a": 2, "b": 0}}),
        ]
    )
    assert (found.total, found.hidden, found.left_out["t"]) == (21, 1, 2)
    assert found.tables["t"] == {"a": 5, "b": 6}


def test_tables_that_do_not_divide_the_same_things_are_refused():
    with pytest.raises(ValueError, match="same things"):
        release({"one": {"a": 6}, "other": {"a": 7}})


def test_a_period_is_made_of_whole_quarters():
    assert quarters(dt.date(2025, 10, 1), dt.date(2026, 3, 31)) == [
        dt.date(2025, 10, 1),
        dt.date(2026, 1, 1),
    ]
    assert len(quarters(dt.date(2025, 1, 1), dt.date(2026, 12, 31))) == 8
    for starts, ends in [
        ((2026, 1, 2), (2026, 3, 31)),
        ((2026, 1, 1), (2026, 3, 30)),
        ((2026, 2, 1), (2026, 4, 30)),
        ((2026, 4, 1), (2026, 3, 31)),
    ]:
        with pytest.raises(ValueError, match="whole quarters"):
            quarters(dt.date(*starts), dt.date(*ends))
