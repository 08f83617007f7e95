"""Which partners work together on how many trajectories that run, over one organisation.

Small numbers stay hidden, also from who subtracts: every number that leaves this module is rounded
down to a multiple of five, and below five there is none. Of two published numbers, one a part of
the other, the true difference lies within four on either side of what subtraction gives: it is
never known to be between one and four. Counted in SQL, and kept for ten minutes.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from cases.models import OPEN_STATES

SMALLEST = STEP = 5
MOST = 200  # pairs of partners that are read
SECONDS = 600  # a count is kept

# Who takes part now: one row per trajectory, partner and level, under the name a partner has now.
_PART = """
WITH part AS MATERIALIZED (
    SELECT DISTINCT p.trajectory_id AS trajectory, partner.id AS partner, partner.sector,
        coalesce(nullif(c.level, ''), partner.level) AS level
    FROM cases_participant p
    JOIN cases_trajectory t ON t.id = p.trajectory_id
    JOIN network_partnercontact c ON c.id = p.contact_id
    JOIN network_partner kept ON kept.id = c.partner_id
    JOIN network_partner partner ON partner.id = coalesce(kept.merged_into_id, kept.id)
    WHERE t.organisation_id = ANY(%s) AND t.state = ANY(%s) AND p.until IS NULL
)
"""
_PAIRS = """
SELECT a.partner, b.partner, count(DISTINCT a.trajectory) AS together
FROM part a JOIN part b ON b.trajectory = a.trajectory AND a.partner < b.partner
GROUP BY 1, 2 HAVING count(DISTINCT a.trajectory) >= %s
ORDER BY together DESC, 1, 2 LIMIT %s
"""
_SECTORS = """
SELECT a.sector, b.sector, count(DISTINCT a.trajectory)
FROM part a JOIN part b ON b.trajectory = a.trajectory AND a.partner <> b.partner
    AND a.sector <= b.sector
WHERE a.sector <> '' AND b.sector <> ''
GROUP BY 1, 2 HAVING count(DISTINCT a.trajectory) >= %s
"""
_LEVELS = """
SELECT sector, level, count(DISTINCT trajectory) FROM part
WHERE sector <> '' AND level <> '' GROUP BY 1, 2 HAVING count(DISTINCT trajectory) >= %s
"""

Counts = dict[tuple[str, str], int]


@dataclass(frozen=True)
class Cooperation:
    """Rounded counts of trajectories: of pairs of partners, pairs of sectors, sector and level."""

    pairs: dict[tuple[int, int], int]
    sectors: Counts
    levels: Counts
    counted_at: dt.datetime


def rounded(count: int) -> int:
    """A count as it may be shown: down to a multiple of five; 0 for what is too small to show."""
    return count // STEP * STEP


def cooperation(organisation_ids: Sequence[int]) -> Cooperation:
    """The counts of these organisations together, at most ten minutes old."""
    key = "-".join(map(str, ("cooperation", *sorted(organisation_ids))))
    found = cache.get(key)
    if found is None:
        found = count(organisation_ids)
        cache.set(key, found, SECONDS)
    return found


def count(organisation_ids: Sequence[int]) -> Cooperation:
    """The counts as they are now."""
    here = [list(organisation_ids), [str(state) for state in OPEN_STATES]]

    def ask(question: str, *more: int) -> dict:
        with connection.cursor() as cursor:
            cursor.execute(_PART + question, [*here, SMALLEST, *more])
            return {(one, other): rounded(number) for one, other, number in cursor.fetchall()}

    return Cooperation(ask(_PAIRS, MOST), ask(_SECTORS), ask(_LEVELS), timezone.now())
