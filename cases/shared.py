"""What of a trajectory can be shared, and exactly what a receiver sees of it.

One renderer for the preview, the partner's page and the ledger. A share names its fields one by
one, so what is written later is in none. Signals, reporters, notes and impressions are no fields.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import Action, Disclosure, EvictionPhase, Goal, Share, Trajectory
from cases.steps import is_sensitive
from cases.threat import contract_rows, title
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
    """Every field of this trajectory that can be shared now; empty ones are left out."""
    found = [
        *_about_the_resident(trajectory),
        *_about_the_plan(trajectory),
        *_about_the_home(trajectory),
    ]
    return [item for item in found if item.text]


def seen_by_receiver(share: Share) -> list[Item]:
    """What the receiver of a share sees: the fields it names, as they are now, and nothing else."""
    return [item for item in items_of(share.trajectory) if item.code in share.items]


def categories_of(items: Iterable[Item]) -> set[str]:
    """Which kinds of data these fields are: what a ground must allow."""
    return {item.category for item in items}


def labels_of(names: dict[str, str], codes: Iterable[str]) -> list[str]:
    """The names of fields, each once; what is gone is told as such. `names` is {code: label}."""
    return list(dict.fromkeys(names.get(code, _("removed since")) for code in codes))


def ledger(trajectory: Trajectory) -> list[tuple[Disclosure, list[str]]]:
    """Every look at something shared, the newest first, with the names of the fields."""
    lines = Disclosure.objects.filter(share__trajectory=trajectory).select_related(
        "share__consent", "share__covenant", *(f"share__{path}" for path in LABELLED)
    )
    names = {item.code: item.label for item in items_of(trajectory)}
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


def _about_the_plan(trajectory: Trajectory) -> Iterator[Item]:
    goals = Goal.objects.filter(trajectory=trajectory).select_related("domain")
    steps = Action.objects.open().filter(goal__trajectory=trajectory)
    for goal in goals.filter(reached_on=None):
        if _is_open_to_share(trajectory, goal):
            yield Item(f"goal:{goal.pk}", _("Goal"), goal.text, _category(goal))
    for step in steps.select_related("goal__domain"):
        if _is_open_to_share(trajectory, step.goal):
            due = f" ({_('by %(day)s') % {'day': short_date(step.due_on)}})" if step.due_on else ""
            yield Item(f"step:{step.pk}", _("Step"), f"{step.text}{due}", _category(step.goal))


def _is_open_to_share(trajectory: Trajectory, goal: Goal) -> bool:
    return trajectory.sensitive_on or not is_sensitive(goal)


def _category(goal: Goal) -> str:
    return DataCategory.HEALTH if is_sensitive(goal) else DataCategory.PLAN


def _about_the_home(trajectory: Trajectory) -> Iterator[Item]:
    phases = trajectory.eviction_phases.order_by("-since", "-pk")
    phase = phases.exclude(phase=EvictionPhase.Phase.NONE).first()
    if phase and phase == phases.first():
        words = title("phase", phase.phase, phase.date)
        yield Item("eviction", _("Threat of eviction"), words, DataCategory.ARREARS)
    for row in contract_rows(trajectory.contracts.running()):
        words = _("%(agreement)s until %(day)s") % {
            "agreement": row["label"],
            "day": short_date(row["ends_on"]),
        }
        yield Item(
            f"contract:{row['pk']}", capfirst(_("contract agreement")), words, DataCategory.HOUSING
        )
