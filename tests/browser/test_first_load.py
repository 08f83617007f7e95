"""The first page on a phone with a poor connection: how much travels before it stands there."""

import gzip

import pytest

pytestmark = pytest.mark.browser

MOST = 120_000  # bytes as whitenoise sends them; fonts not counted, the page comes without them
PACKED = (".css", ".js", ".svg")


@pytest.mark.parametrize("path", ["/inloggen/", "/", "/signalen/nieuw/"])
def test_the_first_load_stays_under_120_kilobytes(visit, house, path):
    somebody = visit(None if path == "/inloggen/" else house.reporter, path=None)
    answers = []
    somebody.page.on("response", lambda answer: answers.append(answer))
    somebody.page.goto(path, wait_until="networkidle")
    sizes = {answer.url: travelled(answer) for answer in answers}
    assert any(url.endswith("app.js") for url in sizes)
    assert sum(sizes.values()) < MOST, sizes


def travelled(answer):
    """Bytes over the line: static files packed, pages as they are, fonts left out."""
    if answer.request.resource_type == "font":
        return 0
    body = answer.body()
    return len(gzip.compress(body) if answer.url.endswith(PACKED) else body)
