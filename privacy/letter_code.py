"""The code in the letter to a resident: made again when it is printed, never kept."""

import hmac
from hashlib import sha256

from django.conf import settings

from common.numbers import ALPHABET

LENGTH, GROUP = 12, 4


def letter_code_of(nonce: str) -> str:
    """Twelve characters (55 bits) of a link's nonce: "7K3M-9QTB-4FGH"; the same each time."""
    number = int.from_bytes(_keyed(f"letter:{nonce}"), "big")
    letters = []
    for _place in range(LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[digit])
    text = "".join(letters)
    return "-".join(text[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def hash_of(typed: str) -> str:
    """What the database keeps of a letter code, however it is typed: useless without our key."""
    plain = "".join(char for char in typed.upper() if char.isalnum())
    return _keyed(f"letter code:{plain}").hex()


def _keyed(text: str) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), sha256).digest()
