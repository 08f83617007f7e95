"""One voice being answered in one browser: which question is on, and what is shown again."""

from dataclasses import dataclass

from evaluation.asked import Step, next_open
from evaluation.models import Answer, Question


@dataclass(frozen=True)
class Sitting:
    """`given_here` holds the questions answered in this browser; None shows all that was answered.

    Who has only a link never reads what was answered elsewhere: it asks, and that is all.
    """

    steps: list[Step]
    given_here: frozenset[int] | None = None

    def sees(self, question_id: int) -> bool:
        """Whether the answer to this question may be shown here."""
        return self.given_here is None or question_id in self.given_here

    def shown(self, step: Step) -> Answer | None:
        """The earlier answer, where it may be shown."""
        return step.answer if self.sees(step.question.pk) else None

    def first_open(self) -> Step | None:
        """Where to go on; None when all was answered.

        What is asked only because of an answer given elsewhere would tell that answer: that
        earlier question is asked here once more.
        """
        step = next_open(self.steps)
        while step and step.question.after_id and not self.sees(step.question.after_id):
            after = step.question.after_id
            step = next(one for one in self.steps if one.question.pk == after)
        return step

    @property
    def counted(self) -> list[Step]:
        """Questions as this browser may know them: what hangs on an answer given elsewhere, and
        would tell it by being there, does not count."""
        return [one for one in self.steps if not (one.question.after_id and self._hides(one))]

    def _hides(self, step: Step) -> bool:
        return not self.sees(step.question.after_id or 0)

    def place(self, step: Step) -> int:
        """Which of the counted questions this is, from 1."""
        return 1 + sum(one.place < step.place for one in self.counted)

    def may_answer(self, step: Step) -> bool:
        """Whether this browser may answer it: nobody writes over an answer they never saw."""
        return step in self.counted and (step.answer is None or self.sees(step.question.pk))

    def asked(self, code: str) -> Step | None:
        """The question of this code, if it is asked now."""
        return next((step for step in self.steps if step.question.code == code), None)

    def open_at(self, code: str) -> Step | None:
        """The question of this code, if this browser may be on it: answered here, or next."""
        step, first = self.asked(code), self.first_open()
        if step and (step == first or step.answer and self.sees(step.question.pk)):
            return step
        return None

    def before(self, step: Step) -> Step | None:
        """Where Back leads: the question before it, if that was answered here."""
        earlier = self.steps[step.place - 2] if step.place > 1 else None
        return earlier if earlier and self.shown(earlier) else None

    def behind(self, question: Question) -> Step | None:
        """Where to go after an answer; None when it was the last and nothing is open."""
        place = next((one.place for one in self.steps if one.question == question), 0)
        following = self.steps[place] if 0 < place < len(self.steps) else None
        if following and self.open_at(following.question.code):
            return following
        return self.first_open()

    def is_last(self, step: Step) -> bool:
        """Whether the answer to this question sends all of them."""
        others = [one for one in self.steps if one != step]
        return step.place == step.total and all(one.answer for one in others)
