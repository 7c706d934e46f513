"""Signatures of messages, by the specification Standard Webhooks 1.0.0 (standardwebhooks.com)."""

from __future__ import annotations

import hmac
import secrets
from base64 import b64decode, b64encode
from hashlib import sha256

from dateline.publishlog.outside import sealing

PREFIX = "whsec_"
SECRET_BYTES = 32
PURPOSE = "webhooks"
"""For which secrets are sealed."""


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
    return sealing.sealed(secret, purpose=PURPOSE)


def unsealed(secret: str) -> str:
    """Return the secret. Raises cryptography's InvalidToken after the key of the paper was lost."""
    return sealing.unsealed(secret, purpose=PURPOSE)
