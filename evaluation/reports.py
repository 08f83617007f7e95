"""The kinds of report, in one registry: who may have one, and what makes it in a worker."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from evaluation.models import Report

Step = Callable[[int], None]


class Cancelled(Exception):
    """Somebody stopped the report while it was made."""


@dataclass(frozen=True)
class Made:
    """What a kind made: the PDF, and if it has one a sheet (XLSX) and the figures that were shown."""

    pdf: bytes
    sheet: bytes = b""
    figures: dict[str, Any] | None = None


@dataclass(frozen=True)
class Kind:
    """One kind of report.

    `make(report, step)` runs in a worker outside any transaction and imports common.pdf inside; it
    calls step(percent), which raises Cancelled. `allowed(user, report)` is judged when it is asked
    for, when it is made and at each download; `may_ask` besides it at the first two. `sensitive`
    tells whether fields such as health come into what this user asks.
    """

    code: str
    file_name: str  # neutral: number and version are added
    make: Callable[[Report, Step], Made]
    allowed: Callable[[User, Report], bool]
    may_ask: Callable[[User, Report], bool] = lambda user, report: True
    sensitive: Callable[[User, Report], bool] = lambda user, report: False


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind, in AppConfig.ready(); a second one under the same code is a mistake."""
    if KINDS.setdefault(kind.code, kind) != kind:
        raise ValueError(f"There is a report {kind.code} already.")


def may_have(user: User, report: Report) -> bool:
    """Whether this person may see and fetch this report now."""
    return report.kind in KINDS and KINDS[report.kind].allowed(user, report)


def may_ask(user: User, report: Report) -> bool:
    """Whether this person may have such a report made now."""
    return may_have(user, report) and KINDS[report.kind].may_ask(user, report)


def fingerprint(contents: Any) -> str:
    """Eight hex digits of what a report was made of: the same contents give the same ones.

    Stands in the footer, where the checksum of the file itself cannot stand.
    """
    plain = json.dumps(contents, default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()[:8]
