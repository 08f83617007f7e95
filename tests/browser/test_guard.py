"""The other browser tests lean on the guard of a visit: it must see what it should see."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def seen(visit, cast):
    """A visit, and its faults taken away so that they do not fail the test, late ones too."""
    somebody = visit(cast.coach)

    def _seen():
        faults, somebody.faults = somebody.faults, []
        return " ".join(faults)

    assert _seen() == ""
    yield somebody, _seen
    somebody.context.close()  # the browser may still be asking for an icon of the other host
    somebody.faults = []


def test_a_request_to_another_host_is_seen(seen, live_server):
    somebody, faults = seen
    somebody.page.goto(live_server.url.replace("localhost", "127.0.0.1") + "/healthz")
    assert "asked another host" in faults()


def test_a_style_the_policy_refuses_is_seen(seen):
    somebody, faults = seen
    somebody.page.evaluate("document.body.innerHTML = '<p style=\"color: red\">x</p>'")
    somebody.until("document.querySelector('p').style.color === ''")
    assert "Content Security Policy" in faults()


def test_a_script_that_breaks_is_seen(seen):
    somebody, faults = seen
    with somebody.context.expect_event("weberror"):
        somebody.page.evaluate("setTimeout(() => { throw new Error('broken') }, 0)")
    assert "script broke" in faults()
