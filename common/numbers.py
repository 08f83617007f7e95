"""Public numbers: short enough to say on the phone, and telling nothing about how many there are."""

import secrets

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
