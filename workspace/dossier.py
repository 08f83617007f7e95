"""The timeline of a trajectory: signals, contacts and state changes on one line."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import threat
from cases.models import JournalEntry
from common.dates import moment_words, short_date
from network.models.contact import LABELLED

SIZE = 30
NOON = dt.time(12)
ORDER = ("phase", "step", "contract", "state")  # of what has one and the same day


@dataclass(frozen=True)
class Item:
    """One thing on the timeline; `shape` decides how it looks, words say the same."""

    at: dt.datetime
    shape: str
    title: str
    when: str
    text: str = ""
    impression: str = ""
    badge: str = ""
    badge_tone: str = "neutral"
    url: str = ""
    url_label: str = ""
    file: Model | None = None  # what the log names, when it is more than the trajectory


def timeline(trajectory, user, *, before=""):
    """The newest items behind a place in the timeline, and the place to ask the next ones with.

    A place is a moment and how many items of that very moment were shown: notes of an earlier day
    all stand at noon. Three queries, however long.
    """
    moment, passed = _place(before)
    most = SIZE + passed + 1
    items = [
        *_journal(trajectory, user, moment, most),
        *_signals(trajectory, moment, most),
        *_changes(trajectory, moment),
    ]
    items.sort(key=lambda item: item.at, reverse=True)
    items = items[passed:]
    shown = items[:SIZE]
    if len(items) <= SIZE:
        return shown, ""
    last = shown[-1].at
    same = sum(item.at == last for item in shown) + (passed if last == moment else 0)
    return shown, f"{last.isoformat()}_{same}"


def _place(text):
    """The moment and the count in what timeline() gave out; (None, 0) for anything else."""
    day, _bar, count = text.partition("_")
    try:
        moment = dt.datetime.fromisoformat(day)
    except ValueError:
        return None, 0
    if moment.tzinfo is None:
        return None, 0
    return moment, int(count) if count.isdecimal() and len(count) < 4 else 0


def _newest(queryset, field, moment, most):
    if moment:
        queryset = queryset.filter(**{f"{field}__lte": moment})
    return queryset.order_by(f"-{field}", "-pk")[:most]


def _journal(trajectory, user, moment, most):
    entries = trajectory.journal.select_related("author", *LABELLED)
    for entry in _newest(entries, "happened_at", moment, most):
        attempt = entry.outcome == JournalEntry.Outcome.ATTEMPT
        reached = entry.outcome == JournalEntry.Outcome.REACHED
        shape = "attempt" if attempt else "contact" if reached else "note"
        edited = f" · {_('changed')}" if entry.edited else ""
        yield Item(
            at=entry.happened_at,
            shape=shape,
            title=_title(entry),
            when=f"{moment_words(entry.happened_at)} · {entry.author.name}{edited}",
            text=entry.facts,
            impression=entry.impression,
            badge=_("nobody reached") if attempt else _("spoken with") if reached else "",
            badge_tone="warning" if attempt else "good",
            url=f"notitie/{entry.key}/" if entry.author_id == user.pk else "",
            url_label=_("Change note"),
        )


def _title(entry):
    kind = str(entry.get_kind_display())
    return f"{kind}: {entry.contact.label}" if entry.contact else kind


def _signals(trajectory, moment, most):
    # The day, not the hour, and nothing of who reported it: this may be read by the resident.
    for signal in _newest(trajectory.signals, "created_at", moment, most):
        yield Item(
            at=signal.created_at,
            shape="signal",
            title=_("Signal: %(title)s") % {"title": signal.title},
            when=short_date(signal.happened_on),
            text=signal.facts,
            url=signal.get_absolute_url(),
            url_label=_("Open signal"),
            file=signal,
        )


def _changes(trajectory, moment):
    """States, phases of eviction, steps in arrears, contract agreements, questions to partners.

    What has a day and no hour stands at noon, in the order in which it was written.
    """
    for what, day, code, date, words, who, pk, at in threat.history(trajectory):
        noon = timezone.make_aware(dt.datetime.combine(day, NOON))
        timed = at is not None
        at = at or noon + dt.timedelta(minutes=ORDER.index(what), microseconds=pk)
        if moment is None or at <= moment:
            when = moment_words(at) if timed else short_date(day)
            yield Item(
                at=at,
                shape="state" if what in ("phase", "state") else "note",
                title=threat.title(what, code, date),
                when=" · ".join(part for part in (when, who) if part),
                **_leads_to(what, words),
            )


def _leads_to(what, words):
    """The text of a change, and the page behind it where there is one."""
    if what == "phase":
        return {"text": words, "url": "ontruiming/", "url_label": _("Open threat of eviction")}
    if what in ("asked", "answered"):
        return {"url": f"vragen/{words}/", "url_label": _("Open question")}
    return {"text": words}
