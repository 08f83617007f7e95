"""Takes whoever reported a signal out of texts in which somebody named them after all."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.models import Trajectory
from common.names import PARTICLES
from residents.models import Resident
from signals.models import Reporter

COUNTRY = r"(?:(?:\+|00)?31[\s.\-]*(?:\(0\)[\s.\-]*)?|0)?"
SHORTEST = 3  # letters of a name that count as a word of its own; initials do not
_WORDS = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
# How people are addressed, which points at nobody.
_ADDRESS = {"mevrouw", "mevr", "meneer", "mijnheer", "heer", "dhr", "mej", "familie", "fam"}
_PARTICLES = {word for particle in PARTICLES for word in particle.split()}


@dataclass(frozen=True)
class Sweep:
    """Call it with a text: names, phone numbers and mail addresses of reporters are gone."""

    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, trajectory: Trajectory) -> "Sweep":
        """For every reporter of the trajectory's signals, and who typed it for them."""
        reporters = Reporter.objects.filter(signal__trajectory=trajectory).select_related("user")
        known: list[str] = []
        own = own_words(trajectory.resident)
        for reporter in reporters:
            people = [reporter, reporter.user] if reporter.user else [reporter]
            for person in people:
                known += of_person(person.name, person.phone, person.email, but=own)
        parts = sorted(set(known), key=len, reverse=True)
        return cls(re.compile("|".join(parts), re.IGNORECASE) if parts else None)

    def __call__(self, text: str) -> str:
        return self.pattern.sub(_("[left out]"), text) if self.pattern else text


def of_person(name: str, phone: str, email: str, *, but: set[str]) -> Iterable[str]:
    """Patterns of what leads to one person; words the resident's own name shares stay."""
    parts = name.replace(".", " ").split()
    if {part.lower() for part in parts} - but - _ADDRESS - _PARTICLES:
        yield r"(?<!\w)" + r"[\s.]+".join(map(re.escape, parts)) + r"(?!\w)"
    for word in words_of_name(name) - but:
        yield rf"(?<!\w){re.escape(word)}(?:s|['’]s)?(?!\w)"
    if email.strip():
        yield re.escape(email.strip())
    digits = re.sub(r"\D", "", phone)
    if len(digits) >= 8:  # 06-12 34 56 78, +31 6 12345678 and 0031612345678 are one number
        core = r"[\s.\-]*".join(re.sub(r"^(?:0031|31|0)", "", digits))
        yield rf"(?<!\d){COUNTRY}{core}(?!\d)"


def words_of_name(name: str) -> set[str]:
    """The words of a name that point at a person: no initials, no "van der", no "mevrouw"."""
    return {
        word
        for word in (found.lower() for found in _WORDS.findall(name))
        if len(word) >= SHORTEST and word not in _PARTICLES | _ADDRESS
    }


def own_words(resident: Resident) -> set[str]:
    """All words and letters of the resident's own name: they stay, whoever shares them."""
    name = f"{resident.given_name} {resident.initials} {resident.particle} {resident.surname}"
    return set(name.lower().replace(".", " ").split()) | words_of_name(name)
