"""One box for names, addresses and numbers; shows only what the user may see."""

from dataclasses import dataclass

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Trajectory
from common.numbers import read_number
from residents.models import Dwelling, Resident, Tenant
from signals.models import Signal
from signals.permissions import can_log

MOST = 10
SHORTEST = 3  # trigrams have no shorter words


@dataclass(frozen=True)
class Hit:
    """One thing found, with where it leads."""

    kind: str
    title: str
    detail: str
    url: str
    file: models.Model


def search(user, text):
    """Hits for what was typed: a public number first, then people, then addresses."""
    text = " ".join(text.split())
    if len(text) < SHORTEST:
        return []
    numbered = list(_by_number(user, text))
    return numbered or [*_people(user, text), *_addresses(user, text)]


def _by_number(user, text):
    number = read_number(text)
    for trajectory in _trajectories(user).filter(number=number):
        yield _trajectory_hit(trajectory)
    if number.startswith("S-"):
        visible = Signal.objects.visible_to(user) | Signal.objects.reported_by(user)
        for signal in visible.filter(number=number).select_related("dwelling").distinct():
            yield Hit(_("Signal"), signal.title, signal.where, signal.get_absolute_url(), signal)


def _trajectories(user):
    return Trajectory.objects.visible_to(user).select_related("resident", "dwelling")


def _trajectory_hit(trajectory):
    address = trajectory.dwelling.address if trajectory.dwelling else ""
    return Hit(
        _("Trajectory"),
        trajectory.resident.full_name,
        f"{address} · {trajectory.number}",
        trajectory.get_absolute_url(),
        trajectory,
    )


def _people(user, text):
    residents = Resident.objects.visible_to(user).matching(text, MOST)
    trajectories = _trajectories(user).filter(resident__in=residents)
    order = {resident.pk: rank for rank, resident in enumerate(residents)}
    for trajectory in sorted(trajectories, key=lambda item: order[item.resident_id]):
        yield _trajectory_hit(trajectory)
    lived = Tenant.objects.filter(resident__in=residents).select_related("tenancy__dwelling")
    # Of who moved the last home stays: it comes last.
    by_resident = {
        tenant.resident_id: tenant.tenancy.dwelling
        for tenant in lived.order_by("tenancy__starts_on")
    }
    for resident in residents:
        if home := by_resident.get(resident.pk):
            url = _address_url(home)
            yield Hit(_("Resident"), resident.full_name, home.address, url, resident)


def _addresses(user, text):
    if not can_log(user):
        return
    for dwelling in Dwelling.objects.visible_to(user).matching(text, MOST):
        detail = f"{dwelling.postcode} {dwelling.district}".strip()
        yield Hit(_("Address"), dwelling.address, detail, _address_url(dwelling), dwelling)


def _address_url(dwelling):
    return reverse("signals:address", args=[dwelling.number])
