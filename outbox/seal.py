"""Bodies at rest: a link in a mail is a secret, so the table holds it sealed and not for long."""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

__all__ = ["InvalidToken", "seal", "unseal"]


def seal(text: str) -> bytes:
    return _box(_secrets()).encrypt(text.encode())


def unseal(sealed: bytes) -> str:
    """The text again; raises InvalidToken when it was sealed with a key we do not have."""
    return _box(_secrets()).decrypt(bytes(sealed)).decode()


def _secrets() -> tuple[str, ...]:
    """A key that was replaced still opens what waits."""
    return (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=4)
def _box(secrets: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"wooncoach outbox")
    return base64.urlsafe_b64encode(derived.derive(secret.encode()))
