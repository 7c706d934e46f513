"""Reads of accounts and welcome links."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from dateline.users.models import User, WelcomeLink


def has_administrator() -> bool:
    """Say whether somebody can log in and do everything. An account without a password cannot log in."""
    able = User.objects.filter(is_superuser=True, is_active=True)
    return able.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).exclude(password="").exists()


def open_link(*, token: str, at: datetime) -> WelcomeLink | None:
    """Return the link that this token opens, if it can still be used."""
    link = WelcomeLink.objects.filter(digest=digest_of(token)).first()
    return link if link is not None and link.is_open(at=at) else None


def digest_of(token: str) -> str:
    """Return what is kept of a token. It is long and random, so no guessing reverses a plain hash."""
    return sha256(token.encode()).hexdigest()
