"""Cards with lines between them, drawn as SVG: for pages and PDF alike, with literal colours.

All positions are whole numbers; colours are attributes, because WeasyPrint reads no page CSS here.
"""

from dataclasses import dataclass, field

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
    def height(self) -> int:
        return len(self.lines) * ROW + 2 * PAD

    @property
    def middle(self) -> int:
        return self.y + self.height // 2

    @property
    def right(self) -> int:
        return self.x + self.width


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


def make_card(width: int, edge: str, parts: list[tuple[str, str, str]], mark: str = "") -> Card:
    inner = width - 2 * PAD - 8 - (18 if mark else 0)
    lines = [
        (line, weight, colour)
        for text, weight, colour in parts
        for line in wrap(text, inner, bold=weight == "700")
    ]
    return Card(lines, edge, mark, width=width)


def headed(width: int, x: int, y: int, question: str) -> tuple[list[dict], int]:
    """The lines of a question, and where what stands under it begins."""
    lines = wrap(question, width, bold=True)
    texts = [
        {"x": x, "y": y + SIZE + index * ROW, "text": line} for index, line in enumerate(lines)
    ]
    return texts, y + len(lines) * ROW + PAD


# --- lines -------------------------------------------------------------------------------------


def across(x1: int, y1: int, x2: int, y2: int, to: Card) -> dict:
    half = (x1 + x2) // 2
    return {
        "d": f"M{x1} {y1} C{half} {y1} {half} {y2} {x2} {y2}",
        "colour": to.edge,
        "dash": "6 4" if to.mark == "down" else "",
        "end": (x2, y2),
    }


def rail_step(count: int) -> int:
    return max(1, min(6, 36 // count)) if count else 0


def beside(x1: int, y1: int, rail: int, x2: int, y2: int, colour: str) -> dict:
    return {"d": f"M{x1} {y1} H{rail} V{y2} H{x2}", "colour": colour, "dash": "", "end": (x2, y2)}


# --- what the template draws ---------------------------------------------------------------------


def drawing(width: int, height: int, heads: list, cards: list[Card], paths: list) -> dict:
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
