"""The rows of the access table about evaluation moments and who is asked."""

from evaluation.models import Question

MOMENTS_TABLE = """
evaluation:list                 GET  403 200 200 200 200 403 403 403 403 403 403 200 log
evaluation:list                 POST 405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:of_trajectory        GET  404 200 200 200 404 404 404 404 404 404 404 404 log
evaluation:of_trajectory        POST 405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:anchor               GET  404 200 200 403 404 404 404 404 404 404 404 404 log
evaluation:anchor               POST 404 302 302 403 404 404 404 404 404 404 404 404 log
evaluation:moment               GET  404 200 200 200 404 404 404 404 404 404 404 404 log
evaluation:moment               POST 405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:voice_ask            GET  405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:voice_ask            POST 404 302 302 403 404 404 404 404 404 404 404 404 log
evaluation:moment_close         GET  404 200 200 403 404 404 404 404 404 404 404 404 log
evaluation:moment_close         POST 404 302 302 403 404 404 404 404 404 404 404 404 log
evaluation:moment_drop          GET  404 200 200 403 404 404 404 404 404 404 404 404 log
evaluation:moment_drop          POST 404 302 302 403 404 404 404 404 404 404 404 404 log
evaluation:moment_take_back     GET  405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:moment_take_back     POST 404 302 302 403 404 404 404 404 404 404 404 404 log
evaluation:voice_refuse         GET  404 200 200 403 404 404 404 404 404 404 404 404 log
evaluation:voice_refuse         POST 404 302 302 403 404 404 404 404 404 404 404 404 log
evaluation:voice_remind         GET  405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:voice_remind         POST 404 302 302 403 404 404 404 404 404 404 404 404 log
evaluation:voice_withdraw       GET  405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:voice_withdraw       POST 404 302 302 403 404 404 404 404 404 404 404 404 log
evaluation:paper                GET  404 200 200 403 404 404 404 404 404 404 404 404 log
evaluation:paper                POST 404 302 302 403 404 404 404 404 404 404 404 404 log
evaluation:paper_form           GET  405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:paper_form           POST 404 302 302 403 404 404 404 404 404 404 404 404 log
"""


def forms_of_moments(cast):
    """What a browser sends to each of these pages, so that it is accepted."""
    codes = Question.objects.filter(questionnaire__level="resident").values_list("code", flat=True)
    return {
        "evaluation:anchor": {"anchor": "trajectory"},
        "evaluation:voice_ask": {"level": "resident", "channel": "together"},
        "evaluation:moment_close": {"residence": "yes", "missing_reason": "Op vakantie."},
        "evaluation:moment_drop": {"dropped": "other", "reason": "Niet nodig."},
        "evaluation:voice_refuse": {"reason": "Wil niet."},
        "evaluation:paper": {f"{code}-skip": "rather_not" for code in codes},
    }
