"""Pages of a list by the last row seen, never by counting off rows: page 4,000 costs as page 1."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

CAP = 1000
AFTER, BEFORE = "na", "voor"  # the query's names for the next and the previous page


@dataclass(frozen=True)
class Page:
    """One page: its rows, and the addresses of the next and the previous page (or "")."""

    rows: list[Any]
    older_url: str
    newer_url: str


def page(
    queryset: QuerySet[Any], params: QueryDict, *, order: tuple[str, ...], size: int = 25
) -> Page:
    """Rows behind the row whose number stands under "na", or those ahead of the one under "voor".

    `order` names sort fields, "-" for descending, the last one unique. A number that is not in the
    list gives the first page, so a foreign number and one that does not exist look the same.
    """
    after, before = params.get(AFTER, ""), params.get(BEFORE, "")
    anchor = queryset.filter(number=after or before).first() if after or before else None
    backwards = bool(anchor and before and not after)
    direction = tuple(_flip(name) for name in order) if backwards else order
    rows = queryset.order_by(*direction)
    if anchor:
        rows = rows.filter(_beyond(anchor, direction))
    found = list(rows[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    if not found:
        return Page([], "", "")
    has_older = more if not backwards else True
    has_newer = bool(anchor) if not backwards else more
    return Page(
        found,
        _address(params, AFTER, found[-1].number) if has_older else "",
        _address(params, BEFORE, found[0].number) if has_newer else "",
    )


def capped_count(queryset: QuerySet[Any]) -> str:
    """How many rows, exact up to a thousand, then "1000+": counting a million takes too long."""
    count = queryset.order_by()[: CAP + 1].count()
    return f"{CAP}+" if count > CAP else str(count)


def _address(params: QueryDict, name: str, number: str) -> str:
    kept = params.copy()
    for gone in (AFTER, BEFORE):
        kept.pop(gone, None)
    kept[name] = number
    return f"?{kept.urlencode()}"


def _flip(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(anchor: Model, order: tuple[str, ...]) -> Q:
    """The rows after the anchor: (a, b) > (x, y) written so that an index on (a, b) serves it."""
    first = order[0]
    name = first.lstrip("-")
    value = getattr(anchor, name)
    step = "lt" if first.startswith("-") else "gt"
    if len(order) == 1:
        return Q(**{f"{name}__{step}": value})
    rest = Q(**{name: value}) & _beyond(anchor, order[1:])
    # The first condition is redundant, and what lets the planner start the index scan there.
    return Q(**{f"{name}__{step}e": value}) & (Q(**{f"{name}__{step}": value}) | rest)
