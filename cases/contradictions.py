"""Where people and organisations work against each other, only from what somebody entered."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Cause, Stance

DOES, PROMISES = Stance.Position.DOES, Stance.Position.PROMISES
WAITS, UNDOES = Stance.Position.WAITS, Stance.Position.UNDOES


class Kind(TextChoices):
    PROMISES = "promises", gettext_lazy("Both promise it")
    WAITS = "waits", gettext_lazy("Both wait")
    UNDOES = "undoes", gettext_lazy("One undoes what the other does")


@dataclass(frozen=True)
class Contradiction:
    """A cause around which the parties named by these stances get in each other's way."""

    kind: Kind
    cause: Cause
    stances: tuple[Stance, ...]

    @property
    def title(self) -> str:
        """What is the matter, in a few words."""
        count = len(self.stances)
        if count > 2 and self.kind == Kind.PROMISES:
            return _("%(n)d parties promise it") % {"n": count}
        if count > 2 and self.kind == Kind.WAITS:
            return _("%(n)d parties wait") % {"n": count}
        return str(self.kind.label)

    @property
    def words(self) -> list[str]:
        """Each party with what it does or expects, one sentence each."""
        return [stance_words(stance) for stance in self.stances]


def stance_words(stance: Stance) -> str:
    """One party and what it does, in its own words if there are any."""
    said = f"{stance.participant.label[:1].upper()}{stance.participant.label[1:]} "
    said += str(stance.get_position_display())
    return f"{said}: “{stance.text}”" if stance.text else said


def contradictions(cause: Cause, stances: Iterable[Stance]) -> list[Contradiction]:
    """What contradicts itself around one cause; who takes part no more does not count."""
    now = [stance for stance in stances if stance.participant.until is None]
    by = {
        position: [stance for stance in now if stance.position == position]
        for position in Stance.Position
    }
    found = []
    if len(by[PROMISES]) > 1:
        found.append(Contradiction(Kind.PROMISES, cause, tuple(by[PROMISES])))
    if len(by[WAITS]) > 1 and not by[DOES]:
        found.append(Contradiction(Kind.WAITS, cause, tuple(by[WAITS])))
    doing = by[DOES] + by[PROMISES]
    if by[UNDOES] and doing:
        found.append(Contradiction(Kind.UNDOES, cause, (*doing, *by[UNDOES])))
    return found
