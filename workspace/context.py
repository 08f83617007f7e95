"""What stands around every page: who is here, where they may go, what they may start."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from cases.models import ADVISES
from common.models import Heartbeat
from evaluation.permissions import can_follow_calendar
from network.models import KEEPS_REGISTRY

FIELD = (Role.REPORTER, Role.HOUSING_CONSULTANT)
SEARCHERS = LOGGERS = (Role.COACH, *FIELD)


@dataclass(frozen=True)
class Place:
    """Somewhere a person may go; `within` begins the names of its other pages."""

    name: str
    label: str
    icon: str
    roles: tuple[str, ...] = ()  # none: for everyone
    within: tuple[str, ...] = ()


TODAY = Place("workspace:today", _("Today"), "calendar-check")
SIGNALS = Place("signals:list", _("Signals"), "diamond", (Role.COACH,), ("signals:",))
MY_SIGNALS = Place("signals:mine", _("My signals"), "diamond", FIELD, ("signals:",))
CASES = Place(
    "cases:list",
    _("Trajectories"),
    "route",
    (Role.COACH,),
    ("cases:", "workspace:dossier", "privacy:access", "evaluation:report"),
)
EVALUATIONS = Place(
    "evaluation:list", _("Evaluations"), "message-square-quote", (Role.COACH,), ("evaluation:",)
)
NETWORK = Place(
    "workspace:network",
    _("Network"),
    "contact-round",
    KEEPS_REGISTRY,
    ("network:", "workspace:partner", "workspace:network", "workspace:cooperation"),
)
ADVICE = Place(
    "cases:advices",
    _("Advice per address"),
    "octagon-alert",
    ADVISES,
    ("cases:advice", "cases:colour"),
)
COOPERATION = Place("workspace:cooperation", _("Who works together"), "waypoints", (Role.MANAGER,))
LOG = Place("audit:log", _("Log"), "scroll-text", (Role.PRIVACY_OFFICER,), ("audit:",))
REQUESTS = Place(
    "privacy:corrections", _("Requests"), "inbox", (Role.PRIVACY_OFFICER,), ("privacy:correction",)
)
PEOPLE = Place("workspace:people", _("People"), "users", (Role.ADMINISTRATOR,))
CATALOGUE = Place("cases:catalogue", _("Catalogue"), "list-checks", (Role.ADMINISTRATOR,))
DOMAINS = Place(
    "cases:domain_sets", _("Fields of life"), "flag", (Role.ADMINISTRATOR,), ("cases:domain_set",)
)
QUESTIONNAIRES = Place(
    "evaluation:questionnaires",
    _("Questionnaires"),
    "message-circle-question-mark",
    (Role.ADMINISTRATOR,),
    ("evaluation:questionnaire", "evaluation:rule"),
)
SEARCH = Place("workspace:search", _("Search"), "search")
NEW_NOTE = Place("cases:note_pick", _("Note"), "plus")
NEW_SIGNAL = Place("signals:create", _("Signal"), "plus")

NAV = (
    TODAY, SIGNALS, MY_SIGNALS, CASES, NETWORK, EVALUATIONS, ADVICE, COOPERATION, REQUESTS, LOG,
    PEOPLE, DOMAINS, CATALOGUE, QUESTIONNAIRES,
)  # fmt: skip
BOTTOM_COACH = (TODAY, CASES, SEARCH, NEW_NOTE)
BOTTOM_FIELD = (TODAY, MY_SIGNALS, SEARCH, NEW_SIGNAL)


def shell(request):
    """The context processor; nothing is worked out until a template asks for it."""
    return {"shell": SimpleLazyObject(lambda: build_shell(request))}


def build_shell(request):
    base = {
        "demo": settings.DEMO,
        "demo_persons": demo_persons,
        "idle_seconds": settings.SESSION_IDLE_SECONDS,
        "languages": settings.LANGUAGES,
    }
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return base
    places = [place for place in NAV if not place.roles or user.has_role(*place.roles)]
    bottom = bottom_places(user, places)
    menu = [place for place in places if place not in bottom]
    if user.has_role(*LOGGERS):
        base["new_signal"] = links([NEW_SIGNAL], request)[0]
        if NEW_SIGNAL not in bottom:
            menu.append(NEW_SIGNAL)
    return base | {
        "clock_silent": Heartbeat.is_silent(getattr(user, "clock_at", None)),
        "nav": links(places, request),
        "bottom": links(bottom, request),
        "menu": links(menu, request),  # what the bar on a phone has no room for
        "calendar": reverse("evaluation:calendar") if can_follow_calendar(user) else "",
        "crisis_phone": next((m.organisation.crisis_phone for m in user.memberships_now), ""),
        "can_search": user.has_role(*SEARCHERS),
        "roles": list(dict.fromkeys(m.get_role_display() for m in user.memberships_now)),
    }


def bottom_places(user, places):
    """Four places for the thumb; with fewer than two there is no bar."""
    if user.has_role(Role.COACH):
        return BOTTOM_COACH
    if user.has_role(*FIELD):
        return BOTTOM_FIELD
    return tuple(places[:4]) if len(places) > 1 else ()


def nearness(place, here):
    """How much of the name of a page a place covers: all when it is the place itself."""
    if place.name == here:
        return len(here) + 1
    return max((len(start) for start in place.within if here.startswith(start)), default=0)


def links(places, request):
    """Places as links; one of them is where the person is: this very page, or its namespace."""
    match = getattr(request, "resolver_match", None)
    here = match.view_name if match else ""
    nearest = max(nearness(place, here) for place in (*NAV, *places))
    current = next((place for place in places if 0 < nearness(place, here) == nearest), None)
    return [
        {
            "url": reverse(place.name),
            "label": place.label,
            "icon": place.icon,
            "primary": place in (NEW_NOTE, NEW_SIGNAL),
            "current": place is current,
        }
        for place in places
    ]


def demo_persons():
    """The made-up people anyone may be, on a demo only."""
    if not settings.DEMO:
        return []
    from accounts import demo

    return demo.demo_persons()
