"""Every page of every role at 320, 390 and 1360 px: axe, width, and what the bars may cover."""

import pytest
from django.template.loader import render_to_string

from tests.access import ACCESS
from tests.browser.crawl import names_of, pages_of
from tests.browser.looks import CONTRAST, troubles, violations
from tests.stage import PEOPLE, patterns

pytestmark = pytest.mark.browser

SHARES = 4  # a coach has most pages: shared out over the processes
GROUPS = [
    *((("coach",), share, SHARES) for share in range(SHARES)),
    (("reporter",), 0, 1),
    (("backup", "reader", "outsider"), 0, 1),
    (("colleague", "consultant", "administrator", "privacy_officer"), 0, 1),
    (("manager", "coordinator", "care_worker", "anonymous"), 0, 1),
]
# What these see otherwise than the coach; their other pages are the coach's, built alike.
ONLY = {
    "backup": {"workspace:today", "workspace:dossier"},
    "reader": {"workspace:today", "workspace:dossier", "signals:detail"},
    "outsider": {"workspace:today", "signals:list", "cases:list", "cases:note_pick"},
}
SECURITY = {"coach", "colleague"}  # of the pages about logging in: with and without a second step
MAIN_PAGES = ("/", "/signalen/", "/signalen/nieuw/", "/trajecten/", "/notitie/", "/zoeken/")

NOT_A_PAGE = {  # buttons, answers beside a form, and files
    *(name for (name, method), row in ACCESS.items() if method == "GET" and row["coach"] == "405"),
    "healthz", "readyz", "cases:document_file", "signals:attachment", "mfa_login_webauthn",
    "network:covenant_document", "network:export", "evaluation:calendar_feed",
    "mfa_download_recovery_codes",
}  # fmt: skip
IN_TEST_LOGIN = {
    "mfa_authenticate", "mfa_reauthenticate_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn",
    "account_reset_password_from_key",
}  # fmt: skip


def look_at(page, paths):
    """What is wrong with these pages, with the page and the width it is wrong at."""
    found = []
    for path in paths:
        answer = page.goto(path)
        if answer.status != 200:
            found.append(f"{path} answers {answer.status}")
        found += [f"{path} {line}" for line in troubles(page)]
    return found


def pages_to_see(who, house):
    """The pages that are this person's own, or that this person stands for."""
    for path in pages_of(who, house):
        (name,) = names_of([path])
        if name in ONLY.get(who, {name}) and (who in SECURITY or not name.startswith("mfa_")):
            yield path


@pytest.mark.parametrize(("people", "share", "shares"), GROUPS)
def test_every_page_fits_and_can_be_read_by_everybody(visit, house, people, share, shares):
    found = []
    for who in people:
        paths = list(pages_to_see(who, house))[share::shares]
        found += look_at(visit(getattr(house, who, None), path=None).page, paths)
    assert not found, "\n".join(found)


@pytest.mark.django_db(transaction=True)
def test_no_page_is_left_out(house):
    assert {who for people, _share, _shares in GROUPS for who in people} == set(PEOPLE)
    seen = set().union(*(names_of(pages_to_see(who, house)) for who in PEOPLE))
    assert patterns().keys() - seen == NOT_A_PAGE | IN_TEST_LOGIN


def test_pages_that_say_no_are_pages_too(visit, house):
    somebody = visit(house.reporter, path=None)
    found = []
    for path, status in (("/bestaat-niet/", 404), ("/logboek/", 403)):
        assert somebody.page.goto(path).status == status
        found += [f"{path} {line}" for line in troubles(somebody.page)]
    for template in ("400.html", "500.html", "503.html"):
        words = render_to_string(template, {"reference": "1a2b3c4d"})
        somebody.page.route("**/kapot/", answers_with(words))
        somebody.page.goto("/kapot/")
        found += [f"{template} {line}" for line in troubles(somebody.page)]
        somebody.page.unroute("**/kapot/")
    assert not found, "\n".join(found)


def answers_with(text):
    return lambda route: route.fulfill(body=text, content_type="text/html")


def test_forms_that_come_back_with_errors_are_readable(visit, house):
    coach = visit(house.coach, path=None)
    number = house.running.number
    found = []
    for path in (
        "/signalen/nieuw/",
        f"/signalen/{house.acute.number}/beoordelen/",
        f"/signalen/{house.acute.number}/traject/",
        f"/trajecten/{number}/notitie/",
        f"/trajecten/{number}/afsluiten/",
        f"/trajecten/{number}/stoppen/",
    ):
        coach.go(path)
        coach.page.locator("main form .actions .btn-primary").first.click()
        coach.reads("Nog niet opgeslagen")
        found += [f"{path} {line}" for line in troubles(coach.page)]
    assert not found, "\n".join(found)


def test_the_dark_theme_has_contrast_too(visit, house):
    coach = visit(house.coach, path=None, color_scheme="dark")
    found = []
    files = (house.acute.get_absolute_url(), house.running.get_absolute_url())
    for path in (*MAIN_PAGES, *files, f"/trajecten/{house.running.number}/notitie/"):
        coach.go(path)
        found += [f"{path} {line}" for line in violations(coach.page, CONTRAST)]
    assert not found, "\n".join(found)
