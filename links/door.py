"""The door of a personal link: what a stranger sees, and how the right person gets in.

Opening a link shows nothing and uses nothing up: mail scanners open it too. In comes who also has
the code that was given by another way; for half an hour after the last page, in that browser only.
"""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.middleware import act_as
from common.forms import bare_helper
from links.models import Link
from links.workflow import try_code

KEY = "links"  # in the session: {link: when it was last used, in seconds}
IDLE_SECONDS = 30 * 60


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=12,
        help_text=gettext_lazy("Six digits. You got them by phone or text message."),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}
        ),
        error_messages={"required": gettext_lazy("Fill in the code of six digits.")},
    )

    def __init__(self, *args, purpose="", **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        if purpose == "my_plan":
            self.fields["code"].help_text = _("Six digits. Your housing coach told you them.")

    def clean_code(self):
        return "".join(self.cleaned_data["code"].split())


def enter(
    request: HttpRequest, token: str, purpose: str
) -> tuple[Link, None] | tuple[None, HttpResponse]:
    """The link for who may come in; for others the page to answer with.

    Used, closed, expired, of another purpose and unknown look the same: 404, one text.
    """
    link = Link.objects.of_token(token, purpose).live().select_related("organisation").first()
    if link is None:
        return None, dead(request, purpose)
    act_as(purpose="link", reference=request.reference, organisation_id=link.organisation_id)
    if _is_in(request, link):
        return link, None
    form = CodeForm(request.POST if "code" in request.POST else None, purpose=purpose)
    if form.is_valid():
        if try_code(link, form.cleaned_data["code"]):
            _let_in(request, link)
            return None, redirect(request.path)
        form.add_error(
            "code", _("This is not the right code. Look once more, or ask for a new one.")
        )
    return None, render(request, "links/code.html", {"form": form, "link": link})


def dead(request: HttpRequest, purpose: str = "") -> HttpResponse:
    """What every link of a purpose that opens nothing shows."""
    return render(request, "links/dead.html", {"purpose": purpose}, status=404)


def leave(request: HttpRequest, link: Link) -> None:
    """Forget that this browser was let in."""
    known = request.session.get(KEY, {})
    known.pop(str(link.pk), None)
    request.session[KEY] = known


def _is_in(request: HttpRequest, link: Link) -> bool:
    known = request.session.get(KEY, {})
    now = int(timezone.now().timestamp())
    idle = now - known.get(str(link.pk), 0)
    if idle > IDLE_SECONDS:
        return False
    if idle >= 60:  # once a minute is exact enough
        request.session[KEY] = known | {str(link.pk): now}
    return True


def _let_in(request: HttpRequest, link: Link) -> None:
    if not request.user.is_authenticated:
        request.session.cycle_key()
    known = request.session.get(KEY, {})
    request.session[KEY] = known | {str(link.pk): int(timezone.now().timestamp())}
