"""Secrets for servers elsewhere, as the database keeps them: a copy of it alone opens nothing."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_str


def sealed(secret: str, *, purpose: str) -> str:
    """Return the secret encrypted with the paper’s key; sealed for one purpose it opens for no other."""
    return _box(purpose).encrypt(secret.encode()).decode()


def unsealed(secret: str, *, purpose: str) -> str:
    """Return the secret. Raises cryptography's InvalidToken after the key of the paper was lost."""
    return _box(purpose).decrypt(secret.encode()).decode()


def _box(purpose: str) -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (sha256(f"dateline.{purpose}:{force_str(key)}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])
