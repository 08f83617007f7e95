"""What free text must not hold, and what it had better not hold."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Nine digits, loosely grouped; longer runs (phone, IBAN) and numbers after "+31" are something else.
_GAP = r"[\s./\u2010-\u2015-]{0,2}"  # also the spaces and dashes that come along with a paste
_NINE_DIGITS = re.compile(
    rf"((?:\+|\b00)\d{{1,3}}{_GAP}(?:\(0\){_GAP})?)?(?<!\d)(\d(?:{_GAP}\d){{8}})(?!{_GAP}\d)"
)


def is_bsn(digits: str) -> bool:
    """Whether nine digits pass the 11-test of the burgerservicenummer (Besluit BSN, art. 2)."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return total % 11 == 0 and int(digits) > 0


def refuse_bsn(text: str) -> None:
    """Raise ValidationError when the text holds a valid citizen service number."""
    for match in _NINE_DIGITS.finditer(text):
        abroad, digits = match.groups()
        if not abroad and is_bsn(re.sub(r"\D", "", digits)):
            raise ValidationError(
                _(
                    "This text holds a citizen service number (BSN). We may not keep that. "
                    "Take the number out; the address or the name is enough."
                ),
                code="bsn",
            )


# (pattern, what to write instead): labels are for doctors, what you see or hear is for us.
MEDICAL_LABELS = (
    (
        r"schizo\w*|psycho(?:se|tisch)\w*|waan\w*|geestesziek\w*",
        _("for example: said that the radio talked to him"),
    ),
    (
        r"depressie\w*|depressief|manisch\w*|bipolair\w*",
        _("for example: stays in bed, opens no post"),
    ),
    (
        r"borderline\w*|narcis\w*|psychopa\w*|persoonlijkheidsstoornis\w*",
        _("for example: shouted at the neighbour for ten minutes"),
    ),
    (
        r"autis\w*|asperger|adhd",
        _("for example: wants to know beforehand who comes"),
    ),
    (
        r"dement\w*|alzheimer\w*",
        _("for example: did not know what day it was"),
    ),
    (
        r"verslaafd\w*|verslaving\w*|junk\w*|alcoholis\w*",
        _("for example: smelled of drink, ten empty crates"),
    ),
    (
        r"verward\w*|gestoord\w*|labiel\w*",
        _("for example: talked to people who were not there"),
    ),
    (
        r"zwakbegaafd\w*|verstandelijk\w* beperk\w*|lvb",
        _("for example: asked three times what the letter meant"),
    ),
)
_LABELS = [
    (re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), hint) for pattern, hint in MEDICAL_LABELS
]


def medical_labels(text: str) -> list[tuple[str, str]]:
    """Words that read as a diagnosis, each with a factual alternative; never a block."""
    found = []
    for pattern, hint in _LABELS:
        if match := pattern.search(text):
            found.append((match.group(), str(hint)))
    return found


def label_hints(text: str) -> list[str]:
    """The same as sentences, to show after the text was saved."""
    hint = _(
        "You wrote “%(word)s”. That is a label. Rather write what you saw or heard, %(instead)s."
    )
    return [
        str(hint % {"word": word, "instead": instead}) for word, instead in medical_labels(text)
    ]
