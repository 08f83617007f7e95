"""Which partners work together on how many trajectories that run, over organisations.

Small numbers stay hidden, also from who subtracts: every number that is shown is rounded down to a
multiple of five, and below five there is none. Of two published numbers, one a part of the other,
the true difference lies within four on either side of what subtraction gives: it is never known to
be between one and four. Counted in SQL, every ten minutes, and put by as true numbers: those of
several organisations are added up before they are rounded.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from cases.models import OPEN_STATES, CooperationCount

SMALLEST = STEP = 5
MOST = 200  # pairs of partners that are read
PAIRS, SECTORS, LEVELS = "pairs", "sectors", "levels"

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
    WHERE t.organisation_id = %s AND t.state = ANY(%s) AND p.until IS NULL
)
"""
# One statement, so that who takes part is gathered once.
_COUNTS = """
(SELECT 'pairs', a.partner::text, b.partner::text, count(DISTINCT a.trajectory)
 FROM part a JOIN part b ON b.trajectory = a.trajectory AND a.partner < b.partner
 GROUP BY a.partner, b.partner HAVING count(DISTINCT a.trajectory) >= %s
 ORDER BY 4 DESC, a.partner, b.partner LIMIT %s)
UNION ALL
SELECT 'sectors', a.sector, b.sector, count(DISTINCT a.trajectory)
FROM part a JOIN part b ON b.trajectory = a.trajectory AND a.partner <> b.partner
    AND a.sector <= b.sector
WHERE a.sector <> '' AND b.sector <> ''
GROUP BY a.sector, b.sector
UNION ALL
SELECT 'levels', sector, level, count(DISTINCT trajectory)
FROM part WHERE sector <> '' AND level <> ''
GROUP BY sector, level
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
    """The counts of these organisations together, as they were put by; one query.

    Of an organisation that was never counted they are counted now.
    """
    kept = CooperationCount.objects.in_bulk(organisation_ids)
    moments = [row.counted_at for row in kept.values()]
    added: dict[str, Counter] = {PAIRS: Counter(), SECTORS: Counter(), LEVELS: Counter()}
    for organisation_id in organisation_ids:
        row = kept.get(organisation_id)
        numbers = row.numbers if row else count(organisation_id)
        for subject, total in added.items():
            total.update({(one, other): number for one, other, number in numbers[subject]})
    return Cooperation(
        _shown(added[PAIRS].most_common(MOST)),
        _shown(added[SECTORS].items()),
        _shown(added[LEVELS].items()),
        min(moments, default=timezone.now()),
    )


def _shown(counts: Iterable[tuple[tuple, int]]) -> dict:
    return {pair: rounded(number) for pair, number in counts if number >= SMALLEST}


def count(organisation_id: int) -> dict[str, list[list]]:
    """The true counts of one organisation as they are now."""
    states = [str(state) for state in OPEN_STATES]
    found: dict[str, list[list]] = {PAIRS: [], SECTORS: [], LEVELS: []}
    with connection.cursor() as cursor:
        cursor.execute(_PART + _COUNTS, [organisation_id, states, SMALLEST, MOST])
        for subject, one, other, number in cursor.fetchall():
            pair = [int(one), int(other)] if subject == PAIRS else [one, other]
            found[subject].append([*pair, number])
    return found
