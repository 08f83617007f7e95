"""How the demo is written down: signals with their steps, trajectories with their journal.

Every `ago` counts working days before today; every `clock` is a time such as "16:40".
"""

from dataclasses import dataclass
from typing import Any

from cases.models import JournalEntry
from signals.models import Channel, Feedback, ReporterRole

NOON = "12:00"


@dataclass(frozen=True)
class Step:
    """One verb of signals.workflow, with who did it when."""

    verb: str
    ago: int
    by: str
    clock: str
    values: dict[str, Any]


def assessed(ago: int, by: str, triage: str, note: str = "", clock: str = "11:20") -> Step:
    return Step("assess", ago, by, clock, {"triage": triage, "note": note})


def taken_up(ago: int, by: str, triage: str, note: str = "", clock: str = "11:40") -> Step:
    return Step("take_up", ago, by, clock, {"triage": triage, "note": note})


def referred(
    ago: int, by: str, triage: str, referred_to: str, note: str = "", clock: str = "13:15"
) -> Step:
    values = {"triage": triage, "referred_to": referred_to, "note": note}
    return Step("refer", ago, by, clock, values)


def joined(ago: int, by: str, key: str, clock: str = "10:05") -> Step:
    """Put under a trajectory that runs already."""
    return Step("join_trajectory", ago, by, clock, {"trajectory": key})


def told(
    ago: int, by: str, text: str, kind: str = Feedback.Kind.CONTENT, clock: str = "15:50"
) -> Step:
    return Step("feed_back", ago, by, clock, {"kind": kind, "text": text})


def closed(ago: int, by: str, note: str = "", clock: str = "16:20") -> Step:
    return Step("close", ago, by, clock, {"note": note})


def reopened(ago: int, by: str, note: str, clock: str = "09:25") -> Step:
    return Step("reopen", ago, by, clock, {"note": note})


@dataclass(frozen=True)
class Teller:
    """Who noticed it, when that was not the colleague who typed it."""

    role: str
    name: str = ""
    phone: str = ""
    email: str = ""
    keep_private: bool = True


@dataclass(frozen=True, kw_only=True, eq=False)
class Sighting:
    """One signal; `where` is an address of the demo, else the reporter's own words for it."""

    ago: int
    clock: str
    by: str
    where: str
    urgency: str
    kinds: tuple[str, ...]
    facts: str
    impression: str = ""
    teller: Teller = Teller(ReporterRole.CARETAKER, keep_private=False)
    channel: str = Channel.SEEN
    since_when: str = ""
    talked_about: bool = False
    days_earlier: int = 0  # that it happened before it was logged
    starts: str = ""  # key of the trajectory that began with it
    steps: tuple[Step, ...] = ()
    photo: str = ""  # what is drawn, see pictures.py


@dataclass(frozen=True)
class Entry:
    """One line in a journal."""

    ago: int
    clock: str
    facts: str
    impression: str = ""
    kind: str = JournalEntry.Kind.VISIT
    outcome: str = JournalEntry.Outcome.REACHED
    by: str = ""  # the coach, unless named


def met(ago, clock, facts, impression="", kind=JournalEntry.Kind.VISIT, by=""):
    return Entry(ago, clock, facts, impression, kind, JournalEntry.Outcome.REACHED, by)


def missed(ago, clock, facts, impression="", kind=JournalEntry.Kind.VISIT, by=""):
    return Entry(ago, clock, facts, impression, kind, JournalEntry.Outcome.ATTEMPT, by)


def phoned(ago, clock, facts, impression="", by=""):
    return met(ago, clock, facts, impression, JournalEntry.Kind.PHONE, by)


def consulted(ago, clock, facts, impression="", by=""):
    """A talk with a partner."""
    kind, none = JournalEntry.Kind.PARTNER, JournalEntry.Outcome.NONE
    return Entry(ago, clock, facts, impression, kind, none, by)


def noted(ago, clock, facts, impression="", by=""):
    kind, none = JournalEntry.Kind.NOTE, JournalEntry.Outcome.NONE
    return Entry(ago, clock, facts, impression, kind, none, by)


@dataclass(frozen=True)
class Move:
    """A step along the road of a trajectory."""

    ago: int
    to: str
    reason: str = ""
    end_reason: str = ""  # for closing
    clock: str = "17:00"


@dataclass(frozen=True, kw_only=True, eq=False)
class Path:
    """One trajectory: for who heads the household at an address."""

    key: str
    home: str
    coach: str
    started: int
    clock: str = "09:30"
    backups: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    journal: tuple[Entry, ...] = ()
    next_contact: int | None = None  # days from today
