"""The analysis drawn: three questions, cards, and lines between what belongs together.

Two drawings of the same: wide, with the questions beside each other, and narrow, below each other.
All positions are whole numbers; colours are attributes, because WeasyPrint reads no page CSS here.
"""

from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.analysis import Analysis, ReadBarrier, ReadCause
from cases.contradictions import stance_words

INK, CLAY, TEAL = "#1E2A2B", "#5C6766", "#0E4B4C"
STRONGER, WEAKER, APART, EDGE = "#A8361C", "#2C662D", "#633A73", "#857E70"
RAILS = (TEAL, "#7A5200", APART, "#4D8A8F")
SIZE, ROW, PAD, GAP = 16, 21, 11, 14
WIDE, COLUMN = 1040, 288
NARROW, GUTTER = 320, 13
# Widths of letters of Atkinson Hyperlegible, in ems, rounded up.
EMS = {
    **dict.fromkeys("',.:;|·lij! ", 0.28),
    **dict.fromkeys("ftr()[]-", 0.36),
    **dict.fromkeys("1Iyvxz“”", 0.46),
    **dict.fromkeys("mwMWOQ%@&—…", 0.84),
}


@dataclass(eq=False)
class Card:
    """A box with lines of text: (text, weight, colour) each; `mark` draws ▲ or ▼ before the first."""

    lines: list[tuple[str, str, str]]
    edge: str
    mark: str = ""
    x: int = 0
    y: int = 0
    width: int = 0
    links: list["Card"] = field(default_factory=list)

    @property
    def height(self):
        return len(self.lines) * ROW + 2 * PAD

    @property
    def middle(self):
        return self.y + self.height // 2

    @property
    def right(self):
        return self.x + self.width


def questions():
    """The three guiding questions, as asked in the product."""
    return (
        _("What keeps this resident from living so that he or she can stay?"),
        _("Which causes make that behaviour stronger ▲ or weaker ▼?"),
        _(
            "How do we and others work together around those causes,"
            " and where do we work against each other?"
        ),
    )


def conclusion(analysis: Analysis) -> str:
    """The whole analysis in one sentence, which is the title of the picture."""
    stronger = sum(item.reinforcing for item in analysis.causes)
    weaker, apart = len(analysis.causes) - stronger, len(analysis.contradictions)
    barriers = len(analysis.barriers)
    parts = [ngettext("%(n)d barrier", "%(n)d barriers", barriers) % {"n": barriers}]
    if stronger:
        parts.append(
            ngettext("%(n)d cause makes it stronger", "%(n)d causes make it stronger", stronger)
            % {"n": stronger}
        )
    if weaker:
        parts.append(
            ngettext("%(n)d cause makes it weaker", "%(n)d causes make it weaker", weaker)
            % {"n": weaker}
        )
    if apart:
        parts.append(ngettext("%(n)d contradiction", "%(n)d contradictions", apart) % {"n": apart})
    return ", ".join(parts)


def describe(analysis: Analysis) -> str:
    """Everything the picture shows, as sentences."""
    said = [f"{item.number}. {item.barrier.text}." for item in analysis.barriers]
    for item in analysis.causes:
        on = ", ".join(str(barrier.number) for barrier in item.barriers)
        works = _(" (works on %(numbers)s)") % {"numbers": on} if on else ""
        said.append(f"{item.letter}. {item.cause.text}: {item.cause.get_effect_display()}{works}.")
        said += [f"{item.letter}: {clash.title}." for clash in item.contradictions]
        said += [f"{item.letter}: {stance_words(stance)}." for stance in item.said]
    return clean(" ".join(said))


def draw(analysis: Analysis) -> dict[str, str]:
    """The wide and the narrow drawing; empty texts while there is nothing to draw."""
    if not analysis.barriers and not analysis.causes:
        return {"wide": "", "narrow": ""}
    said = {"title": clean(conclusion(analysis)), "desc": describe(analysis)}
    return {
        name: render_to_string("charts/analysis.svg", {**said, **drawing})
        for name, drawing in (("wide", _wide(analysis)), ("narrow", _narrow(analysis)))
    }


# --- text --------------------------------------------------------------------------------------


def clean(text: str) -> str:
    """Text that XML accepts, with single spaces."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def width_of(text: str, size: int = SIZE, *, bold: bool = False) -> int:
    """About how wide a text becomes, in units of the drawing; rather too wide than too narrow."""
    ems = sum(EMS.get(c, 0.67 if c.isupper() else 0.56 if c < "\u2000" else 1) for c in text)
    return int(ems * size * (1.06 if bold else 1)) + 1


def wrap(text: str, width: int, *, bold: bool = False) -> list[str]:
    """Lines that fit; a word that does not fit by itself is broken."""
    lines: list[str] = []
    line = ""
    for word in clean(text).split():
        tried = f"{line} {word}".strip()
        if width_of(tried, bold=bold) <= width:
            line = tried
            continue
        if line:
            lines.append(line)
        line = word
        while width_of(line, bold=bold) > width:
            cut = len(line) - 1
            while cut > 1 and width_of(line[:cut] + "-", bold=bold) > width:
                cut -= 1
            lines.append(line[:cut] + "-")
            line = line[cut:]
    return [*lines, line] if line else lines


# --- cards -------------------------------------------------------------------------------------


def _card(width: int, edge: str, parts: list[tuple[str, str, str]], mark: str = "") -> Card:
    inner = width - 2 * PAD - 8 - (18 if mark else 0)
    lines = [
        (line, weight, colour)
        for text, weight, colour in parts
        for line in wrap(text, inner, bold=weight == "700")
    ]
    return Card(lines, edge, mark, width=width)


def _barrier_card(item: ReadBarrier, width: int) -> Card:
    parts = [(f"{item.number}. {item.barrier.text}", "700", INK)]
    if item.barrier.domain:
        parts.append((item.barrier.domain.name, "400", CLAY))
    return _card(width, EDGE, parts)


def _cause_card(item: ReadCause, width: int) -> Card:
    colour = STRONGER if item.reinforcing else WEAKER
    parts = [
        (f"{item.letter}. {item.cause.text}", "700", INK),
        (str(item.cause.get_effect_display()), "400", colour),
    ]
    belongs = []
    if item.barriers:
        numbers = ", ".join(str(barrier.number) for barrier in item.barriers)
        belongs.append(_("works on %(numbers)s") % {"numbers": numbers})
    if item.cause.domain:
        belongs.append(item.cause.domain.name)
    if belongs:
        parts.append((" · ".join(belongs), "400", CLAY))
    return _card(width, colour, parts, "up" if item.reinforcing else "down")


def _talk_card(item: ReadCause, width: int) -> Card | None:
    """What is done around a cause, and where that contradicts; None when nobody does anything."""
    if not item.said:
        return None
    parts = [(clash.title, "700", APART) for clash in item.contradictions]
    parts += [(stance_words(stance), "400", INK) for stance in item.said]
    parts[0] = (f"{item.letter}. {parts[0][0]}", *parts[0][1:])
    return _card(width, APART if item.contradictions else TEAL, parts)


def _cards(analysis: Analysis, width: int) -> tuple[list[Card], list[Card], list[Card | None]]:
    barriers = [_barrier_card(item, width) for item in analysis.barriers]
    by_number = {item.number: card for item, card in zip(analysis.barriers, barriers, strict=True)}
    causes = []
    for item in analysis.causes:
        card = _cause_card(item, width)
        card.links = [by_number[barrier.number] for barrier in item.barriers]
        causes.append(card)
    return barriers, causes, [_talk_card(item, width) for item in analysis.causes]


def _headed(width: int, x: int, y: int, question: str) -> tuple[list[dict], int]:
    """The lines of a question, and where what stands under it begins."""
    lines = wrap(question, width, bold=True)
    texts = [
        {"x": x, "y": y + SIZE + index * ROW, "text": line} for index, line in enumerate(lines)
    ]
    return texts, y + len(lines) * ROW + PAD


# --- wide: questions beside each other -----------------------------------------------------------


def _wide(analysis: Analysis) -> dict:
    barriers, causes, talks = _cards(analysis, COLUMN)
    columns = [index * (WIDE - COLUMN) // 2 for index in range(3)]
    heads = [_headed(COLUMN, x, 0, asked) for x, asked in zip(columns, questions(), strict=True)]
    top = max(start for _lines, start in heads)
    y = top
    for cause, talk in zip(causes, talks, strict=True):
        row = max(cause.height, talk.height if talk else 0)
        cause.x, cause.y = columns[1], y + (row - cause.height) // 2
        if talk:
            talk.x, talk.y = columns[2], y + (row - talk.height) // 2
        y += row + GAP
    tall = sum(card.height for card in barriers)
    spare = max(0, y - top - tall) // (len(barriers) + 1)
    gap = max(GAP, min(spare, 60))
    y_left = top + max(0, y - GAP - top - tall - gap * (len(barriers) - 1)) // 2
    for card in barriers:
        card.x, card.y = columns[0], y_left
        y_left += card.height + gap
    paths = [
        _across(barrier.right, barrier.middle, cause.x, cause.middle, cause)
        for cause in causes
        for barrier in cause.links
    ]
    paths += [
        _across(cause.right, cause.middle, talk.x, talk.middle, talk)
        for cause, talk in zip(causes, talks, strict=True)
        if talk
    ]
    cards = [*barriers, *causes, *(talk for talk in talks if talk)]
    heads_drawn = [line for lines, _start in heads for line in lines]
    return _drawing(WIDE, max(y, y_left), heads_drawn, cards, paths)


def _across(x1: int, y1: int, x2: int, y2: int, to: Card) -> dict:
    half = (x1 + x2) // 2
    return {
        "d": f"M{x1} {y1} C{half} {y1} {half} {y2} {x2} {y2}",
        "colour": to.edge,
        "dash": "6 4" if to.mark == "down" else "",
        "end": (x2, y2),
    }


# --- narrow: questions below each other, lines run beside the cards -------------------------------


def _narrow(analysis: Analysis) -> dict:
    left_step = _rail_step(len(analysis.barriers))
    talking = sum(bool(item.said) for item in analysis.causes)
    right_step = _rail_step(talking)
    left = GUTTER + left_step * len(analysis.barriers)
    right = GUTTER + right_step * talking if talking else 2
    width = NARROW - left - right
    barriers, causes, talks = _cards(analysis, width)
    shown_talks = [talk for talk in talks if talk]
    y, heads = 0, []
    for question, cards in zip(questions(), (barriers, causes, shown_talks), strict=True):
        lines, y = _headed(width, left, y, question)
        heads += lines
        for card in cards:
            card.x, card.y = left, y
            y += card.height + GAP
        y += GAP
    paths = []
    for index, barrier in enumerate(barriers):
        rail = left - GUTTER + 4 - index * left_step
        for cause in causes:
            if barrier in cause.links:
                place = cause.links.index(barrier)
                at = cause.y + PAD + 8 + place * 8
                paths.append(
                    _beside(barrier.x, barrier.middle, rail, cause.x, at, RAILS[index % 4])
                )
    turn = 0
    for cause, talk in zip(causes, talks, strict=True):
        if talk:
            rail = talk.right + GUTTER - 4 + turn * right_step
            paths.append(
                _beside(cause.right, cause.middle, rail, talk.right, talk.middle, talk.edge)
            )
            turn += 1
    return _drawing(NARROW, y, heads, [*barriers, *causes, *shown_talks], paths)


def _rail_step(count: int) -> int:
    return max(1, min(6, 36 // count)) if count else 0


def _beside(x1: int, y1: int, rail: int, x2: int, y2: int, colour: str) -> dict:
    return {"d": f"M{x1} {y1} H{rail} V{y2} H{x2}", "colour": colour, "dash": "", "end": (x2, y2)}


# --- what the template draws ---------------------------------------------------------------------


def _drawing(width: int, height: int, heads: list, cards: list[Card], paths: list) -> dict:
    return {
        "width": width,
        "height": height,
        "heads": heads,
        "paths": paths,
        "cards": [_drawn(card) for card in cards],
        "size": SIZE,
    }


def _drawn(card: Card) -> dict:
    text_x = card.x + PAD + 8
    mark_y = card.y + PAD + 4
    shapes = {
        "up": f"{text_x},{mark_y + 12} {text_x + 12},{mark_y + 12} {text_x + 6},{mark_y}",
        "down": f"{text_x},{mark_y} {text_x + 12},{mark_y} {text_x + 6},{mark_y + 12}",
    }
    return {
        "x": card.x,
        "y": card.y,
        "width": card.width,
        "height": card.height,
        "edge": card.edge,
        "mark": shapes.get(card.mark, ""),
        "lines": [
            {
                "x": text_x + (18 if card.mark else 0),
                "y": card.y + PAD + SIZE + index * ROW,
                "text": text,
                "weight": weight,
                "colour": colour,
            }
            for index, (text, weight, colour) in enumerate(card.lines)
        ],
    }
