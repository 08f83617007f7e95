"""The rows of the access table about the calendar, questionnaires and rules for moments."""

from evaluation.forms.questionnaires import QuestionnaireForm

CLOCK_TABLE = """
evaluation:calendar             GET  403 200 200 200 200 403 403 403 403 403 403 200 log
evaluation:calendar             POST 405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:calendar_make        GET  405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:calendar_make        POST 403 302 302 302 302 403 403 403 403 403 403 302 log
evaluation:calendar_stop        GET  405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:calendar_stop        POST 403 302 302 302 302 403 403 403 403 403 403 302 log
evaluation:calendar_feed        GET  200 200 200 200 200 200 200 200 200 200 200 200 200
evaluation:calendar_feed        POST 405 405 405 405 405 405 405 405 405 405 405 405 405
evaluation:questionnaires       GET  403 403 403 403 403 403 403 403 200 403 403 403 log
evaluation:questionnaires       POST 405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:questionnaire        GET  403 403 403 403 403 403 403 403 200 403 403 403 log
evaluation:questionnaire        POST 405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:questionnaire_edit   GET  403 403 403 403 403 403 403 403 200 403 403 403 log
evaluation:questionnaire_edit   POST 403 403 403 403 403 403 403 403 302 403 403 403 log
evaluation:rules                GET  403 403 403 403 403 403 403 403 200 403 403 403 log
evaluation:rules                POST 405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:rule                 GET  403 403 403 403 403 403 403 403 200 403 403 403 log
evaluation:rule                 POST 403 403 403 403 403 403 403 403 302 403 403 403 log
"""


def forms_of_clock(cast):
    """What a browser sends to these pages, so that it is accepted."""
    return {
        "evaluation:questionnaire_edit": questionnaire_form(
            cast.kade.questionnaires.get(level="coach", in_use=True)
        ),
        "evaluation:rule": {
            "active": "on", "anchor": "trajectory", "months": 6, "days": 0,
            "levels": ["resident", "coach"],
        },
    }  # fmt: skip


def questionnaire_form(base):
    """The form of the next version as the page shows it, sent back unchanged."""
    form = QuestionnaireForm(base=base, seen=base.version)
    sent = {"seen": form.seen, "do": "save"}
    for question in form.forms:
        for name in question.fields:
            value = question[name].value()
            if value not in ("", False, None):
                sent[question.add_prefix(name)] = "on" if value is True else value
    return sent
