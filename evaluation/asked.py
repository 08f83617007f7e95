"""What one voice is asked at its moment, in order, and how far it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.models import Answer, Evaluation, Question


@dataclass(frozen=True)
class Step:
    """One question with the answer there is, or None; `place` counts from 1 of `total`."""

    question: Question
    answer: Answer | None
    place: int
    total: int


def questions_of(evaluation: Evaluation) -> list[Question]:
    """All questions of this moment with their options, whether their condition is met or not."""
    found = evaluation.questionnaire.questions.filter(moments__contains=[evaluation.moment.kind])
    return list(found.select_related("after").prefetch_related("options"))


def steps_of(evaluation: Evaluation) -> list[Step]:
    """The questions that are asked now: of this moment, and whose condition is met; three queries."""
    answers = evaluation.answers.select_related("option")
    known = {answer.question_id: answer for answer in answers}
    return arrange(questions_of(evaluation), known)


def arrange(questions: Iterable[Question], answers: dict[int, Answer]) -> list[Step]:
    """Steps out of what was read already; a question is asked once its condition is met."""
    asked = [question for question in questions if is_asked(question, answers)]
    return [
        Step(question, answers.get(question.pk), place, len(asked))
        for place, question in enumerate(asked, start=1)
    ]


def is_asked(question: Question, answers: dict[int, Answer]) -> bool:
    """Whether the earlier answer that this question hangs on was given; True when on none."""
    if question.after_id is None:
        return True
    earlier = answers.get(question.after_id)
    chosen = earlier.option.code if earlier and earlier.option else ""
    return chosen in question.after_options


def next_open(steps: Iterable[Step]) -> Step | None:
    """The first question without an answer; None when all have one."""
    return next((step for step in steps if step.answer is None), None)
