"""Plays the stories in the order in which they happened, with the verbs people use.

Verbs write the time of now; after each one, what it wrote is set back to when it happened.
"""

import datetime as dt
import io
from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import QuerySet
from django.utils import timezone

from cases import workflow as cases
from cases.models import State as CaseState
from cases.models import Trajectory
from common.uploads import EXTENSION, clean_upload
from signals import workflow
from signals.models import Attachment, Signal, due_dates
from workspace.demo.calendar import Calendar
from workspace.demo.homes import Homes
from workspace.demo.people import Worker
from workspace.demo.pictures import draw
from workspace.demo.shapes import Entry, Move, Path, Sighting, Step

Scene = tuple[dt.datetime, Callable[[dt.datetime], None]]


class Playback:
    """The people, homes and days of the demo, and what has been made so far."""

    def __init__(self, calendar: Calendar, people: dict[str, Worker], homes: Homes) -> None:
        self.calendar = calendar
        self.people = people
        self.homes = homes
        self.signals: dict[Sighting, Signal] = {}
        self.trajectories: dict[str, Trajectory] = {}

    def play(self, sightings: Iterable[Sighting], paths: Iterable[Path]) -> None:
        scenes: list[Scene] = []
        for sighting in sightings:
            scenes += self._scenes_of_signal(sighting)
        for path in paths:
            scenes += self._scenes_of_path(path)
        for moment, scene in sorted(scenes, key=itemgetter(0)):
            scene(moment)
        for path in paths:
            self._plan_contact(path)

    def _scenes_of_signal(self, sighting: Sighting) -> Iterable[Scene]:
        at = self.calendar.moment
        yield at(sighting.ago, sighting.clock), lambda moment: self._log(sighting, moment)
        for step in sighting.steps:
            yield (
                at(step.ago, step.clock),
                lambda moment, step=step: self._step(sighting, step, moment),
            )

    def _scenes_of_path(self, path: Path) -> Iterable[Scene]:
        at = self.calendar.moment
        yield at(path.started, path.clock), lambda moment: self._start(path, moment)
        for entry in path.journal:
            yield (
                at(entry.ago, entry.clock),
                lambda moment, entry=entry: self._write(path, entry, moment),
            )
        for move in path.moves:
            yield at(move.ago, move.clock), lambda moment, move=move: self._move(path, move, moment)

    # --- signals ---------------------------------------------------------------------------

    def _log(self, sighting: Sighting, moment: dt.datetime) -> None:
        worker, teller = self.people[sighting.by], sighting.teller
        dwelling = self.homes.dwellings.get(sighting.where)
        day = timezone.localdate(moment)
        signal = workflow.log_signal(
            by=worker.user,
            organisation_id=worker.organisation.pk,
            signal={
                "created_at": moment,
                "happened_on": day - dt.timedelta(days=sighting.days_earlier),
                "dwelling": dwelling,
                "place": "" if dwelling else sighting.where,
                "kinds": list(sighting.kinds),
                **{name: getattr(sighting, name) for name in self.TYPED},
            },
            reporter={name: getattr(teller, name) for name in self.TOLD_BY},
        )
        self._set_terms(signal, day)
        self._set_back(signal.events, moment)
        if sighting.photo:
            self._attach(signal, sighting.photo, moment)
        self.signals[sighting] = signal

    TYPED = (
        "facts",
        "impression",
        "urgency",
        "channel",
        "since_when",
        "talked_about",
    )
    TOLD_BY = ("role", "name", "phone", "email", "keep_private")

    def _set_terms(self, signal: Signal, day: dt.date) -> None:
        """Both deadlines as they were on the day the signal came in, or came back."""
        respond_by, feedback_by = due_dates(signal.organisation_id, signal.urgency, day)
        Signal.objects.filter(pk=signal.pk).update(respond_by=respond_by, feedback_by=feedback_by)

    def _attach(self, signal: Signal, what: str, moment: dt.datetime) -> None:
        drawn = draw(what)
        content, content_type = clean_upload(io.BytesIO(drawn), len(drawn))
        attachment = Attachment(
            signal=signal, content_type=content_type, size=content.size, created_at=moment
        )
        name = f"{attachment.key.hex}.{EXTENSION[content_type]}"
        attachment.file.save(name, ContentFile(content.read()))

    def _step(self, sighting: Sighting, step: Step, moment: dt.datetime) -> None:
        signal, values = self.signals[sighting], dict(step.values)
        if "trajectory" in values:
            values["trajectory"] = self.trajectories[values["trajectory"]]
        made: Any = getattr(workflow, step.verb)(signal, by=self.people[step.by].user, **values)
        self._set_back(signal.events, moment)
        if step.verb == "feed_back":
            Signal.objects.filter(pk=signal.pk).update(fed_back_at=moment)
            self._set_back(signal.feedback.filter(pk=made.pk), moment)
        elif step.verb == "reopen":
            self._set_terms(signal, timezone.localdate(moment))

    # --- trajectories ----------------------------------------------------------------------

    def _start(self, path: Path, moment: dt.datetime) -> None:
        coach = self.people[path.coach].user
        signals = [made for told, made in self.signals.items() if told.starts == path.key]
        trajectory = workflow.start_trajectory(
            signals,
            resident=self.homes.heads[path.home],
            coach=coach,
            backups=[self.people[name].user for name in path.backups],
            by=coach,
        )
        Trajectory.objects.filter(pk=trajectory.pk).update(started_on=timezone.localdate(moment))
        self._set_back(trajectory.state_changes, moment)
        self._set_back(trajectory.grants, moment, "since")
        for signal in signals:
            self._set_back(signal.events, moment)
        self.trajectories[path.key] = trajectory

    def _write(self, path: Path, entry: Entry, moment: dt.datetime) -> None:
        cases.add_entry(
            self.trajectories[path.key],
            by=self.people[entry.by or path.coach].user,
            kind=entry.kind,
            outcome=entry.outcome,
            happened_at=moment,
            created_at=min(moment + dt.timedelta(minutes=40), self.calendar.now),
            facts=entry.facts,
            impression=entry.impression,
        )

    def _move(self, path: Path, move: Move, moment: dt.datetime) -> None:
        trajectory, coach = self.trajectories[path.key], self.people[path.coach].user
        ending = {"by": coach, "reason": move.reason, "ended_on": timezone.localdate(moment)}
        if move.to == CaseState.CLOSED:
            cases.close(trajectory, end_reason=move.end_reason, **ending)
        elif move.to == CaseState.STOPPED:
            cases.stop(trajectory, **ending)
        else:
            cases.move(trajectory, to=move.to, by=coach, reason=move.reason)
        self._set_back(trajectory.state_changes, moment)

    def _plan_contact(self, path: Path) -> None:
        """The next contact as of today; the verb that started it planned one a week ahead."""
        trajectory = self.trajectories[path.key]
        if not trajectory.is_open:
            return
        if path.next_contact is not None:
            cases.plan_contact(trajectory, on=self.calendar.planned(path.next_contact))
        else:
            Trajectory.objects.filter(pk=trajectory.pk).update(next_contact_on=None)

    def _set_back(self, rows: QuerySet, moment: dt.datetime, field: str = "at") -> None:
        """Give what was written after the demo began to be filled the time it happened."""
        rows.filter(**{f"{field}__gte": self.calendar.now}).update(**{field: moment})
