"""Tokens and codes of personal links: what is kept of them cannot be turned back."""

import base64
import hmac
import secrets
from hashlib import sha256

from django.conf import settings

CODE_DIGITS = 6


def new_nonce() -> str:
    """128 random bits, so that no two links of one purpose are alike."""
    return secrets.token_hex(16)


def token_of(purpose: str, nonce: str) -> str:
    """256 bits for the address of a link; the same each time, so that a reminder can repeat it."""
    made = _keyed(f"link:{purpose}:{nonce}").digest()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def digest_of(token: str) -> str:
    """What the database keeps of a token."""
    return sha256(token.encode()).hexdigest()


def new_code() -> str:
    """Six digits to say on the phone."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def code_hash(nonce: str, code: str) -> str:
    """What the database keeps of a code: useless without the key of the server."""
    return _keyed(f"code:{nonce}:{code}").hexdigest()


def _keyed(text: str) -> hmac.HMAC:
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), sha256)
