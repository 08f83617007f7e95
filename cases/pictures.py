"""The pictures of measurements, with the table that says the same."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.growth import Values, growth
from cases.models import LifeDomain
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


def pictures(moments: list[Values], domains: list[LifeDomain]) -> dict:
    """Dumbbell, wheel, sparks and table over up to three measurements in order of time."""
    scored = [d for d in domains if any(m.level(d) is not None for m in moments)]
    rows = growth(moments[0], moments[-1], scored) if len(moments) > 1 else []
    labels = [moment_label(moment) for moment in moments]
    said = conclusion(rows) if rows else ""
    return {
        "conclusion": said,
        "dumbbell": dumbbell(
            [Bar(row["domain"].name, row["start"], row["end"]) for row in rows],
            title=said,
            start=labels[0] if labels else "",
            end=labels[-1] if labels else "",
        ),
        "wheel": wheel(
            [domain.name for domain in scored],
            [
                Series(label, tuple(moment.level(domain) for domain in scored))
                for label, moment in zip(labels, moments, strict=True)
            ],
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
