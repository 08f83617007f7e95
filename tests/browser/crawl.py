"""Which pages somebody can reach: by following links, plus those nothing links to."""

import re
from urllib.parse import urljoin, urlsplit

from django.urls import resolve, reverse

from tests.browser.house import logged_in_client

LINK = re.compile(r'<a\b[^>]*\bhref="([^"#]*)')
PARTS_OF_A_PAGE = re.compile(r'<(\w+)[^>]*?\bclass="([^"]*)"')
LONG_WORD = re.compile(r"\w{60}")
UNLINKED = {
    "anonymous": ("account_login", "account_inactive", "account_reset_password",
                  "account_reset_password_done", "account_reset_password_from_key_done",
                  "cases:answered", "privacy:enter",
                  "evaluation:thanks"),
    "coach": ("account_logout", "account_change_password", "mfa_deactivate_totp",
              "mfa_generate_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
              "account_reauthenticate", "mfa_reauthenticate"),
    "colleague": ("mfa_activate_totp", "account_set_password"),
    "administrator": ("components",),
}  # fmt: skip


def pages_of(who, house):
    """Paths of the pages this person gets; of pages that are built alike only the first."""
    client = logged_in_client(getattr(house, who, None))
    queue = ["/", *(reverse(name) for name in UNLINKED.get(who, ())), *house.faces]
    queue += house.doors.get(who, ())
    asked, pages = set(), {}
    while queue:
        path = queue.pop(0)
        name = resolve(urlsplit(path).path).view_name
        if path in asked or ((name, "?" in path) in asked and path not in house.faces):
            continue
        asked |= {path, (name, "?" in path)}
        response = client.get(path)
        if response.status_code == 200 and is_page(response):
            text = response.content.decode()
            pages.setdefault((name, face(text)), path)
            links = [urljoin(path, link) for link in LINK.findall(text)]
            queue += [link for link in links if link.startswith("/")]
        response.close()
    return list(pages.values())


def is_page(response):
    return response.headers["Content-Type"].startswith("text/html")


def face(text):
    """What a page is built of: two of the same face break in the same places."""
    return frozenset(PARTS_OF_A_PAGE.findall(text)), bool(LONG_WORD.search(text))


def names_of(paths):
    return {resolve(urlsplit(path).path).view_name for path in paths}
