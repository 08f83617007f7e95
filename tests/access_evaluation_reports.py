"""The rows of the access table about reports of one trajectory."""

REPORTS_TABLE = """
evaluation:reports              GET  404 200 200 200 404 404 404 404 404 404 404 404 log
evaluation:reports              POST 405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:report_make          GET  405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:report_make          POST 404 302 302 403 404 404 404 404 404 404 404 404 log
evaluation:report               GET  404 200 200 200 404 404 404 404 404 404 404 404 log
evaluation:report               POST 405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:report_cancel        GET  405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:report_cancel        POST 404 302 302 403 404 404 404 404 404 404 404 404 log
evaluation:report_pdf           GET  405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:report_pdf           POST 404 200 200 200 404 404 404 404 404 404 404 404 log
evaluation:report_sheet         GET  405 405 405 405 405 405 405 405 405 405 405 405 log
evaluation:report_sheet         POST 404 200 200 200 404 404 404 404 404 404 404 404 log
"""
