"""The PDFs of one trajectory: for the file, on one page for the resident, pseudonymous for partners."""

from collections import Counter
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.growth import Values
from cases.models import Trajectory
from cases.pictures import moment_label
from common.charts import Bar, Series, dumbbell, number, wheel
from common.month_chart import Line, months
from evaluation import trajectory_facts as of
from evaluation import trajectory_words as words
from evaluation.models import Level, Report
from evaluation.reports import Made, Step, fingerprint
from evaluation.trajectory_facts import Facts
from evaluation.voices import given_moments, latest_moment, voices

LANGUAGE = "nl"  # of the resident and the board, whatever language the member of staff chose
ENOUGH = 3  # answers of partners; with fewer, one of them would know what another said
# For the resident, what to try until it fits on one page; the last one always does.
FITS = ((8, 6, 3), (8, 4, 2), (6, 3, 1), (4, 2, 0), (2, 1, 0))


def for_the_file(report: Report, step: Step) -> Made:
    """Everything of the evaluation, some pages."""
    from common.pdf import render_pdf

    context = _collected(report, file_contents)
    step(40)
    return Made(render_pdf("pdf/report.html", context, language=LANGUAGE))


def for_the_resident(report: Report, step: Step) -> Made:
    """One page of 13 points; long lists are cut until it is one."""
    from common.pdf import page_count, render_pdf

    context = _collected(report, resident_contents)
    pdf = b""
    for tried, (fields, done, quotes) in enumerate(FITS):
        step(30 + 10 * tried)
        fitted = {
            "better": context["better"][:fields],
            "done": context["done"][-done:],
            "quotes": context["quotes"][:quotes],
        }
        pdf = render_pdf("pdf/report_resident.html", context | fitted, language=LANGUAGE)
        if page_count(pdf) == 1:
            break
    return Made(pdf)


def for_the_network(report: Report, step: Step) -> Made:
    """Without name, address or free text: the number only."""
    from common.pdf import render_pdf

    context = _collected(report, network_contents)
    step(40)
    return Made(render_pdf("pdf/report_network.html", context, language=LANGUAGE))


def _collected(report: Report, contents: Any) -> dict[str, Any]:
    """All facts as of one moment, with the fingerprint that stands in the footer."""
    trajectory = Trajectory.objects.select_related(
        "resident", "dwelling", "organisation", "coach", "domain_set"
    ).get(pk=report.trajectory_id)
    outermost = not connection.in_atomic_block
    with override(LANGUAGE), transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        context = contents(Facts.of(trajectory, sensitive=report.sensitive))
    made_at = timezone.now()
    mark = fingerprint({key: value for key, value in context.items() if "chart" not in key})
    version = report.version if report.pk else 0
    return context | {"made_at": made_at, "fingerprint": mark, "version": version}


# --- for the file --------------------------------------------------------------------------------


def file_contents(facts: Facts) -> dict[str, Any]:
    """What stands in the report for the file."""
    file = facts.trajectory
    measured, time = of.measured(facts), of.over_time(facts)
    moment = latest_moment(file)
    done, partners = of.steps(facts), of.partners(facts)
    spoken = voices(moment, sensitive=facts.sensitive, sweep=facts.sweep) if moment else []
    return {
        **_head(facts, measured),
        "resident": file.resident.full_name,
        "coach": file.coach.name,
        "conclusion": words.conclusion(moment, measured["growth"]),
        "summary": words.summary(measured, time, of.eviction(facts)),
        "figures": words.key_figures(measured, time, len(done), len(partners)),
        **_pictures(measured),
        "apart": [
            {
                "field": point["domain"].name,
                "aspect": str(point["aspect"]),
                "coach": point["coach"],
                "resident": point["resident"],
            }
            for point in measured["apart"]
        ],
        "moment": _moment_words(moment),
        "missing_reason": facts.sweep(moment.missing_reason) if moment else "",
        "voices": spoken,
        "time": _time_words(time),
        "months_chart": _months_chart(time),
        "questions": of.three_questions(facts),
        "steps": done,
        "partners": partners,
        "agreements": of.agreements(facts),
        "safety_net": of.safety_net(facts),
        "moments": [_moment_words(item) for item in given_moments(file)],
        "sensitive": facts.sensitive,
        "health_left_out": file.sensitive_on and not facts.sensitive,
    }


def _head(facts: Facts, measured: dict[str, Any]) -> dict[str, Any]:
    file = facts.trajectory
    chosen = measured["domain_set"]
    return {
        "number": file.number,
        "organisation": file.organisation.name,
        "started_on": file.started_on,
        "until": facts.until,
        "ended": file.ended_on is not None,
        "domain_set": f"{chosen.name}, {_('version')} {chosen.version}" if chosen else "",
    }


def _moment_words(moment: Any) -> dict[str, Any] | None:
    """Which moment it is, and how it stands."""
    if moment is None:
        return None
    return {
        "kind": capfirst(str(moment.get_kind_display())),
        "day": moment.due_on,
        "state": str(moment.get_state_display()),
        "lives": str(moment.get_residence_display()) if moment.residence else "",
    }


def _pictures(measured: dict[str, Any]) -> dict[str, Any]:
    """Dumbbell, wheel and the table that says the same."""
    moments: list[Values] = measured["moments"]
    labels = [moment_label(moment) for moment in moments]
    said = capfirst(words.grown(measured["growth"]))
    bars = [Bar(row["domain"].name, row["start"], row["end"]) for row in measured["growth"]]
    ends = {"start": labels[0], "end": labels[-1]} if labels else {}
    series = [
        Series(label, tuple(moment.level(domain) for domain in measured["domains"]))
        for label, moment in zip(labels, moments, strict=True)
    ]
    round_title = _("All fields of life in one picture: further out is better")
    return {
        "dumbbell_chart": dumbbell(bars, title=said, **ends) if bars else "",
        "wheel_chart": wheel([d.name for d in measured["domains"]], series, title=round_title),
        "scores": {
            "head": labels,
            "rows": [_score_row(domain, moments) for domain in measured["domains"]],
        },
    }


def _score_row(domain: Any, moments: list[Values]) -> dict[str, Any]:
    levels = [moment.level(domain) for moment in moments]
    first, last = levels[0], levels[-1]
    change = None if first is None or last is None or len(levels) < 2 else round(last - first, 1)
    return {
        "name": domain.name,
        "cells": ["–" if level is None else number(level) for level in levels],
        "aspects": [_aspects(domain, moment) for moment in moments],
        "change": "" if change is None else "=" if not change else f"{change:+g}".replace(".", ","),
    }


def _aspects(domain: Any, moment: Values) -> str:
    """Situation, skill and behaviour as "2/3/3"; a dash for what was not discussed."""
    from cases.models import Aspect

    return "/".join(str(moment.scores.get((domain.pk, aspect), "–")) for aspect in Aspect.values)


def _time_words(time: dict[str, Any]) -> dict[str, Any]:
    """The table beside the picture of the months."""
    labels = [f"{of.month_words(span)} {span[0]}" for span in time["months"]]
    rows = zip(labels, time["signals"], time["contacts"], strict=True)
    return {
        "rows": [{"month": m, "signals": s, "contacts": c} for m, s, c in rows if s or c],
        "events": [
            {"number": at, "day": day, "words": what}
            for at, (_place, day, what) in enumerate(time["events"], start=1)
        ],
        "attempts": time["attempt_count"],
        "contacts": time["contact_count"],
    }


def _months_chart(time: dict[str, Any]) -> str:
    if not any(time["signals"]) and not any(time["contacts"]):
        return ""
    title = _("Signals and contacts per month: %(signals)d signals, %(contacts)d contacts") % {
        "signals": sum(time["signals"]),
        "contacts": sum(time["contacts"]),
    }
    lines = [Line(_("Signals"), time["signals"]), Line(_("Contacts"), time["contacts"])]
    labels = [of.month_words(span) for span in time["months"]]
    return months(
        labels, lines, [(place, what) for place, _day, what in time["events"]], title=title
    )


# --- for the resident ----------------------------------------------------------------------------


def resident_contents(facts: Facts) -> dict[str, Any]:
    """One page in plain words: what went better, own words, steps, and who keeps contact."""
    file = facts.trajectory
    measured, moment = of.measured(facts), latest_moment(file)
    spoken = voices(moment, sensitive=False, sweep=facts.sweep) if moment else []
    own = next((voice for voice in spoken if voice["level"] == Level.RESIDENT), None)
    rows = measured["growth"]
    planned, net = file.next_contact_on, of.safety_net(facts)
    return {
        **_head(facts, measured),
        "resident": file.resident.full_name,
        "coach": file.coach.name,
        "phone": file.coach.phone,
        "measured": len(measured["moments"]),
        "better": [
            {"name": row["domain"].name, "start": number(row["start"]), "end": number(row["end"])}
            for row in rows
            if row["change"] > 0
        ],
        "same": [row["domain"].name for row in rows if not row["change"]],
        "harder": [row["domain"].name for row in rows if row["change"] < 0],
        "quotes": own["quotes"] if own else [],
        "done": [step["text"] for step in of.steps(facts)],
        "keeper": (file.coach.name if net["own"] else net["who"]) if net else "",
        "next_contact_on": planned if planned and planned >= timezone.localdate() else None,
    }


# --- for the network -----------------------------------------------------------------------------


def network_contents(facts: Facts) -> dict[str, Any]:
    """What partners may know of it: counts, growth, and their own answers taken together."""
    measured, time = of.measured(facts), of.over_time(facts)
    moment = latest_moment(facts.trajectory)
    spoken = voices(moment, sensitive=False, sweep=facts.sweep) if moment else []
    ours = next((voice for voice in spoken if voice["level"] == Level.NETWORK), None)
    done, partners = of.steps(facts), of.partners(facts)
    by = Counter(step["kind"] for step in done)
    agreed = Counter(item["kept"] for item in of.agreements(facts))
    up, same, down = words.changes(measured["growth"])
    return {
        **_head(facts, measured),
        "conclusion": words.conclusion(moment, measured["growth"]),
        "summary": words.summary(measured, time, of.eviction(facts)),
        "figures": words.key_figures(measured, time, len(done), len(partners)),
        **_pictures(measured),
        "changes": {"up": up, "same": same, "down": down},
        "moment": _moment_words(moment),
        "voice": ours,
        "answers": ours["answers"] if ours and ours["given"] >= ENOUGH else [],
        "enough": ENOUGH,
        "steps_by": [
            (_("the resident"), by["resident"]),
            (_("the housing coach"), by["own"]),
            (_("partners"), by["partner"]),
            (_("somebody close"), by["other"]),
        ],
        "agreed": sorted(agreed.items()),
        "against": len(of.three_questions(facts)["against"]),
        "safety_net": bool(of.safety_net(facts)),
    }
