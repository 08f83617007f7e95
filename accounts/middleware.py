import uuid

from allauth.account.middleware import AccountMiddleware
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import connection, transaction
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import Submission
from accounts.permissions import lacks_second_factor


class LanguageMiddleware:
    """Dutch, unless this person or this browser chose English; the browser's own wish is not asked."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            language = request.user.language
        else:
            language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if language not in dict(settings.LANGUAGES):
            language = settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class IdleMiddleware:
    """End a session after 30 idle minutes; the clock is written once a minute, not on each request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            now = int(timezone.now().timestamp())
            seen = request.session.get("seen", now)
            if now - seen > settings.SESSION_IDLE_SECONDS:
                logout(request)
                messages.info(
                    request, _("You were away for half an hour. Log in again to carry on.")
                )
            elif now - seen >= 60 or "seen" not in request.session:
                request.session["seen"] = now
        return self.get_response(request)


class SecondFactorMiddleware:
    """Nobody reaches a page with personal data without a second factor on their account."""

    ALLOWED = ("account_", "mfa_", "accounts:still_here")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        if request.resolver_match.view_name.startswith(self.ALLOWED):
            return None
        if lacks_second_factor(request.user):
            messages.info(
                request, _("Set up a second step for logging in first. Then you can start.")
            )
            return redirect("mfa_index")
        return None


class UnitOfWorkMiddleware:
    """One request, one transaction: the acting user is known to the database, a form counts once.

    Every answer of 400 and up undoes what the view wrote. Must be the last middleware: it runs
    the view itself, inside the transaction, so that views, history and row rules see one moment.
    """

    METHODS = ("GET", "HEAD", "POST")

    def __init__(self, get_response):
        self.get_response = get_response
        # What a view raises here never reaches the process_exception of other middleware.
        self.answer_of_allauth = AccountMiddleware(get_response).process_exception

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method not in self.METHODS:
            return HttpResponseNotAllowed(self.METHODS)
        if getattr(view, "own_transaction", False):
            return None
        with transaction.atomic():
            act_as(user=request.user, reference=request.reference)
            key = None if getattr(view, "beside_the_form", False) else submission_key(request)
            if key and (answer := earlier_answer(key, request)):
                return answer
            try:
                response = view(request, *args, **kwargs)
            except (ImmediateHttpResponse, ReauthenticationRequired) as question:
                response = self.answer_of_allauth(request, question)
            if response.status_code >= 400:
                transaction.set_rollback(True)
            elif key:
                settle(key, response)
        return response


def act_as(*, user=None, purpose="", reference="", organisation_id=None):
    """Tell the database for this transaction who acts: a user, or somebody for a purpose.

    Without a user, `organisation_id` says in whose log it stands.
    """
    known = user is not None and user.is_authenticated
    organisations = [m.organisation_id for m in user.memberships_now] if known else []
    organisation = next(iter(organisations), organisation_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('wooncoach.actor', %s, true),"
            " set_config('wooncoach.organisation', %s, true),"
            " set_config('wooncoach.purpose', %s, true),"
            " set_config('wooncoach.reference', %s, true)",
            [
                str(user.pk) if known else "",
                str(organisation or ""),
                purpose,
                reference,
            ],
        )


def submission_key(request):
    """The key printed in the form that was sent, or None."""
    if request.method != "POST" or not request.user.is_authenticated:
        return None
    try:
        return uuid.UUID(request.POST.get("once", ""))
    except ValueError:
        return None


def earlier_answer(key, request):
    """Claim the key; when it was claimed before, answer as then (a second click waits for the first)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_submission (key, user_id, location, at) VALUES (%s, %s, '', now())"
            " ON CONFLICT DO NOTHING",
            [key, request.user.pk],
        )
        if cursor.rowcount:
            return None
    earlier = Submission.objects.filter(pk=key, user=request.user).first()
    location = earlier.location if earlier else "/"
    if request.htmx:
        response = HttpResponse(status=204)
        response["HX-Redirect"] = location
        return response
    return redirect(location)


def settle(key, response):
    """Remember where the first click led; a form that came back with errors may be sent again."""
    location = response.get("Location") or response.get("HX-Redirect")
    if location:
        Submission.objects.filter(pk=key).update(location=location)
    else:
        Submission.objects.filter(pk=key).delete()
