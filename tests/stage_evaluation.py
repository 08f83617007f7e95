"""What the pages of the evaluation show, one function per part."""

from types import SimpleNamespace

from evaluation.workflow import calendar, moments


def furnish_clock(about, by):
    """Rules, questionnaires and moments as shipped, and a calendar of this person."""
    moments.prepare(about.home.organisation)
    about.calendar = SimpleNamespace(link=calendar.make(by))
