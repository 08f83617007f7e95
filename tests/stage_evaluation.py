"""What the pages of the evaluation show, one function per part."""

from types import SimpleNamespace

from evaluation.workflow import calendar, moments


def furnish_clock(about, by):
    """Rules, questionnaires and moments as shipped, and a calendar of this person."""
    moments.prepare(about.home.organisation)
    about.questionnaire = about.home.organisation.questionnaires.get(level="coach")
    about.rule = about.home.organisation.moment_rules.get(kind="three_months")
    about.calendar = SimpleNamespace(link=calendar.make(by))


def of_clock(cast):
    """Arguments of the pages of this part."""
    questionnaire = {"pk": getattr(getattr(cast, "questionnaire", None), "pk", 0)}
    behind = getattr(cast, "calendar", None)
    return {
        "evaluation:questionnaire": questionnaire,
        "evaluation:questionnaire_edit": questionnaire,
        "evaluation:rule": {"pk": getattr(getattr(cast, "rule", None), "pk", 0)},
        "evaluation:calendar_feed": {"token": behind.link.token if behind else "y" * 43},
    }
