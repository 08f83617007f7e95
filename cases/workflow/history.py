"""What was before, and the pace it asks for."""

import datetime as dt

from django.db import transaction

from cases.models import HistoryItem, Trajectory


@transaction.atomic
def add_fact(
    trajectory: Trajectory,
    *,
    since: dt.date,
    text: str,
    until: dt.date | None = None,
    source: str = "",
) -> HistoryItem:
    """Write down one dated fact from before."""
    return HistoryItem.objects.create(
        trajectory=trajectory, since=since, until=until, text=text, source=source
    )


@transaction.atomic
def set_pace(
    trajectory: Trajectory, *, pace: str, reason: str = "", contact_days: int | None = None
) -> None:
    """Set the pace; `contact_days` only where a person overrules what the pace proposes.

    Raises TrajectoryChanged for the second of two writers.
    """
    trajectory.change(pace=pace, pace_reason=reason, contact_days=contact_days)
