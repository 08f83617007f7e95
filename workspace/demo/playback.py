"""Plays the stories in the order in which they happened, with the verbs people use.

Verbs write the time of now, so at the end each row gets the time at which its scene happened.
"""

import datetime as dt
import io
from bisect import bisect_left
from collections.abc import Callable, Iterable
from operator import itemgetter

from django.db.models import QuerySet
from django.utils import timezone

from cases import workflow as cases
from cases.models import Grant, StateChange, Trajectory
from cases.models import State as CaseState
from common.uploads import EXTENSION, clean_upload
from signals import workflow
from signals.models import Attachment, Event, Feedback, Signal, due_dates
from workspace.demo.calendar import Calendar
from workspace.demo.homes import Homes
from workspace.demo.people import Worker
from workspace.demo.pictures import draw
from workspace.demo.shapes import Entry, Move, Path, Sighting, Step

Scene = tuple[dt.datetime, Callable[[dt.datetime], None]]

TYPED = ("facts", "impression", "urgency", "channel", "since_when", "talked_about")
TOLD_BY = ("role", "name", "phone", "email", "keep_private")


class Playback:
    """The people, homes and days of the demo, and what has been made so far."""

    def __init__(self, calendar: Calendar, people: dict[str, Worker], homes: Homes) -> None:
        self.calendar = calendar
        self.people = people
        self.homes = homes
        self.signals: dict[Sighting, Signal] = {}
        self.trajectories: dict[Path, Trajectory] = {}
        self._terms_from: dict[int, dt.date] = {}  # by signal: the day its terms count from
        self._played: list[tuple[dt.datetime, dt.datetime]] = []  # when a scene ended, and its time

    def play(self, sightings: Iterable[Sighting], paths: Iterable[Path]) -> None:
        scenes: list[Scene] = []
        for sighting in sightings:
            scenes += self._scenes_of_signal(sighting)
        for path in paths:
            scenes += self._scenes_of_path(path)
        for moment, scene in sorted(scenes, key=itemgetter(0)):
            scene(moment)
            self._played.append((timezone.now(), moment))
        self._set_back_times()
        self._set_days()

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
        yield at(path.started, path.clock), lambda moment: self._start(path)
        for entry in path.journal:
            yield (
                at(entry.ago, entry.clock),
                lambda moment, entry=entry: self._write(path, entry, moment),
            )
        for move in path.moves:
            yield at(move.ago, move.clock), lambda moment, move=move: self._move(path, move, moment)

    # --- scenes ----------------------------------------------------------------------------

    def _log(self, sighting: Sighting, moment: dt.datetime) -> None:
        worker, day = self.people[sighting.by], timezone.localdate(moment)
        dwelling = self.homes.dwellings.get(sighting.where)
        signal = workflow.log_signal(
            by=worker.user,
            organisation_id=worker.organisation.pk,
            signal={
                "created_at": moment,
                "happened_on": day - dt.timedelta(days=sighting.days_earlier),
                "dwelling": dwelling,
                "place": "" if dwelling else sighting.where,
                "kinds": list(sighting.kinds),
                **{name: getattr(sighting, name) for name in TYPED},
            },
            reporter={name: getattr(sighting.teller, name) for name in TOLD_BY},
        )
        if sighting.photo:
            self._attach(signal, sighting.photo, moment)
        self.signals[sighting] = signal
        self._terms_from[signal.pk] = day

    def _attach(self, signal: Signal, what: str, moment: dt.datetime) -> None:
        drawn = draw(what)
        content, content_type = clean_upload(io.BytesIO(drawn), len(drawn))
        attachment = Attachment(
            signal=signal, content_type=content_type, size=content.size, created_at=moment
        )
        attachment.file.save(f"{attachment.key.hex}.{EXTENSION[content_type]}", content)

    def _step(self, sighting: Sighting, step: Step, moment: dt.datetime) -> None:
        signal, values = self.signals[sighting], dict(step.values)
        if key := values.get("trajectory"):
            values["trajectory"] = next(
                made for path, made in self.trajectories.items() if path.key == key
            )
        getattr(workflow, step.verb)(signal, by=self.people[step.by].user, **values)
        if step.verb == "reopen":
            self._terms_from[signal.pk] = timezone.localdate(moment)

    def _start(self, path: Path) -> None:
        coach = self.people[path.coach].user
        self.trajectories[path] = workflow.start_trajectory(
            [made for sighting, made in self.signals.items() if sighting.starts == path.key],
            resident=self.homes.heads[path.home],
            coach=coach,
            backups=[self.people[name].user for name in path.backups],
            by=coach,
        )

    def _write(self, path: Path, entry: Entry, moment: dt.datetime) -> None:
        cases.add_entry(
            self.trajectories[path],
            by=self.people[entry.by or path.coach].user,
            kind=entry.kind,
            outcome=entry.outcome,
            happened_at=moment,
            created_at=min(moment + dt.timedelta(minutes=40), self.calendar.now),
            facts=entry.facts,
            impression=entry.impression,
        )

    def _move(self, path: Path, move: Move, moment: dt.datetime) -> None:
        trajectory, coach = self.trajectories[path], self.people[path.coach].user
        ending = {"by": coach, "reason": move.reason, "ended_on": timezone.localdate(moment)}
        if move.to == CaseState.CLOSED:
            cases.close(trajectory, end_reason=move.end_reason, **ending)
        elif move.to == CaseState.STOPPED:
            cases.stop(trajectory, **ending)
        else:
            cases.move(trajectory, to=move.to, by=coach, reason=move.reason)

    # --- afterwards ------------------------------------------------------------------------

    def _set_back_times(self) -> None:
        """Give what the verbs wrote the time at which it happened."""
        signals, trajectories = self.signals.values(), self.trajectories.values()
        told = Signal.objects.filter(
            pk__in=[made.pk for made in signals], fed_back_at__isnull=False
        )
        self._set_back(Event.objects.filter(signal__in=signals), "at")
        self._set_back(Feedback.objects.filter(signal__in=signals), "at")
        self._set_back(told, "fed_back_at")
        self._set_back(StateChange.objects.filter(trajectory__in=trajectories), "at")
        self._set_back(Grant.objects.filter(trajectory__in=trajectories), "since")

    def _set_back(self, queryset: QuerySet, field: str) -> None:
        ends = [end for end, _moment in self._played]
        rows = list(queryset)
        for row in rows:
            _end, moment = self._played[bisect_left(ends, getattr(row, field))]
            setattr(row, field, moment)
        queryset.model.objects.bulk_update(rows, [field])

    def _set_days(self) -> None:
        """Deadlines as they were on the day the signal came in; start and next contact as told."""
        signals = list(self.signals.values())
        for signal in signals:
            signal.respond_by, signal.feedback_by = due_dates(
                signal.organisation_id, signal.urgency, self._terms_from[signal.pk]
            )
        Signal.objects.bulk_update(signals, ["respond_by", "feedback_by"])
        for path, trajectory in self.trajectories.items():
            trajectory.started_on = self.calendar.day(path.started)
            if path.next_contact is None or not trajectory.is_open:
                trajectory.next_contact_on = None
            else:
                trajectory.next_contact_on = self.calendar.planned(path.next_contact)
        Trajectory.objects.bulk_update(
            self.trajectories.values(), ["started_on", "next_contact_on"]
        )
