"""The network around one resident drawn: parties, what each does about which cause, and where
they work against each other. Two drawings of the same, wide and narrow, as of the analysis.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.analysis import letter
from cases.contradictions import Contradiction, contradictions
from cases.models import Cause, Stance
from cases.team import Member
from common.drawing import (
    APART,
    CLAY,
    EDGE,
    GAP,
    GUTTER,
    INK,
    NARROW,
    RAILS,
    STRONGER,
    TEAL,
    WEAKER,
    Card,
    across,
    beside,
    clean,
    drawing,
    headed,
    make_card,
    rail_step,
)

OCHRE = "#7A5200"
COLOURS = {
    Stance.Position.DOES: WEAKER,
    Stance.Position.PROMISES: TEAL,
    Stance.Position.WAITS: OCHRE,
    Stance.Position.UNDOES: STRONGER,
}
WIDE, COLUMN = 900, 340


@dataclass(frozen=True)
class Around:
    """A cause with its letter, and what of what is said around it contradicts."""

    letter: str
    cause: Cause
    clashes: tuple[Contradiction, ...]


@dataclass(frozen=True)
class Network:
    """Who takes part now, and the causes they do something about."""

    members: tuple[Member, ...]
    causes: tuple[Around, ...]

    @property
    def clashes(self) -> list[Contradiction]:
        return [clash for around in self.causes for clash in around.clashes]

    @property
    def letters(self) -> dict[int, str]:
        return {around.cause.pk: around.letter for around in self.causes}


def read_network(members: Sequence[Member]) -> Network:
    """The network of who takes part now; no query."""
    now = tuple(member for member in members if not member.person.until)
    said: dict[Cause, list[Stance]] = {}
    for member in now:
        for stance in member.stances:
            said.setdefault(stance.cause, []).append(stance)
    causes = tuple(
        Around(letter(place), cause, tuple(contradictions(cause, said[cause])))
        for place, cause in enumerate(sorted(said, key=lambda cause: cause.pk))
    )
    return Network(now, causes)


def conclusion(network: Network) -> str:
    """The picture in one sentence."""
    count = len(network.members)
    parts = [ngettext("%(n)d party takes part", "%(n)d parties take part", count) % {"n": count}]
    clashes = len(network.clashes)
    if clashes:
        parts.append(
            ngettext("%(n)d contradiction", "%(n)d contradictions", clashes) % {"n": clashes}
        )
    quiet = sum(member.quiet for member in network.members)
    if quiet:
        parts.append(
            ngettext("%(n)d partner has gone quiet", "%(n)d partners have gone quiet", quiet)
            % {"n": quiet}
        )
    return ", ".join(parts)


def describe(network: Network) -> str:
    """Everything the picture shows, as sentences."""
    said = [
        f"{around.letter}. {around.cause.text}"
        + "".join(f": {clash.title}" for clash in around.clashes)
        + "."
        for around in network.causes
    ]
    for member in network.members:
        lines = [text for text, _weight, _colour in _lines(member, network.letters)]
        said.append(f"{'; '.join(lines)}.")
    return clean(" ".join(said))


def draw(network: Network) -> dict[str, str]:
    """The wide and the narrow drawing; empty texts while nobody does anything about a cause."""
    if not network.causes:
        return {"wide": "", "narrow": ""}
    said = {"title": clean(conclusion(network)), "desc": describe(network)}
    return {
        name: render_to_string("charts/cards.svg", {**said, **drawn})
        for name, drawn in (("wide", _wide(network)), ("narrow", _narrow(network)))
    }


def _lines(member: Member, letters: dict[int, str]) -> list[tuple[str, str, str]]:
    label = member.person.label
    lines = [(label[:1].upper() + label[1:], "700", INK)]
    if member.person.role:
        lines.append((member.person.role, "400", CLAY))
    for stance in member.stances:
        words = f"{letters[stance.cause_id]}: {stance.get_position_display()}"
        lines.append((words, "400", COLOURS[Stance.Position(stance.position)]))
    if member.quiet:
        lines.append((_("gone quiet"), "700", OCHRE))
    return lines


def _cards(network: Network, width: int) -> tuple[list[Card], list[Card]]:
    parties = [
        make_card(width, OCHRE if member.quiet else EDGE, _lines(member, network.letters))
        for member in network.members
    ]
    causes = [
        make_card(
            width,
            APART if around.clashes else TEAL,
            [
                (f"{around.letter}. {around.cause.text}", "700", INK),
                *((clash.title, "700", APART) for clash in around.clashes),
            ],
        )
        for around in network.causes
    ]
    return parties, causes


def _headings() -> tuple[str, str]:
    return _("Who takes part"), _("About which cause")


def _wide(network: Network) -> dict:
    parties, causes = _cards(network, COLUMN)
    columns = (0, WIDE - COLUMN)
    heads = [headed(COLUMN, x, 0, text) for x, text in zip(columns, _headings(), strict=True)]
    top = max(start for _texts, start in heads)
    tall = [sum(card.height + GAP for card in cards) for cards in (parties, causes)]
    for cards, x, height in zip((parties, causes), columns, tall, strict=True):
        spare = (max(tall) - height) // (len(cards) + 1)
        y = top + spare
        for card in cards:
            card.x, card.y = x, y
            y += card.height + GAP + spare
    home = dict(zip((around.cause.pk for around in network.causes), causes, strict=True))
    paths = []
    for member, card in zip(network.members, parties, strict=True):
        for stance in member.stances:
            cause = home[stance.cause_id]
            path = across(card.right, card.middle, cause.x, cause.middle, cause)
            paths.append(path | _stroke(stance))
    texts = [line for lines, _start in heads for line in lines]
    return drawing(WIDE, top + max(tall), texts, [*parties, *causes], paths)


def _stroke(stance: Stance) -> dict[str, str]:
    """How a line looks: who waits has a dashed one."""
    waits = stance.position == Stance.Position.WAITS
    colour = COLOURS[Stance.Position(stance.position)]
    return {"colour": colour, "dash": "6 4" if waits else ""}


def _narrow(network: Network) -> dict:
    talking = [member for member in network.members if member.stances]
    step = rail_step(len(talking))
    left = GUTTER + step * len(talking)
    width = NARROW - left - 2
    parties, causes = _cards(network, width)
    texts, y = [], 0
    for heading, cards in zip(_headings(), (parties, causes), strict=True):
        lines, y = headed(width, left, y, heading)
        texts += lines
        for card in cards:
            card.x, card.y = left, y
            y += card.height + GAP
        y += GAP
    home = dict(zip((around.cause.pk for around in network.causes), causes, strict=True))
    paths = []
    for place, member in enumerate(talking):
        card = parties[network.members.index(member)]
        rail = left - GUTTER + 4 - place * step
        for stance in member.stances:
            cause = home[stance.cause_id]
            at = min(cause.y + 10 + place * 6, cause.y + cause.height - 6)
            path = beside(card.x, card.middle, rail, cause.x, at, RAILS[place % 4])
            paths.append(path | _stroke(stance))
    return drawing(NARROW, y, texts, [*parties, *causes], paths)
