from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.demo import demo_persons
from accounts.drafts import drop_draft, keeps_secret, save_draft
from accounts.forms import LanguageForm
from accounts.models import User
from common.dates import moment_words
from common.requests import beside_the_form
from common.text import medical_labels


def back_to(request):
    """Where the user came from, when that is one of our own pages; else the start page."""
    url = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure())
    return redirect(url if ours and url.startswith("/") else "/")


@login_not_required
@require_POST
def language(request):
    """Switch between Dutch and English, for this person and this browser."""
    form = LanguageForm(request.POST)
    response = back_to(request)
    if form.is_valid():
        chosen = form.cleaned_data["language"]
        if request.user.is_authenticated:
            User.objects.filter(pk=request.user.pk).update(language=chosen)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=365 * 24 * 60 * 60,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    return response


@login_not_required
@require_POST
def demo_login(request):
    """Log in as a demo person; exists in demo mode only."""
    if not settings.DEMO:
        raise Http404
    emails = [person.email for person in demo_persons()]
    user = get_object_or_404(User.objects.filter(email__in=emails), email=request.POST.get("email"))
    login(request, user)
    return redirect(settings.LOGIN_REDIRECT_URL)


@beside_the_form
@require_POST
def draft_save(request):
    """Keep what is being typed; answers with the time, and with hints on words that are labels."""
    key = request.POST.get("draft", "")[:80]
    texts = [text for name in request.POST for text in request.POST.getlist(name)]
    if keeps_secret(texts):
        return render(request, "accounts/_draft_refused.html")
    draft = save_draft(request.user, key, request.POST)
    labels = medical_labels(" ".join(texts))
    context = {"clock": moment_words(draft.saved_at).split()[-1], "labels": labels}
    return render(request, "accounts/_draft_saved.html", context)


@require_POST
def draft_drop(request):
    """Throw one's own draft away."""
    drop_draft(request.user, request.POST.get("draft", ""))
    return back_to(request)


@require_POST
def still_here(request):
    """Somebody says they are still there: the session lives on."""
    return HttpResponse(status=204)
