"""The colour of an address: given, changed, ended, and all of them in a list."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from audit.log import record
from audit.models import Entry
from cases.advice import colour_words
from cases.filters import AdviceFilter
from cases.forms.advice import AdviceForm
from cases.models import ADVISES, AddressAdvice, ChangedMeanwhile
from cases.permissions import can_advise
from cases.workflow import advice as workflow
from common.conflict import differences
from common.keyset import capped_count, page
from common.lists import chips, fields
from network.permissions import role_ground
from residents.models import Dwelling

REVIEW_ORDER = ("review_on", "id")


def adviser(request):
    """Refuse who gives no advice; the organisations where they do."""
    if not request.user.has_role(*ADVISES):
        raise PermissionDenied
    return request.user.organisation_ids(*ADVISES)


def show(request, template, context, *, objects, organisation_id):
    """A page with colours and reasons, put on record with the addresses on it."""
    record(
        request,
        Entry.Action.VIEW,
        objects=objects,
        organisation_id=organisation_id,
        ground=role_ground(request.user, organisation_id),
    )
    return render(request, template, context)


@require_safe
def advices(request):
    """All advice in force, what must be looked at first on top."""
    organisations = adviser(request)
    visible = AddressAdvice.objects.visible_to(request.user).current()
    filters = AdviceFilter(request.GET, visible)
    rows = filters.qs.select_related("dwelling", "author")
    rows = rows.annotate(number=F("dwelling__number"))
    found = page(rows, request.GET, order=REVIEW_ORDER)
    context = {
        "fields": fields(filters),
        "chips": chips(filters),
        "count": capped_count(filters.qs),
        "page": found,
        "rows": [{"advice": one, **colour_words(one.colour)} for one in found.rows],
    }
    homes = [one.dwelling for one in found.rows]
    return show(
        request,
        "cases/advice_list.html",
        context,
        objects=[*found.rows, *homes],
        organisation_id=organisations[0],
    )


def open_dwelling(request, number):
    """The address: 404 for outsiders, 403 for who goes there but gives no advice."""
    dwelling = get_object_or_404(Dwelling.objects.visible_to(request.user), number=number)
    if not can_advise(request.user, dwelling.organisation_id):
        raise PermissionDenied
    return dwelling, AddressAdvice.objects.current().filter(dwelling=dwelling).first()


def seen_key(request, current):
    """The key of the advice the writer had in sight: as posted, or the one there is now."""
    posted = request.POST.get("version", "")
    return int(posted) if posted.isdecimal() else current.pk if current else 0


def values_of(current, *names):
    """What stands there now, as initial values; nothing special when there is no advice."""
    return {name: getattr(current, name) for name in names} if current else {}


def advice(request, number):
    """Give the address a colour, or confirm the one it has with a new date."""
    dwelling, current = open_dwelling(request, number)
    seen, stored = seen_key(request, current), None
    form = AdviceForm(request.POST or None, initial=values_of(current, "colour", "reason"))
    if form.is_valid():
        try:
            workflow.advise(dwelling, seen=seen, by=request.user, **form.cleaned_data)
        except ChangedMeanwhile:
            seen = current.pk if current else 0
            there = values_of(current, "colour", "reason", "review_on")
            stored = differences(form, AdviceForm(initial=there))
        if not stored:
            messages.success(request, _("Advice saved."))
            return redirect("signals:address", dwelling.number)
    context = {"dwelling": dwelling, "form": form, "seen": seen, "stored": stored}
    return show(
        request,
        "cases/advice_form.html",
        context | {"current": current},
        objects=[dwelling, current] if current else [dwelling],
        organisation_id=dwelling.organisation_id,
    )


@require_POST
def advice_end(request, number):
    dwelling, current = open_dwelling(request, number)
    try:
        workflow.end_advice(dwelling, seen=seen_key(request, current), by=request.user)
    except ChangedMeanwhile:
        messages.warning(
            request, _("A colleague changed this a moment ago. Look first, then choose again.")
        )
    else:
        messages.success(request, _("Advice ended."))
    return redirect("signals:address", dwelling.number)
