"""What of a trajectory can be shared, and exactly what a receiver sees of it.

One renderer for the preview, the partner's page and the ledger. A share names its fields one by
one, so what is written later is in none. Signals, reporters, notes and impressions are no fields.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, DateField, Q, Value
from django.db.models.functions import Coalesce
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import Action, Disclosure, EvictionPhase, Goal, Share, Trajectory
from cases.threat import title
from common.dates import short_date
from network.models import DataCategory
from network.models.contact import LABELLED


@dataclass(frozen=True)
class Item:
    """One field that can be shared: the code a share keeps, what it is called, and what it says."""

    code: str
    label: str
    text: str
    category: str

    @property
    def is_sensitive(self) -> bool:
        return self.category == DataCategory.HEALTH


def items_of(trajectory: Trajectory) -> list[Item]:
    """Every field of this trajectory that can be shared now; empty ones are left out. One query."""
    found = [*_about_the_resident(trajectory), *map(_item, _rows(trajectory))]
    return [item for item in found if item.text]


def seen_by_receiver(share: Share) -> list[Item]:
    """What the receiver of a share sees: the fields it names, as they are now, and nothing else."""
    return [item for item in items_of(share.trajectory) if item.code in share.items]


def categories_of(items: Iterable[Item]) -> set[str]:
    """Which kinds of data these fields are: what a ground must allow."""
    return {item.category for item in items}


def names_of(trajectory: Trajectory) -> dict[str, str]:
    """{code: what the field is called}"""
    return {item.code: item.label for item in items_of(trajectory)}


def labels_of(names: dict[str, str], codes: Iterable[str]) -> list[str]:
    """The names of fields, each once; what is gone is told as such. `names` is {code: label}."""
    return list(dict.fromkeys(names.get(code, _("removed since")) for code in codes))


def ledger(trajectory: Trajectory, names: dict[str, str]) -> list[tuple[Disclosure, list[str]]]:
    """Every look at something shared, the newest first, with the names of the fields.

    `names` is names_of(trajectory), which pages need as well.
    """
    lines = Disclosure.objects.filter(share__trajectory=trajectory).select_related(
        "share__consent", "share__covenant", *(f"share__{path}" for path in LABELLED)
    )
    return [(line, labels_of(names, line.items)) for line in lines]


def _about_the_resident(trajectory: Trajectory) -> Iterator[Item]:
    resident, home = trajectory.resident, trajectory.dwelling
    planned = trajectory.next_contact_on
    contact = DataCategory.CONTACT
    yield Item("name", _("Name"), resident.full_name, contact)
    yield Item("address", _("Address"), home.address if home else "", contact)
    yield Item("phone", _("Phone of the resident"), resident.phone, contact)
    yield Item("email", _("E-mail of the resident"), resident.email, contact)
    yield Item("next_contact", _("Next contact"), short_date(planned) if planned else "", contact)


def _rows(trajectory: Trajectory) -> list[Any]:
    """Goals, open steps, the threat of eviction and agreements about the home, in that order.

    What, key, text, day, code, whether stricter, place. Stricter ones only while switched on.
    """
    no_day, no_words = Value(None, DateField()), Value("", CharField())
    no_place, open_to_all = Value(0), Value(False)
    switched_on = Q() if trajectory.sensitive_on else Q(strict=False)
    strict = Coalesce("goal__domain__sensitive", False)
    goals = Goal.objects.filter(trajectory=trajectory, reached_on=None).order_by()
    goals = goals.annotate(strict=Coalesce("domain__sensitive", False)).filter(switched_on)
    steps = Action.objects.open().filter(goal__trajectory=trajectory).order_by()
    steps = steps.annotate(strict=strict).filter(switched_on)
    phases = trajectory.eviction_phases.current().order_by()
    phases = phases.exclude(phase=EvictionPhase.Phase.NONE)
    contracts = trajectory.contracts.running().order_by()
    parts = (
        (0, goals, "text", no_day, no_words, "strict", "position"),
        (1, steps, "text", "due_on", no_words, "strict", "position"),
        (2, phases, no_words, "date", "phase", open_to_all, no_place),
        (3, contracts, no_words, "ends_on", "kind", open_to_all, no_place),
    )
    first, *others = (
        rows.values_list(Value(what), "pk", text, day, code, is_strict, place)
        for what, rows, text, day, code, is_strict, place in parts
    )
    return sorted(first.union(*others, all=True), key=lambda row: (row[0], row[6], row[1]))


def _item(row: Any) -> Item:
    what, pk, text, day, code, is_strict, _place = row
    category = DataCategory.HEALTH if is_strict else DataCategory.PLAN
    if what == 0:
        return Item(f"goal:{pk}", _("Goal"), text, category)
    if what == 1:
        due = f" ({_('by %(day)s') % {'day': short_date(day)}})" if day else ""
        return Item(f"step:{pk}", _("Step"), f"{text}{due}", category)
    if what == 2:
        words = title("phase", code, day)
        return Item("eviction", _("Threat of eviction"), words, DataCategory.ARREARS)
    words = title("contract", code, day)
    label = capfirst(_("contract agreement"))
    return Item(f"contract:{pk}", label, words, DataCategory.HOUSING)
