"""The voices of one moment as reports show them: each beside the others, none averaged."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import Trajectory
from evaluation.models import (
    HOURS,
    Answer,
    Evaluation,
    EvaluationMoment,
    Level,
    Question,
)

HEALTH = "health"  # the question to the resident that only who sees health reads the answer to
OF_THE_WORK = (HOURS,)  # of the coach: for the programme, not for one file
LONG = 280  # letters of a quote beside the other voices; the whole stands in the appendix


def latest_moment(trajectory: Trajectory) -> EvaluationMoment | None:
    """The newest moment that was closed, or at which a voice was given."""
    told = Q(state=EvaluationMoment.State.CLOSED) | Q(evaluations__state=Evaluation.State.GIVEN)
    found = trajectory.evaluation_moments.filter(told).distinct()
    return found.order_by("-due_on", "-pk").first()


def given_moments(trajectory: Trajectory) -> list[EvaluationMoment]:
    """All moments that are held or due, in the order of their days."""
    return list(trajectory.evaluation_moments.order_by("due_on", "pk"))


def voices(
    moment: EvaluationMoment, *, sensitive: bool, sweep: Callable[[str], str]
) -> list[dict[str, Any]]:
    """Per level: what was answered, or in words why there is no answer."""
    found = list(
        moment.evaluations.select_related("questionnaire").prefetch_related(
            "answers__question", "answers__option"
        )
    )
    return [
        _voice(level, [item for item in found if item.level == level], sensitive, sweep)
        for level in Level.values
        if level in moment.levels or any(item.level == level for item in found)
    ]


def _voice(
    level: str, asked: list[Evaluation], sensitive: bool, sweep: Callable[[str], str]
) -> dict[str, Any]:
    given = [item for item in asked if item.state == Evaluation.State.GIVEN]
    lines = _lines(given, sensitive)
    return {
        "level": level,
        "label": capfirst(Level(level).label),
        "given": len(given),
        "asked": sum(item.state != Evaluation.State.WITHDRAWN for item in asked),
        "missing": _missing(asked, given),
        "answers": [line for line in lines if not line["quotes"]],
        "quotes": [
            {"question": line["question"], "text": sweep(text), "short": _short(sweep(text))}
            for line in lines
            for text in line["quotes"]
        ],
        "versions": sorted({item.questionnaire.version for item in asked}),
    }


def _missing(asked: list[Evaluation], given: list[Evaluation]) -> str:
    """Why a voice is missing or not whole; empty when all was answered."""
    states = Counter(item.state for item in asked)
    if not asked or len(asked) == states[Evaluation.State.WITHDRAWN]:
        return _("Not asked.")
    if not given:
        refused = states[Evaluation.State.REFUSED]
        return _("Did not want to answer.") if refused else _("Not answered yet.")
    total = len(asked) - states[Evaluation.State.WITHDRAWN]
    if len(given) < total:
        return _("%(given)d of %(asked)d answered.") % {"given": len(given), "asked": total}
    return ""


def _lines(given: list[Evaluation], sensitive: bool) -> list[dict[str, Any]]:
    """Each question with what was answered: in words with how often, or as quotes."""
    asked: dict[str, list[Answer]] = {}
    for item in given:
        for answer in item.answers.all():
            code = answer.question.code
            if code not in OF_THE_WORK and (sensitive or code != HEALTH):
                asked.setdefault(code, []).append(answer)
    return [
        _line(answers)
        for answers in sorted(asked.values(), key=lambda found: found[0].question.position)
    ]


def _line(answers: list[Answer]) -> dict[str, Any]:
    question = answers[0].question
    if question.kind == Question.Kind.TEXT:
        return {
            "question": question.text,
            "quotes": [a.text for a in answers if a.text],
            "words": [],
        }
    counted = Counter(answer_words(answer) for answer in answers)
    order = {answer_words(a): a.option.position if a.option else 99 for a in answers}
    return {
        "question": question.text,
        "quotes": [],
        "words": [
            {"text": words, "count": counted[words] if len(answers) > 1 else 0}
            for words in sorted(counted, key=lambda words: order[words])
        ],
    }


def answer_words(answer: Answer) -> str:
    """What was answered, in the words of the questionnaire."""
    if answer.skipped:
        return str(answer.get_skipped_display())
    if answer.option:
        return answer.option.label
    if answer.number is not None:
        return f"{answer.number.normalize():f}".replace(".", ",")
    return date_format(answer.date, "j F Y") if answer.date else answer.text


def _short(text: str) -> str:
    return text if len(text) <= LONG else text[:LONG].rsplit(" ", 1)[0] + " …"
