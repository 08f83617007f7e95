"""Lists of signals: all of the organisation, one's own, and those of one address."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Role
from audit.log import record
from audit.models import Entry
from cases.advice import card_of
from common.keyset import capped_count, page
from common.lists import chips, fields, with_default
from residents.models import Dwelling, Resident
from signals.filters import SignalFilter
from signals.models import Signal
from signals.permissions import can_log
from signals.rows import signal_row

NEWEST_FIRST = ("-created_at", "-id")
STACK_DAYS = 30


def show_page(request, queryset, *, ground):
    """One page of signals, put on record; its rows say how often the address came back."""
    found = page(
        queryset.select_related("dwelling"),
        request.GET,
        order=NEWEST_FIRST,
    )
    record(
        request,
        Entry.Action.VIEW,
        objects=found.rows,
        organisation_id=found.rows[0].organisation_id if found.rows else None,
        ground=ground,
    )
    return found


def times_at_address(signals):
    """Signals per dwelling in the last 30 days, for the dwellings of these signals."""
    recent = Signal.objects.filter(
        dwelling__in={signal.dwelling_id for signal in signals if signal.dwelling_id},
        created_at__gte=timezone.now() - dt.timedelta(days=STACK_DAYS),
    )
    counts = recent.order_by().values_list("dwelling").annotate(Count("pk"))
    return dict(counts)


@require_safe
def signal_list(request):
    if not request.user.has_role(Role.COACH):
        raise PermissionDenied
    params = with_default(request.GET, state="open")
    filters = SignalFilter(params, Signal.objects.visible_to(request.user))
    found = show_page(request, filters.qs, ground="role coach")
    times = times_at_address(found.rows)
    rows = [signal_row(item, at_address=times.get(item.dwelling_id, 0)) for item in found.rows]
    context = {
        "fields": fields(filters),
        "chips": chips(filters),
        "rows": rows,
        "page": found,
        "count": capped_count(filters.qs),
    }
    return render(request, "signals/signal_list.html", context)


@require_safe
def my_signals(request):
    if not can_log(request.user):
        raise PermissionDenied
    found = show_page(request, Signal.objects.reported_by(request.user), ground="own")
    rows = [signal_row(item, own=True) for item in found.rows]
    return render(request, "signals/my_signals.html", {"rows": rows, "page": found})


@require_safe
def address(request, number):
    """One address: for a coach who lives there and all its signals; for a reporter one's own."""
    dwelling = get_object_or_404(Dwelling.objects.visible_to(request.user), number=number)
    full = dwelling.organisation_id in request.user.organisation_ids(Role.COACH)
    mine = Signal.objects.visible_to if full else Signal.objects.reported_by
    signals = mine(request.user).filter(dwelling=dwelling).select_related("dwelling")
    signals = list(signals.order_by(*NEWEST_FIRST)[:50])
    residents = list(Resident.objects.living_at(dwelling).by_name()) if full else []
    card = card_of(dwelling, request.user)
    record(
        request,
        Entry.Action.VIEW,
        objects=[dwelling, *residents, *signals, *card["shown"]],
        organisation_id=dwelling.organisation_id,
        ground="role coach" if full else "own",
    )
    context = {
        "dwelling": dwelling,
        "residents": residents,
        "full": full,
        "advice": card,
        "rows": [signal_row(item, own=not full) for item in signals],
    }
    return render(request, "signals/address.html", context)
