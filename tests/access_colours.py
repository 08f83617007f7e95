"""Rows of the access table about colours of addresses, and what their forms send."""

from tests.stage import day, pk_of

# Who gives advice reads why: coach and housing consultant. A caretaker sees the colour alone, on
# the page of the address. The page of the link asks everybody the code, who is logged in too.
COLOURS = """
cases:advice                    GET  403 200 200 200 200 200 404 404 404 404 404 404 log
cases:advice                    POST 403 302 302 302 302 302 404 404 404 404 404 404 log
cases:advice_end                GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:advice_end                POST 403 302 302 302 302 302 404 404 404 404 404 404 log
cases:advices                   GET  403 200 200 200 200 200 403 403 403 403 403 200 log
cases:advices                   POST 405 405 405 405 405 405 405 405 405 405 405 405 log
cases:colour_lists              GET  403 200 200 200 200 200 403 403 403 403 403 200 log
cases:colour_lists              POST 405 405 405 405 405 405 405 405 405 405 405 405 log
cases:colour_list_add           GET  403 200 200 200 200 200 403 403 403 403 403 200 log
cases:colour_list_add           POST 403 302 302 302 302 302 403 403 403 403 403 200 log
cases:colour_list               GET  404 200 200 200 200 200 404 404 404 404 404 404 log
cases:colour_list               POST 405 405 405 405 405 405 405 405 405 405 405 405 log
cases:colour_list_send          GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:colour_list_send          POST 404 302 302 302 302 302 404 404 404 404 404 404 log
cases:colour_list_code          GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:colour_list_code          POST 404 200 200 200 200 200 404 404 404 404 404 404 log
cases:colour_list_stop          GET  405 405 405 405 405 405 405 405 405 405 405 405 log
cases:colour_list_stop          POST 404 302 302 302 302 302 404 404 404 404 404 404 log
cases:colours                   GET  200 200 200 200 200 200 200 200 200 200 200 200 200
cases:colours                   POST 200 200 200 200 200 200 200 200 200 200 200 200 200
"""


def forms_of_colours(cast):
    """What a browser would send to these pages and see accepted."""
    return {
        "cases:advice": {"colour": "call", "reason": "De hond bijt.", "review_on": day(90)},
        "cases:colour_list_add": {
            "contact": pk_of(cast, "fitter"),
            "addresses": f"{cast.home.street} 12",
            "purpose": "Ketels",
            "ends_on": day(30),
        },
        "cases:colours": {"code": "000000"},
    }
