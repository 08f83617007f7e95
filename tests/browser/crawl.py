"""Which pages somebody can reach: by following links, plus those nothing links to."""

import re
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve, reverse

from tests.browser.house import logged_in_client

LINK = re.compile(r'<a\b[^>]*\bhref="([^"#]*)')
# These look different from file to file: each one is visited.
MANY_FACED = {"signals:detail", "workspace:dossier"}
UNLINKED = {
    "anonymous": ("account_login", "account_inactive", "account_reset_password",
                  "account_reset_password_done", "account_reset_password_from_key_done"),
    "coach": ("account_logout", "account_change_password", "mfa_index", "mfa_deactivate_totp",
              "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_list_webauthn",
              "mfa_add_webauthn", "account_reauthenticate", "mfa_reauthenticate"),
    "backup": ("mfa_list_webauthn",),
    "colleague": ("mfa_index", "mfa_activate_totp", "account_set_password"),
    "administrator": ("components",),
}  # fmt: skip


def pages_of(who, user):
    """Paths of HTML pages this person gets, by URL name; the first path of each name is enough."""
    client = logged_in_client(user)
    queue = ["/", *(reverse(name) for name in UNLINKED.get(who, ()))]
    seen, pages = set(), []
    while queue:
        path = queue.pop(0)
        if (key := key_of(path)) is None or key in seen:
            continue
        seen.add(key)
        response = client.get(path)
        if response.status_code != 200 or not response.headers["Content-Type"].startswith(
            "text/html"
        ):
            response.close()
            continue
        pages.append(path)
        queue += [urljoin(path, link) for link in LINK.findall(response.content.decode())]
    return pages


def key_of(path):
    """What makes a page one of its own: its URL name, with its number where faces differ."""
    parts = urlsplit(path)
    if parts.scheme or parts.netloc:
        return None
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        return f"broken link {path}"
    return path if name in MANY_FACED else (name, bool(parts.query))
