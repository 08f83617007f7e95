"""The analysis drawn: three questions, cards, and lines between what belongs together.

Two drawings of the same: wide, with the questions beside each other, and narrow, below each other.
"""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.analysis import Analysis, ReadBarrier, ReadCause
from cases.contradictions import stance_words
from common.drawing import (
    APART,
    CLAY,
    COLUMN,
    EDGE,
    GAP,
    GUTTER,
    INK,
    NARROW,
    PAD,
    RAILS,
    STRONGER,
    TEAL,
    WEAKER,
    WIDE,
    Card,
    across,
    beside,
    clean,
    drawing,
    headed,
    make_card,
    rail_step,
)


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
        name: render_to_string("charts/cards.svg", {**said, **drawn})
        for name, drawn in (("wide", _wide(analysis)), ("narrow", _narrow(analysis)))
    }


# --- cards -------------------------------------------------------------------------------------


def _barrier_card(item: ReadBarrier, width: int) -> Card:
    parts = [(f"{item.number}. {item.barrier.text}", "700", INK)]
    if item.barrier.domain:
        parts.append((item.barrier.domain.name, "400", CLAY))
    return make_card(width, EDGE, parts)


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
    return make_card(width, colour, parts, "up" if item.reinforcing else "down")


def _talk_card(item: ReadCause, width: int) -> Card | None:
    """What is done around a cause, and where that contradicts; None when nobody does anything."""
    if not item.said:
        return None
    parts = [(clash.title, "700", APART) for clash in item.contradictions]
    parts += [(stance_words(stance), "400", INK) for stance in item.said]
    parts[0] = (f"{item.letter}. {parts[0][0]}", *parts[0][1:])
    return make_card(width, APART if item.contradictions else TEAL, parts)


def _cards(analysis: Analysis, width: int) -> tuple[list[Card], list[Card], list[Card | None]]:
    barriers = [_barrier_card(item, width) for item in analysis.barriers]
    by_number = {item.number: card for item, card in zip(analysis.barriers, barriers, strict=True)}
    causes = []
    for item in analysis.causes:
        card = _cause_card(item, width)
        card.links = [by_number[barrier.number] for barrier in item.barriers]
        causes.append(card)
    return barriers, causes, [_talk_card(item, width) for item in analysis.causes]


# --- wide: questions beside each other -----------------------------------------------------------


def _wide(analysis: Analysis) -> dict:
    barriers, causes, talks = _cards(analysis, COLUMN)
    columns = [index * (WIDE - COLUMN) // 2 for index in range(3)]
    heads = [headed(COLUMN, x, 0, asked) for x, asked in zip(columns, questions(), strict=True)]
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
        across(barrier.right, barrier.middle, cause.x, cause.middle, cause)
        for cause in causes
        for barrier in cause.links
    ]
    paths += [
        across(cause.right, cause.middle, talk.x, talk.middle, talk)
        for cause, talk in zip(causes, talks, strict=True)
        if talk
    ]
    cards = [*barriers, *causes, *(talk for talk in talks if talk)]
    heads_drawn = [line for lines, _start in heads for line in lines]
    return drawing(WIDE, max(y, y_left), heads_drawn, cards, paths)


# --- narrow: questions below each other, lines run beside the cards -------------------------------


def _narrow(analysis: Analysis) -> dict:
    left_step = rail_step(len(analysis.barriers))
    talking = sum(bool(item.said) for item in analysis.causes)
    right_step = rail_step(talking)
    left = GUTTER + left_step * len(analysis.barriers)
    right = GUTTER + right_step * talking if talking else 2
    width = NARROW - left - right
    barriers, causes, talks = _cards(analysis, width)
    shown_talks = [talk for talk in talks if talk]
    y, heads = 0, []
    for question, cards in zip(questions(), (barriers, causes, shown_talks), strict=True):
        lines, y = headed(width, left, y, question)
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
                paths.append(beside(barrier.x, barrier.middle, rail, cause.x, at, RAILS[index % 4]))
    turn = 0
    for cause, talk in zip(causes, talks, strict=True):
        if talk:
            rail = talk.right + GUTTER - 4 + turn * right_step
            paths.append(
                beside(cause.right, cause.middle, rail, talk.right, talk.middle, talk.edge)
            )
            turn += 1
    return drawing(NARROW, y, heads, [*barriers, *causes, *shown_talks], paths)
