"""The rows of the access table about the calendar, questionnaires and rules for moments."""

CLOCK_TABLE = """
evaluation:calendar             GET  403 200 200 200 200 403 403 403 403 403 403 200 log
evaluation:calendar             POST 405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:calendar_make        GET  405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:calendar_make        POST 403 302 302 302 302 403 403 403 403 403 403 302 log
evaluation:calendar_stop        GET  405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:calendar_stop        POST 403 302 302 302 302 403 403 403 403 403 403 302 log
evaluation:calendar_feed        GET  200 200 200 200 200 200 200 200 200 200 200 200 200
evaluation:calendar_feed        POST 405 405 405 405 405 405 405 405 405 405 405 405 405
"""
