"""A real Chromium on the live server: one browser per session, a fresh context per visit."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.house import fill
from tests.browser.visit import Visit
from wooncoach.doctor import browser as installed_chromium
from wooncoach.doctor import library

# Playwright keeps an event loop in this thread, where Django would refuse the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
NONE_FOUND = "No Chromium was found: apt-get install chromium, or name one in CHROMIUM."
NO_LIBATOMIC = "Playwright lacks a library: apt-get install libatomic1."
FAILURES = Path(__file__).parents[2] / "build" / "browser-failures"
PATIENCE = 15_000  # milliseconds; waits are for a condition, this is only where hope ends


@pytest.fixture(scope="session")
def chromium(request):
    path = os.environ.get("CHROMIUM") or installed_chromium()
    # Asked before Playwright itself starts: its Node.js does not without this library.
    missing = NONE_FOUND if not path else "" if library("libatomic.so.1") else NO_LIBATOMIC
    if missing and os.environ.get("CI"):
        pytest.fail(missing, pytrace=False)
    if missing:
        pytest.skip(missing)
    playwright = request.getfixturevalue("playwright")
    browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def visit(chromium, live_server, request):
    """Open the site as somebody; a fault of any page on the way fails the test."""
    visits = []

    def _visit(user=None, *, width=390, height=844, path="/", **options):
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            timezone_id="Europe/Amsterdam",
            reduced_motion="reduce",  # no smooth scrolling: where the page stands is known at once
            **options,
        )
        context.set_default_timeout(PATIENCE)
        visits.append(Visit(context, live_server.url))
        if user:
            visits[-1].let_in(user)
        if path:
            visits[-1].go(path)
        return visits[-1]

    yield _visit
    if getattr(request.node, "rep_call", None) and request.node.rep_call.failed:
        picture(request.node.name, visits)
    for one in visits:
        one.context.close()
    faults = [fault for one in visits for fault in one.faults]
    assert not faults, "\n".join(faults)


def picture(name, visits):
    """What was on the screens when a test failed."""
    FAILURES.mkdir(parents=True, exist_ok=True)
    safe = "".join(letter if letter.isalnum() else "-" for letter in name)[:100]
    for number, one in enumerate(visits):
        one.page.screenshot(path=FAILURES / f"{safe}-{number}.png", full_page=True)


@pytest.fixture(autouse=True)
def patience():
    expect.set_options(timeout=PATIENCE)


@pytest.fixture(params=[390, 1360], ids=["phone", "desk"])
def width(request):
    """A phone and a desk, for what both must do."""
    return request.param


@pytest.fixture
def house(cast):
    """The cast with every kind of file there is: see house.py."""
    return fill(cast)
