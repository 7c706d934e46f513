"""Signatures of messages, by the specification Standard Webhooks 1.0.0 (standardwebhooks.com)."""

from __future__ import annotations

import hmac
import secrets
from base64 import b64decode, b64encode, urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_str

PREFIX = "whsec_"
SECRET_BYTES = 32


def new_secret() -> str:
    """Return a secret as receivers get it."""
    return PREFIX + b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signature_of(body: bytes, *, message_id: str, timestamp: int, secret: str) -> str:
    """Return the value of the header ``webhook-signature``: HMAC-SHA256 of id, time in seconds and body."""
    key = b64decode(secret.removeprefix(PREFIX))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return f"v1,{b64encode(hmac.new(key, signed, sha256).digest()).decode()}"


def sealed(secret: str) -> str:
    """Return the secret as the database keeps it: a copy of the database alone can sign nothing."""
    return _box().encrypt(secret.encode()).decode()


def unsealed(secret: str) -> str:
    """Return the secret. Raises cryptography's InvalidToken after the key of the paper was lost."""
    return _box().decrypt(secret.encode()).decode()


def _box() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (sha256(f"dateline.webhooks:{force_str(key)}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])
