"""Reads of accounts, their second factors and sessions, and welcome links."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import QuerySet
from wagtail.models import ModelLogEntry

from dateline.users.models import DeskSession, User, WelcomeLink

HOUR = timedelta(hours=1)


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


def name_behind(said: str) -> str:
    """Return the name of the account with this e-mail address, or what was said."""
    if "@" not in said:
        return said
    address = said.strip()
    if User.objects.filter(username=address).exists():
        return address
    found = User.objects.filter(email__iexact=address).values_list("username", flat=True).first()
    return found or address


def account_behind(said: str) -> User | None:
    """Return the account that somebody tries to log in to, whether it is open or closed."""
    return User.objects.filter(username=name_behind(said)).first()


def has_second_factor(user: User) -> bool:
    """Say whether this account asks for more than a password. Recovery codes alone do not count."""
    factors = Authenticator.objects.filter(user=user)
    return factors.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def sessions_of(user: User, *, at: datetime) -> QuerySet[DeskSession]:
    """Return the sessions in which this account is logged in, latest first."""
    return DeskSession.objects.filter(user=user, expire_date__gt=at).order_by("-seen_at", "-started_at")


def was_logged_lately(account: User, action: str, *, at: datetime) -> bool:
    """Say whether the log of accounts has this action within the last hour."""
    lately = ModelLogEntry.objects.for_instance(account).filter(action=action, timestamp__gt=at - HOUR)
    return bool(lately.exists())
