"""Pages about the site itself: errors, health, and the parts pages are made of."""

import sys

import redis
import structlog
from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Role

log = structlog.stdlib.get_logger("crash")


def reference_of(request):
    """The number someone can read out over the phone; the log line carries it too."""
    return getattr(request, "reference", "")


def plain_page(request, template, status):
    """A page that needs no database, session or context: those may be what is broken."""
    text = render_to_string(template, {"reference": reference_of(request)})
    return HttpResponse(text, status=status)


def page(request, template, status):
    """A page that knows who is there: with the menu for someone logged in, without for others."""
    user = getattr(request, "user", None)
    known = user is not None and user.is_authenticated
    layout = "base.html" if known else "entrance.html"
    context = {"reference": reference_of(request), "layout": layout}
    return render(request, template, context, status=status)


def bad_request(request, exception=None):
    return plain_page(request, "400.html", 400)


def forbidden(request, exception=None):
    return page(request, "403.html", 403)


def not_found(request, exception=None):
    return page(request, "404.html", 404)


def server_error(request):
    """500, or 503 when it was the database that could not be reached."""
    error = sys.exc_info()[1]
    log.error("crash", exc_info=error)
    if isinstance(error, OperationalError | InterfaceError):
        answer = plain_page(request, "503.html", 503)
        answer["Retry-After"] = "30"
        return answer
    return plain_page(request, "500.html", 500)


def csrf_failure(request, reason=""):
    return page(request, "403_csrf.html", 403)


@never_cache
@require_safe
@login_not_required
def healthz(request):
    """The process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
@login_not_required
def readyz(request):
    """Whether work can be done: not without the database; without Redis it only queues up."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database: down\n", status=503, content_type="text/plain")
    return HttpResponse(f"database: up\nredis: {redis_state()}\n", content_type="text/plain")


healthz.own_transaction = readyz.own_transaction = True


def redis_state():
    try:
        with redis.from_url(
            settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1
        ) as client:
            client.ping()
    except redis.RedisError:
        return "down"
    return "up"


@require_safe
def components(request):
    """Every part with its parameters and an example, for who builds or judges pages."""
    if not request.user.has_role(Role.ADMINISTRATOR):
        raise PermissionDenied
    return render(request, "components_page.html", {"docs": component_docs()} | example())


def example():
    """Made-up content for the page of components."""
    choices = [
        ("danger", "Nu gevaar"),
        ("two_days", "Binnen 2 dagen"),
        ("can_wait", "Kan wachten"),
    ]
    field = forms.ChoiceField(
        label="Hoe dringend is het?", choices=choices, widget=forms.RadioSelect, initial="two_days"
    )
    return {
        "form": type("ExampleForm", (forms.Form,), {"urgency": field})(),
        "tones": {"danger": "danger", "two_days": "warning", "can_wait": "neutral"},
        "hints": {
            "danger": "Bel eerst 112",
            "two_days": "We kijken vandaag of morgen",
            "can_wait": "We kijken deze week",
        },
        "facts": [("Nummer", "S-7K3M-9QTB"), ("Bron", "buren"), ("Telefoon", "06 12 34 56 78")],
        "now": timezone.now(),
    }


def component_docs():
    """What each component says about itself: the comment it opens with, by file name."""
    docs = {}
    for path in sorted((settings.BASE_DIR / "templates" / "components").glob("*.html")):
        text = path.read_text(encoding="utf-8").removeprefix("{% comment %}")
        docs[path.stem] = text.partition("{% endcomment %}")[0].strip()
    return docs
