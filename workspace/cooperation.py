"""Who works together, as pictures and tables of rounded numbers."""

from django.utils.translation import gettext as _

from cases.cooperation import Cooperation, Counts
from common.charts import Link, arcs
from network.models import Level, Partner, Sector

NODES, LINKS = 10, 14  # of one picture; the table has the rest


def shown(number: int) -> str:
    """A rounded count as people read it: 10+ means ten or up to four more."""
    return f"{number}+"


def pictures(found: Cooperation) -> dict:
    """What the page shows; one query, for the names of partners."""
    keys = {key for pair in found.pairs for key in pair}
    partners = Partner.objects.in_bulk(keys)
    pairs = [
        (partners[one], partners[other], number)
        for (one, other), number in found.pairs.items()
        if one in partners and other in partners
    ]
    met = [row for row in Sector.choices if any(row[0] in pair for pair in found.sectors)]
    rows = [(one.name, other.name, shown(number)) for one, other, number in pairs]
    return {
        "pairs": rows,
        "conclusion": conclusion(pairs),
        "partner_picture": _partner_picture(pairs),
        "sector_picture": _sector_picture(found),
        "sectors": _table(found.sectors, met, met),
        "sector_names": [label for _code, label in met],
        "levels": _table(found.levels, Sector.choices, Level.choices),
        "level_names": [label for _code, label in Level.choices],
        "counted_at": found.counted_at,
    }


def conclusion(pairs: list[tuple[Partner, Partner, int]]) -> str:
    """The picture in one sentence."""
    if not pairs:
        return _("No two partners work together on five trajectories or more")
    one, other, number = pairs[0]
    return _("%(one)s and %(other)s work together most: on %(n)d trajectories or more") % {
        "one": one.name,
        "other": other.name,
        "n": number,
    }


def _partner_picture(pairs: list[tuple[Partner, Partner, int]]) -> str:
    nodes: dict[int, Partner] = {}
    drawn = []
    for one, other, number in pairs:
        new = {one.pk: one, other.pk: other}
        if len(nodes | new) <= NODES and len(drawn) < LINKS:
            nodes |= new
            drawn.append((one.pk, other.pk, number))
    order = sorted(nodes.values(), key=lambda partner: (partner.sector, partner.name))
    place = {partner.pk: index for index, partner in enumerate(order)}
    return arcs(
        [(partner.name, str(partner.get_sector_display())) for partner in order],
        [Link(place[one], place[other], number, shown(number)) for one, other, number in drawn],
        title=conclusion(pairs),
    )


def _sector_picture(found: Cooperation) -> str:
    links = {pair: number for pair, number in found.sectors.items() if pair[0] != pair[1]}
    if not links:
        return ""
    order = [code for code in Sector.values if any(code in pair for pair in links)]
    heaviest = max(links, key=lambda pair: links[pair])
    most = sorted(links.items(), key=lambda item: -item[1])[:LINKS]
    words = {"one": Sector(heaviest[0]).label, "other": Sector(heaviest[1]).label}
    title = _("The sectors %(one)s and %(other)s meet most: on %(n)d trajectories or more")
    return arcs(
        [(str(Sector(code).label), "") for code in order],
        [
            Link(order.index(one), order.index(other), number, shown(number))
            for (one, other), number in most
        ],
        title=title % {**words, "n": links[heaviest]},
    )


def _table(counts: Counts, rows: list, columns: list) -> list[tuple[str, list[str]]]:
    """Rows with their name and cells; a dash where it is too small to show, or nothing."""
    return [
        (label, [_cell(counts, row, column) for column, _label in columns])
        for row, label in rows
        if any(row in pair for pair in counts)
    ]


def _cell(counts: Counts, row: str, column: str) -> str:
    number = counts.get((row, column)) or counts.get((column, row))
    return shown(number) if number else "–"
