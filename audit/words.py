"""The log in the words of who reads it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.resolve import table_words

# Pages by URL name; test_access asks a word for every page that is put on record.
PAGES = {
    "workspace:today": gettext_lazy("today’s list"),
    "workspace:search": gettext_lazy("search"),
    "workspace:dossier": gettext_lazy("trajectory"),
    "cases:list": gettext_lazy("list of trajectories"),
    "cases:note_pick": gettext_lazy("list of trajectories"),
    "cases:note": gettext_lazy("form for a note"),
    "cases:note_edit": gettext_lazy("form for a note"),
    "cases:move": gettext_lazy("form for the state"),
    "cases:close": gettext_lazy("form for closing"),
    "cases:stop": gettext_lazy("form for stopping"),
    "cases:next_contact": gettext_lazy("form for the next contact"),
    "cases:team": gettext_lazy("form for the team"),
    "cases:resident": gettext_lazy("details of the resident"),
    "signals:list": gettext_lazy("list of signals"),
    "signals:mine": gettext_lazy("list of own signals"),
    "signals:create": gettext_lazy("search for an address"),
    "signals:create_at": gettext_lazy("search for an address"),
    "signals:addresses": gettext_lazy("search for an address"),
    "signals:address": gettext_lazy("page of an address"),
    "signals:detail": gettext_lazy("signal"),
    "signals:edit": gettext_lazy("form for a signal"),
    "signals:assess": gettext_lazy("form for assessing"),
    "signals:feedback": gettext_lazy("form for feedback"),
    "signals:close": gettext_lazy("form for closing"),
    "signals:reopen": gettext_lazy("form for opening again"),
    "signals:reporter": gettext_lazy("who reported it"),
    "signals:start": gettext_lazy("form for a trajectory"),
    "signals:attachment": gettext_lazy("photo or PDF"),
    "audit:log": gettext_lazy("the log"),
    "workspace:people": gettext_lazy("list of people"),
}


def subject_words(subject: str) -> str:
    """What was shown or changed: a page, or the thing a table holds."""
    return str(PAGES.get(subject) or table_words(subject))


def ground_words(ground: str) -> str:
    """Why it was allowed: "grant coach" means a grant on the file, "role coach" a role."""
    words = {
        "grant": _("in the team"),
        "grant coach": _("housing coach of the trajectory"),
        "grant backup": _("backup of the trajectory"),
        "grant read": _("reads along"),
        "role": _("role"),
        "role coach": _("role: housing coach"),
        "role privacy_officer": _("role: privacy officer"),
        "role administrator": _("role: functional administrator"),
        "own": _("own signal"),
        "tidy": _("the system: tidying up"),
        "demo": _("the system: demo data"),
    }
    return words.get(ground, ground)
