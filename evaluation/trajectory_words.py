"""The conclusion, the summary and the key figures of a report: by rules from facts, no guessing."""

import datetime as dt
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.models import EvictionPhase
from evaluation.models import EvaluationMoment, Residence

LIVING = {
    Residence.YES: gettext_lazy("The resident lives there still"),
    Residence.MOVED_WANTED: gettext_lazy("The resident moved, as wished"),
    Residence.MOVED_UNWANTED: gettext_lazy("The resident moved, not as wished"),
    Residence.EVICTED: gettext_lazy("The resident was evicted"),
    Residence.DIED: gettext_lazy("The resident died"),
}


def changes(rows: list[dict]) -> tuple[int, int, int]:
    """How many fields of life went up, stayed and went down."""
    up = sum(row["change"] > 0 for row in rows)
    down = sum(row["change"] < 0 for row in rows)
    return up, len(rows) - up - down, down


def grown(rows: list[dict]) -> str:
    """Growth in a few words; that nothing can be compared, without two measurements."""
    up, _same, _down = changes(rows)
    if not rows:
        return _("growth cannot be told yet")
    return ngettext(
        "growth on %(up)d of %(all)d field of life",
        "growth on %(up)d of %(all)d fields of life",
        len(rows),
    ) % {"up": up, "all": len(rows)}


def conclusion(moment: EvaluationMoment | None, rows: list[dict]) -> str:
    """The title of the report: does the resident live there, and is there growth."""
    lives = LIVING.get(Residence(moment.residence)) if moment and moment.residence else None
    if lives is None:
        return grown(rows)[:1].upper() + grown(rows)[1:]
    return f"{lives}; {grown(rows)}" if rows else str(lives)


def summary(measured: dict[str, Any], time: dict[str, Any], eviction: dict[str, Any]) -> list[str]:
    """Three sentences: growth, signals, eviction."""
    return [_about_growth(measured), _about_signals(time), _about_eviction(eviction)]


def _about_growth(measured: dict[str, Any]) -> str:
    moments, rows = measured["moments"], measured["growth"]
    if not moments:
        return _("Nothing was measured yet.")
    first = moments[0].assessment.measured_on
    if not rows:
        return _("There is one measurement, of %(day)s: what changed cannot be told yet.") % {
            "day": long_date(first)
        }
    up, same, down = changes(rows)
    words = {
        "first": long_date(first),
        "last": long_date(moments[-1].assessment.measured_on),
        "up": up,
        "same": same,
        "down": down,
    }
    return (
        _(
            "Between %(first)s and %(last)s %(up)d fields of life went up,"
            " %(same)d stayed the same and %(down)d went down."
        )
        % words
    )


def _about_signals(time: dict[str, Any]) -> str:
    total = len(time["signal_days"])
    if not total:
        return _("No signals were recorded.")
    if time["at_start"] is None:
        return ngettext("%(n)d signal was recorded.", "%(n)d signals were recorded.", total) % {
            "n": total
        }
    return _("Signals: %(start)d in the first three months, %(end)d in the last three months.") % {
        "start": time["at_start"],
        "end": time["at_end"],
    }


def _about_eviction(eviction: dict[str, Any]) -> str:
    if not eviction["threatened"]:
        return _("No threat of eviction was recorded.")
    if eviction["now"] == EvictionPhase.Phase.NONE:
        return _("Eviction was a threat; since %(day)s it is not any more.") % {
            "day": long_date(eviction["since"])
        }
    return _("Eviction is a threat: %(phase)s, since %(day)s.") % {
        "phase": eviction["now_words"],
        "day": long_date(eviction["since"]),
    }


def key_figures(
    measured: dict[str, Any], time: dict[str, Any], steps: int, partners: int
) -> list[tuple[str, str]]:
    """Four figures with what they count; a dash where nothing can be counted."""
    rows = measured["growth"]
    up, _same, _down = changes(rows)
    compared = time["at_start"] is not None
    contacts = time["contact_count"] + time["attempt_count"]
    return [
        (
            _("%(up)d of %(all)d") % {"up": up, "all": len(rows)} if rows else "–",
            _("fields of life went up"),
        ),
        (
            f"{time['at_start']} → {time['at_end']}" if compared else str(len(time["signal_days"])),
            _("signals, first and last three months") if compared else _("signals"),
        ),
        (
            _("%(up)d of %(all)d") % {"up": time["contact_count"], "all": contacts}
            if contacts
            else "–",
            _("times the resident was reached"),
        ),
        (
            str(steps),
            ngettext(
                "steps done; %(n)d partner takes part",
                "steps done; %(n)d partners take part",
                partners,
            )
            % {"n": partners},
        ),
    ]


def long_date(day: dt.date | None) -> str:
    return date_format(day, "j F Y") if day else ""
