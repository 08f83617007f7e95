"""Which dwellings somebody means: one address, a street or a district per line."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Q, Value

from common.db import Fold
from residents.models import Dwelling

# "Lange Kade 12 A", "Kade 12-2": street, number, addition. A line without a number is a street.
ONE_ADDRESS = re.compile(r"(?P<street>.+?)\s+(?P<number>\d{1,5})[\s-]*(?P<addition>[\w-]{0,10})")
IN_ORDER = ("street", "house_number", "addition", "postcode", "pk")


@dataclass
class Found:
    """The dwellings of all lines, each once and in order; and the lines that were not understood."""

    dwellings: list[Dwelling] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def read_addresses(text: str, *, organisation_id: int) -> Found:
    """Dwellings of one organisation: exactly the number typed, or else all of a street or district."""
    lines = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    known = _maybe_meant(lines, organisation_id)
    homes = defaultdict(list)  # by what may be typed for them
    for home in known:
        number = (plain(home.street), home.house_number, plain(home.addition))
        for place in {plain(home.street), plain(home.district), number}:
            homes[place].append(home)
    found, chosen = Found(), set()
    for line in lines:
        meant = _meant(line, homes)
        chosen |= {home.pk for home in meant}
        if not meant:
            found.unknown.append(line)
    found.dwellings = [home for home in known if home.pk in chosen]
    return found


def plain(text: str) -> str:
    """Without capitals, accents and spaces to spare."""
    letters = unicodedata.normalize("NFKD", " ".join(text.split()))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def _meant(line: str, homes: dict[object, list[Dwelling]]) -> list[Dwelling]:
    """The dwellings of one line; a town after a comma must fit too."""
    place, _comma, town = (plain(part) for part in line.partition(","))
    if not place:
        return []
    meant = homes.get(place, [])
    if not meant and (one := ONE_ADDRESS.fullmatch(place)):
        meant = homes.get((one["street"], int(one["number"]), one["addition"]), [])
    return [home for home in meant if not town or plain(home.city) == town]


def _maybe_meant(lines: list[str], organisation_id: int) -> list[Dwelling]:
    """Dwellings that one of the lines may mean, in the order of a list: one query for all of them."""
    names = {name for line in lines if (name := line.partition(",")[0].strip())}
    streets = {one["street"] for name in names if (one := ONE_ADDRESS.fullmatch(name))}
    parts = [Q(search__contains=Fold(Value(name))) for name in names | streets]
    parts += [Q(district__iexact=name) for name in names]
    if not parts:
        return []
    meant = Dwelling.objects.filter(reduce(or_, parts), organisation=organisation_id)
    return list(meant.order_by(*IN_ORDER))
