"""Counts per month as two lines with the events of the time: our own SVG, for page and PDF."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

LEFT, RIGHT, TOP, HEIGHT, WIDTH = 34, 150, 44, 170, 640
STYLES = (
    {"colour": "#A8361C", "dash": "2 3", "shape": "square"},
    {"colour": "#0E4B4C", "dash": "", "shape": "dot"},
)
MOST_LABELS = 12  # names of months under the picture


@dataclass(frozen=True)
class Line:
    """One line: what is counted, and how many in each month."""

    label: str
    counts: tuple[int, ...]


def months(
    labels: list[str], lines: list[Line], events: list[tuple[int, str]], *, title: str
) -> str:
    """At most two lines over the same months; `title` says the conclusion. Empty text without any.

    `events` are (place of the month, what happened), marked with their numbers.
    """
    if len(labels) < 2 or not lines:
        return ""
    top = _round_up(max(max(line.counts) for line in lines))
    step = (WIDTH - LEFT - RIGHT) / (len(labels) - 1)
    bottom = TOP + HEIGHT

    def at(place: int, count: int) -> tuple[float, float]:
        return round(LEFT + place * step, 1), round(bottom - count / top * HEIGHT, 1)

    drawn: list[dict[str, Any]] = []
    for line, style in zip(lines, STYLES, strict=False):
        points = [at(place, count) for place, count in enumerate(line.counts)]
        drawn.append(
            {
                "label": line.label,
                "points": points,
                "squares": [(x - 3.5, y - 3.5) for x, y in points],
                "path": " ".join(f"{x},{y}" for x, y in points),
                "label_y": points[-1][1] + 5,
                "words": ", ".join(
                    f"{month} {count}" for month, count in zip(labels, line.counts, strict=True)
                ),
                **style,
            }
        )
    if len(drawn) == 2 and abs(drawn[0]["label_y"] - drawn[1]["label_y"]) < 18:
        low, high = sorted(drawn, key=lambda item: item["label_y"])
        high["label_y"] = low["label_y"] + 18
    every = -(-len(labels) // MOST_LABELS)
    context = {
        "title": title,
        "lines": drawn,
        "grid": [(at(0, value)[1], value) for value in {0, top // 2, top}],
        "months": [
            (at(place, 0)[0], label) for place, label in enumerate(labels) if place % every == 0
        ],
        "events": [
            {"x": at(place, 0)[0], "left": at(place, 0)[0] - marked["half"], **marked}
            for place, marked in _marks(events)
        ],
        "left": LEFT,
        "right": WIDTH - RIGHT,
        "label_x": WIDTH - RIGHT + 12,
        "top": TOP,
        "bottom": bottom,
        "under": bottom + 24,
        "width": WIDTH,
        "height": bottom + 34,
    }
    return render_to_string("charts/months.svg", context)


def _round_up(value: int) -> int:
    """The top of the scale: even, so that its half is a whole number; at least 2."""
    return max(2, value + value % 2)


def _marks(events: list[tuple[int, str]]) -> list[tuple[int, dict[str, Any]]]:
    """One mark per month, with the numbers of all that happened in it: "2, 3"."""
    found: dict[int, list[tuple[int, str]]] = {}
    for count, (place, words) in enumerate(events, start=1):
        found.setdefault(place, []).append((count, words))
    marks = []
    for place, told in found.items():
        text = ", ".join(str(count) for count, _words in told)
        words = ". ".join(f"{count}: {what}" for count, what in told)
        half = 7 + 4 * len(text)
        marks.append((place, {"number": text, "words": words, "half": half, "wide": 2 * half}))
    return marks
