"""The pictures of measurements, with the table that says the same."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.growth import Values, growth
from cases.models import Assessment, LifeDomain
from common.charts import Bar, Series, dumbbell, number, spark, wheel
from common.dates import short_date


def moment_label(values: Values) -> str:
    """Which measurement this is, in a legend: "12 feb · wooncoach"."""
    item = values.assessment
    return f"{short_date(item.measured_on)} · {item.get_assessor_display()}"


def conclusion(rows: list[dict]) -> str:
    """The growth in one sentence, which is the title of the picture."""
    up = sum(row["change"] > 0 for row in rows)
    down = sum(row["change"] < 0 for row in rows)
    said = ngettext(
        "Growth on %(up)d of %(all)d field of life",
        "Growth on %(up)d of %(all)d fields of life",
        len(rows),
    ) % {"up": up, "all": len(rows)}
    return said + (_(", a step back on %(down)d") % {"down": down} if down else "")


def same_voice(first: Values, last: Values) -> bool:
    """Whether growth from one to the other means something: a resident scores otherwise than a coach."""
    resident = Assessment.Assessor.RESIDENT
    return (first.assessment.assessor == resident) == (last.assessment.assessor == resident)


def both_forms(draw: Callable[..., str], *what: Any, **words: str) -> dict[str, str]:
    """A picture for a desk and for a phone; the page shows one of them."""
    return {"wide": draw(*what, **words), "narrow": draw(*what, **words, narrow=True)}


def pictures(moments: list[Values], domains: list[LifeDomain]) -> dict:
    """Dumbbell, wheel, sparks and table over up to three measurements in order of time."""
    scored = [d for d in domains if any(m.level(d) is not None for m in moments)]
    compared = len(moments) > 1 and same_voice(moments[0], moments[-1])
    rows = growth(moments[0], moments[-1], scored) if compared else []
    labels = [moment_label(moment) for moment in moments]
    said = conclusion(rows) if rows else ""
    series = [
        Series(label, tuple(moment.level(domain) for domain in scored))
        for label, moment in zip(labels, moments, strict=True)
    ]
    return {
        "conclusion": said,
        "dumbbell": both_forms(
            dumbbell,
            [Bar(row["domain"].name, row["start"], row["end"]) for row in rows],
            title=said,
            start=labels[0] if labels else "",
            end=labels[-1] if labels else "",
        ),
        "wheel": both_forms(
            wheel,
            [domain.name for domain in scored],
            series,
            title=_("All fields of life in one picture: further out is better"),
        ),
        "table": {"head": labels, "rows": [_table_row(d, moments) for d in scored]},
    }


def _table_row(domain, moments):
    levels = [moment.level(domain) for moment in moments]
    known = [level for level in levels if level is not None]
    return {
        "name": domain.name,
        "cells": ["" if level is None else number(level) for level in levels],
        "spark": spark(known, title=" → ".join(number(level) for level in known)),
    }
