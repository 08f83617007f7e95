"""The pictures of measurements, with the table that says the same."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.growth import Values, growth
from cases.models import Assessment, LifeDomain, Score, Trajectory
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


def growth_picture(moments: list[Values], domains: Iterable[LifeDomain]) -> dict[str, Any]:
    """The dumbbell from first to last and what it says; both empty when nothing can be compared."""
    compared = len(moments) > 1 and same_voice(moments[0], moments[-1])
    rows = growth(moments[0], moments[-1], domains) if compared else []
    if not rows:
        return {"conclusion": "", "dumbbell": None}
    said = conclusion(rows)
    bars = [Bar(row["domain"].name, row["start"], row["end"]) for row in rows]
    start, end = moment_label(moments[0]), moment_label(moments[-1])
    return {
        "conclusion": said,
        "dumbbell": both_forms(dumbbell, bars, title=said, start=start, end=end),
    }


def growth_since_start(trajectory: Trajectory, *, sensitive: bool) -> dict[str, Any]:
    """The growth_picture of all the coach measured, alone or together; one query."""
    scores = Score.objects.of_coach(trajectory).select_related("domain", "assessment")
    if not sensitive:
        scores = scores.exclude(domain__sensitive=True)
    moments: dict[int, Values] = {}
    scores = list(scores.order_by("assessment__measured_on", "assessment"))
    for score in scores:
        moment = moments.setdefault(score.assessment_id, Values(score.assessment, {}))
        moment.scores[score.domain_id, score.aspect] = score.value
    return growth_picture(list(moments.values()), {score.domain for score in scores})


def pictures(moments: list[Values], domains: list[LifeDomain]) -> dict:
    """Dumbbell, wheel, sparks and table over up to three measurements in order of time."""
    scored = [d for d in domains if any(m.level(d) is not None for m in moments)]
    labels = [moment_label(moment) for moment in moments]
    series = [
        Series(label, tuple(moment.level(domain) for domain in scored))
        for label, moment in zip(labels, moments, strict=True)
    ]
    return {
        **growth_picture(moments, scored),
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
