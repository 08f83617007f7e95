"""Public numbers: short enough to say on the phone, and telling nothing about how many there are."""

import secrets
from functools import cache

from django.urls import reverse

# No vowels (no words by accident), no 0/O, 1/I/L, 5/S, 2/Z look-alikes among the letters.
ALPHABET = "23456789BCDFGHJKMNPQRTVWX"


def new_number(prefix: str) -> str:
    """A number such as "S-7K3M-9QTB": 25^8 possibilities, so a million give a clash once in 150,000."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{prefix}-{code[:4]}-{code[4:]}"


def read_number(text: str) -> str:
    """What a user typed as a public number, in its stored form: "s 7k3m9qtb" gives "S-7K3M-9QTB"."""
    plain = "".join(char for char in text.upper() if char.isalnum())
    prefix, code = plain[:-8], plain[-8:]
    return f"{prefix}-{code[:4]}-{code[4:]}"


def page_of(name: str, number: str) -> str:
    """The address of the page of a public number; for lists, where looking it up takes long."""
    before, after = _around(name)
    return f"{before}{number}{after}"


@cache
def _around(name: str) -> tuple[str, str]:
    before, _found, after = reverse(name, args=["NUMBER"]).partition("NUMBER")
    return before, after
