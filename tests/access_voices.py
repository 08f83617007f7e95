"""The rows of the access table about answering questionnaires."""

from tests.stage import pk_of

# A stranger with the address gets the questions: that is what the link is for.
VOICES_TABLE = """
evaluation:answer               GET  404 200 200 403 404 404 404 404 404 404 404 404 log
evaluation:answer               POST 404 302 302 403 404 404 404 404 404 404 404 404 log
evaluation:qr                   GET  404 200 200 403 404 404 404 404 404 404 404 404 log
evaluation:qr                   POST 404 302 302 403 404 404 404 404 404 404 404 404 log
evaluation:questions            GET  200 200 200 200 200 200 200 200 200 200 200 200 200
evaluation:questions            POST 302 302 302 302 302 302 302 302 302 302 302 302 302
evaluation:thanks               GET  200 200 200 200 200 200 200 200 200 200 200 200 200
evaluation:thanks               POST 405 405 405 405 405 405 405 405 405 405 405 405 405
"""


def forms_of_voices(cast):
    """An answer in own words, and the first of all."""
    return {
        "evaluation:answer": {"do": "begin", "assessment": pk_of(cast, "measurement")},
        "evaluation:questions": {"question": "at_home", "option": "4"},
    }
