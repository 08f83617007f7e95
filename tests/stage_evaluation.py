"""What the pages of the evaluation show, one function per part."""

from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.utils import timezone

from evaluation.asked import next_open, steps_of
from evaluation.models import EvaluationMoment, Option, Report, ReportDownload
from evaluation.workflow import calendar, moments, voices

OF_A_REPORT = ("report", "report_cancel", "report_pdf", "report_sheet")


def furnish_voices(about, by):
    """The moment after a year, at which all are asked: each in the way that has a page."""
    file = about.trajectory
    moments.prepare(file.organisation)
    about.moment = EvaluationMoment.objects.get(trajectory=file, kind="year")
    partner = file.participants.filter(kind="partner", until=None).first()
    about.coach_voice = asked(about.moment, by, "coach", "app")
    about.resident_voice = asked(about.moment, by, "resident", "link")
    about.partner_voice = asked(about.moment, by, "network", "link", participant=partner)


def asked(moment, by, level, channel, **more):
    return voices.ask(moment, level=level, channel=channel, by=by, **more)


def answer_all(voice, but=0):
    """Give the first answer to each question in turn; `but` so many are left open."""
    while True:
        steps = steps_of(voice)
        step = next_open(steps)
        if step is None or step.place > step.total - but:
            return
        voices.answer(voice, question=step.question, **first_answer(step.question))


def first_answer(question):
    option = Option.objects.filter(question=question).first()
    return {"option": option} if option else {"skipped": "dont_know"}


def furnish_clock(about, by):
    """Rules, questionnaires and moments as shipped, and a calendar of this person."""
    moments.prepare(about.home.organisation)
    about.questionnaire = about.home.organisation.questionnaires.get(level="coach", in_use=True)
    about.rule = about.home.organisation.moment_rules.get(kind="three_months")
    about.calendar = SimpleNamespace(link=calendar.make(by))


def furnish_reports(about, by):
    """A report for the file that is ready and was fetched once, and one that is being made."""
    file = about.trajectory
    of = {"organisation": file.organisation, "trajectory": file, "requested_by": by}
    about.report = Report(
        kind="file", state="ready", progress=100, made_at=timezone.now(), pages=1, checksum="a" * 64,
        **of,
    )  # fmt: skip
    about.report.file.save("x.pdf", ContentFile(b"%PDF-1.7"), save=False)
    about.report.sheet.save("x.xlsx", ContentFile(b"PK"), save=False)
    about.report.save()
    ReportDownload.objects.create(report=about.report, user=by)
    about.report_underway = Report.objects.create(kind="resident", state="making", **of)


def voice_of(cast, name):
    """A voice and the number of its moment."""
    moment = getattr(cast, "moment", None)
    voice = getattr(cast, name, None)
    return {
        "number": getattr(moment, "number", "E-2222-2223"),
        "key": getattr(voice, "key", None),
    }


def of_evaluation(cast):
    """Arguments of the pages about questionnaires, rules, calendars, voices and reports."""
    questionnaire = {"pk": getattr(getattr(cast, "questionnaire", None), "pk", 0)}
    return {
        "evaluation:answer": voice_of(cast, "coach_voice"),
        "evaluation:qr": voice_of(cast, "resident_voice"),
        "evaluation:questions": {"token": link_of(cast, "resident_voice")},
        "evaluation:questionnaire": questionnaire,
        "evaluation:questionnaire_edit": questionnaire,
        "evaluation:rule": {"pk": getattr(getattr(cast, "rule", None), "pk", 0)},
        "evaluation:calendar_feed": {"token": link_of(cast, "calendar")},
        **{f"evaluation:{page}": report_of(cast, "report") for page in OF_A_REPORT},
        "evaluation:report_cancel": report_of(cast, "report_underway"),
        "evaluation:report_make": {"kind": "file"},
    }


def link_of(cast, name):
    behind = getattr(cast, name, None)
    return behind.link.token if behind else "y" * 43


def report_of(cast, name):
    return {"number": getattr(getattr(cast, name, None), "number", "R-2222-2223")}
