"""The kinds of PDF of one trajectory, in one registry; upper apps add theirs in AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases import my_plan
from cases.models import Document, Trajectory
from cases.permissions import can_edit


@dataclass(frozen=True)
class Kind:
    """One kind of document.

    `render` runs in a worker and imports common.pdf inside; what the person may see of stricter
    fields is in `document.sensitive`. `back` is the URL name of the page it belongs to.
    """

    code: str
    label: Any
    file_name: str  # neutral: the number of the trajectory is added
    render: Callable[[Document], bytes]
    back: str
    allowed: Callable[[User, Trajectory], bool] = can_edit


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind; a second one under the same code is a mistake."""
    if KINDS.setdefault(kind.code, kind) != kind:
        raise ValueError(f"There is a document {kind.code} already.")


register(
    Kind(
        code="my_plan",
        label=_("My plan, for the fridge"),
        file_name="mijn-plan",
        render=my_plan.render,
        back="cases:plan",
    )
)
