"""The voices of one moment beside each other: differences are marked, never averaged away."""

from dataclasses import dataclass, field

from django.utils.text import capfirst

from evaluation.models import Answer, Level, Question
from evaluation.voices import HEALTH

APART = 2  # steps between two voices on one topic that ask for a talk, as between measurements

# Questions of different levels about the same: what one asks of oneself, the other of the other.
TOPICS = {
    "contact": ("listened", "enough_contact"),
    "pace": ("pace", "right_pace"),
    "agreements": ("position", "agreements"),
    "value": ("at_home", "value_resident"),
    "in_time": ("signal_in_time", "short_lines"),
}
TOPIC_OF = {code: topic for topic, codes in TOPICS.items() for code in codes}
COMPARED = frozenset(("contact", "agreements", "in_time"))  # where both scales mean the same


@dataclass
class Said:
    """One voice about one question, in words."""

    who: str
    level: str
    question: str
    words: str = ""
    score: int | None = None
    quote: str = ""
    skipped: str = ""


@dataclass
class Topic:
    """What was said about one thing, per level."""

    code: str
    said: list[Said] = field(default_factory=list)

    @property
    def apart(self):
        """Whether voices that answer on the same scale lie two steps or more apart."""
        scores: dict[str, list[int]] = {}
        for one in self.said:
            if one.score is not None:
                key = "all" if self.code in COMPARED else one.question
                scores.setdefault(key, []).append(one.score)
        return any(max(found) - min(found) >= APART for found in scores.values())

    @property
    def own(self):
        """The questions of the one level that speaks about it, for a column of its own."""
        return [cell["asked"] for cell in self.cells([self.said[0].level])]

    def cells(self, levels):
        """[(question, [who said what])] per level, in the order of the columns."""
        cells = []
        for level in levels:
            asked: dict[str, list[Said]] = {}
            for one in self.said:
                if one.level == level:
                    asked.setdefault(one.question, []).append(one)
            label = capfirst(Level(level).label)
            cells.append({"level": level, "label": label, "asked": list(asked.items())})
        return cells


def side_by_side(voices, *, sensitive):
    """Topics of given voices, those that more than one level speaks about first.

    `voices` are rows.Voice with evaluation.answers, their question and option read along; answers
    about health are left out for who may not see them.
    """
    topics: dict[str, Topic] = {}
    for voice in voices:
        for answer in sorted(voice.evaluation.answers.all(), key=lambda a: a.question.position):
            if answer.question.code == HEALTH and not sensitive:
                continue
            code = TOPIC_OF.get(answer.question.code, answer.question.code)
            said = said_of(answer, voice)
            topics.setdefault(code, Topic(code)).said.append(said)
    order = {"resident": 0, "coach": 1, "network": 2}
    for topic in topics.values():
        topic.said.sort(key=lambda one: order[one.level])
    shared = [t for t in topics.values() if len({one.level for one in t.said}) > 1]
    return shared, [t for t in topics.values() if t not in shared]


def said_of(answer: Answer, voice) -> Said:
    """One answer in words: a scale keeps its number beside it, own words are a quote."""
    question = answer.question
    said = Said(voice.label, voice.level, question.text)
    if answer.skipped:
        said.skipped = answer.get_skipped_display()
    elif answer.option:
        said.words = answer.option.label
        if question.kind == Question.Kind.SCALE:
            said.score = int(answer.option.code)
    elif answer.text:
        said.quote = answer.text
    else:
        value = answer.number if answer.number is not None else answer.date
        said.words = f"{value.normalize():f}" if answer.number is not None else f"{value:%d-%m-%Y}"
    return said
