"""Moments and voices as pages show them."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import Participant
from common.dates import day_words, short_date
from common.numbers import page_of
from evaluation.models import Evaluation, EvaluationMoment, Level

State = Evaluation.State
TONES = {
    State.OPEN: "warning",
    State.GIVEN: "good",
    State.REFUSED: "neutral",
    State.WITHDRAWN: "neutral",
}


@dataclass
class Voice:
    """One voice at a moment: who, whether it was asked, and what became of it."""

    level: str
    label: str
    evaluation: Evaluation | None = None
    participant: Participant | None = None
    can_mail: bool = False

    @property
    def state(self):
        return self.evaluation.state if self.evaluation else ""

    @property
    def tone(self):
        return TONES.get(self.state, "neutral")

    @property
    def words(self):
        return self.evaluation.get_state_display() if self.evaluation else _("not asked yet")

    @property
    def is_open(self):
        return self.state == State.OPEN

    @property
    def is_given(self):
        return self.state == State.GIVEN


@dataclass
class Column:
    """One level beside the others, with its voices."""

    level: str
    label: str
    asked: bool
    voices: list[Voice] = field(default_factory=list)

    @property
    def given(self):
        return sum(voice.is_given for voice in self.voices)


def moment_row(moment):
    """What a list shows of one moment; needs its trajectory and evaluations read along."""
    today = timezone.localdate()
    late = moment.is_planned and moment.due_on < today
    counts = [
        (label, sum(e.level == level and e.state == State.GIVEN for e in moment.evaluations.all()))
        for level, label in Level.choices
        if level in moment.levels
    ]
    return {
        "url": page_of("evaluation:moment", moment.number),
        "number": moment.number,
        "kind": capfirst(moment.get_kind_display()),
        "due": short_date(moment.due_on, today),
        "due_words": day_words(moment.due_on, today) if moment.is_planned else "",
        "due_tone": "danger" if late else "warning" if moment.due_on == today else "neutral",
        "state": moment.get_state_display(),
        "state_tone": {"closed": "good", "planned": "teal"}.get(moment.state, "neutral"),
        "dropped": moment.drop_reason or moment.get_dropped_display(),
        "voices": [
            {"label": capfirst(label), "given": given, "many": given > 1} for label, given in counts
        ],
    }


def columns_of(moment, evaluations, participants, *, mail_of_resident):
    """Three columns: what was asked of each level, and of each partner who takes part."""
    found = {(e.level, e.participant_id): e for e in evaluations}
    columns = []
    for level in (Level.RESIDENT, Level.COACH):
        voice = Voice(level, capfirst(level.label), found.get((level, None)))
        voice.can_mail = level == Level.RESIDENT and mail_of_resident
        columns.append(Column(level, capfirst(level.label), level in moment.levels, [voice]))
    network = Column(Level.NETWORK, capfirst(Level.NETWORK.label), Level.NETWORK in moment.levels)
    for person in participants:
        evaluation = found.get((Level.NETWORK, person.pk))
        if person.until is None or evaluation:
            mail = bool(person.contact and person.contact.standing.email)
            network.voices.append(Voice(Level.NETWORK, person.label, evaluation, person, mail))
    return [*columns, network]


def missing_of(columns):
    """Levels that are asked and of which nothing was given, in words."""
    return [str(column.label) for column in columns if column.asked and not column.given]


def is_late(moment: EvaluationMoment) -> bool:
    return moment.is_planned and moment.due_on < timezone.localdate()
