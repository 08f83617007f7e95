"""Our own SVG charts: the same for page and PDF, with literal colours and words of their own.

WeasyPrint ignores page CSS inside SVG, so colours are attributes; time reads square and dotted,
circle and dashed, filled and solid, so that it prints in grey. A picture shrinks with its letters:
for a phone there is a narrow form, whose letters stay as large as the text around it.
"""

import math
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from django.template.loader import render_to_string

from common.drawing import wrap as wrap_text

TEAL, OCHRE, SEA = "#0E4B4C", "#7A5200", "#4D8A8F"
STYLES = (
    {"colour": OCHRE, "dash": "2 3", "shape": "square"},
    {"colour": SEA, "dash": "6 4", "shape": "ring"},
    {"colour": TEAL, "dash": "", "shape": "dot"},
)
LOW, HIGH = 1, 5
ARC_NAMES, ARC_X, ARC_TOP, ARC_ROW = 164, 178, 30, 62
LETTERS, LINE = 17, 19  # of a name beside the wheel: letters on a line, and height of a line


@dataclass(frozen=True)
class Bar:
    """One row of a dumbbell: its name, and the value at the first and the last moment (1 to 5)."""

    label: str
    start: float
    end: float


@dataclass(frozen=True)
class Series:
    """One moment on the wheel: its name and a value (1 to 5) or None per spoke."""

    label: str
    values: tuple[float | None, ...]


def styles_for(count: int) -> tuple[dict, ...]:
    """Styles of 1 to 3 moments, the last one always filled and solid."""
    return STYLES[-1:] if count == 1 else (STYLES[0], STYLES[2]) if count == 2 else STYLES


def number(value: float) -> str:
    """A value as people write it: 4, or 3,7."""
    return f"{value:g}".replace(".", ",")


def dumbbell(bars: list[Bar], *, title: str, start: str, end: str, narrow: bool = False) -> str:
    """Rows from a first to a last value; `title` says the conclusion. Empty text without rows.

    Narrow, the name of a row stands over it and the two moments stand under each other.
    """
    if not bars:
        return ""
    left, step, top, row, under = (12, 58, 40, 54, 20) if narrow else (206, 50, 26, 32, 0)
    last = top + (len(bars) - 1) * row
    foot = last + (32 if narrow else 46)
    rows = []
    for index, bar in enumerate(bars):
        change = round(bar.end - bar.start, 1)
        y = top + index * row
        rows.append(
            {
                "label": bar.label,
                "y": y,
                "label_y": y + 5 - under,
                "ticks": (y - 8, y + 8) if narrow else (),
                "text_y": y + 5,
                "square_x": left + (bar.start - LOW) * step - 5,
                "square_y": y - 5,
                "x1": left + (bar.start - LOW) * step,
                "x2": left + (bar.end - LOW) * step,
                "change": "=" if not change else f"{change:+g}".replace(".", ","),
                "words": f"{bar.label}: {number(bar.start)} → {number(bar.end)}",
            }
        )
    context = {
        "title": title,
        "rows": rows,
        "start": start,
        "end": end,
        "ticks": [(left + i * step, i + LOW) for i in range(HIGH)],
        "width": left + 4 * step + 76,
        "height": foot + (48 if narrow else 20),
        "foot": foot,
        "second": (0, foot + 24) if narrow else (209, foot),
        "top": top - 14,
        "bottom": last + 8,
        "narrow": narrow,
        "change_x": left + 4 * step + 26,
    }
    return render_to_string("charts/dumbbell.svg", context)


def wheel(labels: list[str], series: list[Series], *, title: str, narrow: bool = False) -> str:
    """A wheel of one to three moments over the same spokes; empty text with under three spokes.

    Narrow, the spokes have numbers, and their names stand under the wheel.
    """
    if len(labels) < 3 or not series:
        return ""
    centre_x, centre_y, radius = (160, 150, 120) if narrow else (300, 180, 130)
    legend_x = 0 if narrow else 190
    legend_y = 312 if narrow else 368
    spokes: list[dict[str, Any]] = []
    for index, label in enumerate(labels):
        angle = 2 * math.pi * index / len(labels) - math.pi / 2
        x, y = math.cos(angle), math.sin(angle)
        spokes.append(
            {
                "x": centre_x + radius * x,
                "y": centre_y + radius * y,
                "label_x": centre_x + (radius + 12) * x,
                "lines": _beside(
                    [str(index + 1)] if narrow else wrap(label, LETTERS),
                    centre_y + (radius + 14) * y + 4,
                    y,
                ),
                "anchor": "middle" if abs(x) < 0.2 else "start" if x > 0 else "end",
                "unit": (x, y),
            }
        )
    rings = [
        " ".join(
            f"{centre_x + radius * ring / HIGH * s['unit'][0]:.1f},"
            f"{centre_y + radius * ring / HIGH * s['unit'][1]:.1f}"
            for s in spokes
        )
        for ring in range(1, HIGH + 1)
    ]
    shown = []
    for moment, style in zip(series, styles_for(len(series)), strict=True):
        points = [
            (
                round(centre_x + radius * value / HIGH * spoke["unit"][0], 1),
                round(centre_y + radius * value / HIGH * spoke["unit"][1], 1),
            )
            for value, spoke in zip(moment.values, spokes, strict=True)
            if value is not None
        ]
        words = ", ".join(
            f"{label} {number(value)}"
            for value, label in zip(moment.values, labels, strict=True)
            if value is not None
        )
        shown.append(
            {
                "label": moment.label,
                "points": points,
                "squares": [(x - 4, y - 4) for x, y in points],
                "line": " ".join(f"{x},{y}" for x, y in points)
                if None not in moment.values
                else "",
                "pieces": _pieces(moment.values, points),
                "words": words,
                **style,
            }
        )
    for index, item in enumerate(shown):
        item["legend_y"] = legend_y + index * 24
    names_y = legend_y + len(shown) * 24 + 10
    names: list[dict[str, Any]] = [
        {"text": f"{place} {label}", "y": names_y + place * 23}
        for place, label in enumerate(labels, 1)
    ]
    context = {
        "title": title,
        "spokes": spokes,
        "rings": rings,
        "series": shown,
        "names": names if narrow else [],
        "width": 2 * centre_x,
        "height": names_y + len(labels) * 23 + 10 if narrow else names_y - 14,
        "cx": centre_x,
        "cy": centre_y,
        "legend_x": legend_x,
    }
    return render_to_string("charts/wheel.svg", context)


def _beside(lines: list[str], at: float, side: float) -> list[tuple[float, str]]:
    """Lines with their height: upwards from `at` above the wheel (side -1), downwards under it."""
    first = at - (len(lines) - 1) * LINE * (1 - side) / 2
    return [(first + place * LINE, line) for place, line in enumerate(lines)]


def _pieces(
    values: tuple[float | None, ...], points: list[tuple[float, float]]
) -> list[tuple[float, float, float, float]]:
    """Lines between neighbouring spokes that both have a value: over a gap there is none."""
    place = iter(points)
    found = [None if value is None else next(place) for value in values]
    pairs = zip(found, found[1:] + found[:1], strict=True)
    return [(*here, *there) for here, there in pairs if here and there]


def spark(values: list[float], *, title: str) -> str:
    """A small line of values (1 to 5) in order of time; empty text with fewer than two."""
    if len(values) < 2:
        return ""
    width, height, edge = 96, 28, 5
    across = (width - 2 * edge) / (len(values) - 1)
    points = [
        (
            round(edge + index * across, 1),
            round(height - edge - (value - LOW) / (HIGH - LOW) * (height - 2 * edge), 1),
        )
        for index, value in enumerate(values)
    ]
    context = {
        "title": title,
        "line": " ".join(f"{x},{y}" for x, y in points),
        "first": points[0],
        "last": points[-1],
        "width": width,
        "height": height,
    }
    return render_to_string("charts/spark.svg", context)


@dataclass(frozen=True)
class Link:
    """Two nodes of an arc picture by their places, how heavy the link is, and the number on it."""

    one: int
    other: int
    weight: float
    label: str


def arcs(nodes: list[tuple[str, str]], links: list[Link], *, title: str) -> str:
    """Names below each other, (name, what it is) each, with a bow between those that are linked.

    `title` says the conclusion. As narrow as a phone; empty text without links.
    """
    if not links:
        return ""
    heaviest = max(link.weight for link in links)
    rows = []
    for place, (name, kind) in enumerate(nodes):
        lines = wrap_text(name, ARC_NAMES, bold=True)[:2]
        y = ARC_TOP + place * ARC_ROW
        first = y + 5 - (len(lines) if kind else len(lines) - 1) * 9
        texts = [(first + index * 18, line, "700", "#1E2A2B") for index, line in enumerate(lines)]
        if kind:
            texts.append((first + len(lines) * 18, kind, "400", "#5C6766"))
        rows.append({"y": y, "texts": texts})
    bows: list[dict[str, Any]] = []
    for link in sorted(links, key=lambda item: item.weight):
        top, bottom = (ARC_TOP + place * ARC_ROW for place in sorted((link.one, link.other)))
        reach = 26 + 13 * abs(link.one - link.other)
        bows.append(
            {
                "d": f"M{ARC_X} {top} C{ARC_X + reach * 4 // 3} {top} {ARC_X + reach * 4 // 3}"
                f" {bottom} {ARC_X} {bottom}",
                "width": round(2 + 4 * link.weight / heaviest, 1),
                "x": ARC_X + reach,
                "y": (top + bottom) // 2,
                "label": link.label,
                "words": f"{nodes[link.one][0]} – {nodes[link.other][0]}: {link.label}",
            }
        )
    context = {
        "title": title,
        "rows": rows,
        "bows": bows,
        "x": ARC_X,
        "width": ARC_X + max(bow["x"] - ARC_X for bow in bows) + 34,
        "height": ARC_TOP * 2 + (len(nodes) - 1) * ARC_ROW,
    }
    return render_to_string("charts/arcs.svg", context)
