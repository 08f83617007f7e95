"""Verbs on a trajectory, one file per noun; upper apps use these."""

from cases.workflow.road import (
    STEPS,
    add_entry,
    close,
    move,
    open_trajectory,
    plan_contact,
    reopen,
    set_team,
    stop,
)

__all__ = [
    "STEPS",
    "add_entry",
    "close",
    "move",
    "open_trajectory",
    "plan_contact",
    "reopen",
    "set_team",
    "stop",
]
