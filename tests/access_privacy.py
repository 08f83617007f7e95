"""The rows of the access table about the resident's own page, and about requests of residents."""

PRIVACY_TABLE = """
privacy:enter                   GET  200 200 200 200 200 200 200 200 200 200 200 200 200
privacy:enter                   POST 200 200 200 200 200 200 200 200 200 200 200 200 200
privacy:own_page                GET  200 200 200 200 200 200 200 200 200 200 200 200 200
privacy:own_page                POST 200 200 200 200 200 200 200 200 200 200 200 200 200
privacy:not_right               GET  200 200 200 200 200 200 200 200 200 200 200 200 200
privacy:not_right               POST 200 200 200 200 200 200 200 200 200 200 200 200 200
privacy:access                  GET  404 200 200 200 404 404 404 404 404 404 404 404 log
privacy:access                  POST 405 405 405 405 405 405 405 405 405 405 405 405 log
privacy:letter_make             GET  405 405 405 405 405 405 405 405 405 405 405 405 log
privacy:letter_make             POST 404 302 302 403 404 404 404 404 404 404 404 404 log
privacy:code_make               GET  405 405 405 405 405 405 405 405 405 405 405 405 log
privacy:code_make               POST 404 302 302 403 404 404 404 404 404 404 404 404 log
privacy:code_told               GET  405 405 405 405 405 405 405 405 405 405 405 405 log
privacy:code_told               POST 404 302 302 403 404 404 404 404 404 404 404 404 log
privacy:access_stop             GET  405 405 405 405 405 405 405 405 405 405 405 405 log
privacy:access_stop             POST 404 302 302 403 404 404 404 404 404 404 404 404 log
privacy:corrections             GET  403 403 403 403 403 403 403 200 403 403 403 403 log
privacy:corrections             POST 405 405 405 405 405 405 405 405 405 405 405 405 log
privacy:correction              GET  403 403 403 403 403 403 403 200 403 403 403 403 log
privacy:correction              POST 403 403 403 403 403 403 403 302 403 403 403 403 log
"""

# A stranger who has the address of a page, and no code: nothing is shown, nothing is sent.
PRIVACY_FORMS = {
    "privacy:enter": {"letter_code": "2222-2222-2222"},
    "privacy:own_page": {"do": "leave"},
    "privacy:not_right": {"part": "goals", "text": "Dit is niet mijn doel."},
    "privacy:correction": {"decision": "granted", "text": "We hebben het aangepast."},
}
