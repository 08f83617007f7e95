"""Covenants: what they allow and until when, and the signed paper."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.log import record
from audit.models import Entry
from common.uploads import EXTENSION
from network.forms import CovenantForm
from network.models import Covenant, Partner
from network.permissions import registries_of, role_ground
from network.views.pages import change, done, keeper, show, values_of
from network.workflow import registry


@require_safe
def covenants(request):
    """All of them, those in force first."""
    keeper(request)
    found = Covenant.objects.visible_to(request.user).with_party_names()
    rows = [covenant_row(covenant) for covenant in found]
    return show(
        request,
        "network/covenant_list.html",
        {"rows": sorted(rows, key=lambda row: row["ended"])},
        organisation_id=next(iter(registries_of(request.user))),
    )


def covenant_row(covenant, today=None):
    """What a list shows of one covenant; needs with_party_names()."""
    today = today or timezone.localdate()
    until = covenant.valid_until
    ended = bool(until and until < today)
    if ended:
        state, tone = _("ended"), "neutral"
    elif covenant.valid_from > today:
        state, tone = _("not begun yet"), "neutral"
    elif until and (until - today).days <= ENDS_SOON:
        state, tone = _("ends soon"), "warning"
    else:
        state, tone = _("in force"), "good"
    return {"covenant": covenant, "state": state, "tone": tone, "ended": ended}


ENDS_SOON = 60  # days


def covenant_add(request):
    """A new one; from the page of a partner it starts with that partner."""
    keeper(request)
    visible = Partner.objects.visible_to(request.user).listed()
    first = visible.filter(number=request.GET.get("partner", "")).first()
    registries = registries_of(request.user)
    organisation_id = first.organisation_id if first else next(iter(registries))
    form = CovenantForm(
        request.POST or None,
        request.FILES or None,
        organisation_id=organisation_id,
        initial={"parties": first.name if first else ""},
    )
    if form.is_valid():
        new = Covenant(organisation_id=organisation_id)
        registry.keep_covenant(new, **form.cleaned_data)
        return done(request, "network:covenants", _("Covenant saved."))
    words = {"heading": _("Add covenant"), "button": _("Save covenant"), "form": form}
    return form_page(request, words, organisation_id)


def covenant_edit(request, key):
    found = get_object_or_404(Covenant.objects.visible_to(request.user), key=key)

    def form_of(item, data=None):
        names = item.parties.order_by("name").values_list("name", flat=True)
        initial = values_of(item, CovenantForm) | {"parties": "\n".join(names)}
        files = request.FILES or None
        return CovenantForm(data, files, organisation_id=item.organisation_id, initial=initial)

    form, stored, ready = change(request, found, form_of, registry.keep_covenant)
    if ready:
        return done(request, "network:covenants", _("Saved."))
    words = {"heading": _("Change covenant"), "button": _("Save covenant"), "form": form}
    return form_page(request, words | {"item": found, "stored": stored}, found.organisation_id)


def form_page(request, words, organisation_id):
    context = {"files": True, "back": "network:covenants", **words}
    return show(request, "network/form.html", context, organisation_id=organisation_id)


@require_safe
def covenant_document(request, key):
    """The signed paper, as a download under a name that tells nothing."""
    found = get_object_or_404(Covenant.objects.visible_to(request.user), key=key)
    if not found.document:
        raise Http404
    record(
        request,
        Entry.Action.EXPORT,
        objects=[found],
        organisation_id=found.organisation_id,
        ground=role_ground(request.user, found.organisation_id),
    )
    name = f"convenant.{EXTENSION[found.content_type]}"
    return FileResponse(
        found.document.open(), as_attachment=True, filename=name, content_type=found.content_type
    )
