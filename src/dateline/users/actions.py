"""Welcome the first editor-in-chief."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from dateline.users.choices import Role
from dateline.users.errors import AlreadyWelcomedError, LinkClosedError
from dateline.users.models import User, WelcomeLink
from dateline.users.queries import digest_of, has_administrator

LINK_LIFE = timedelta(days=7)
TOKEN_BYTES = 32


@transaction.atomic
def create_welcome_link(*, at: datetime) -> str:
    """Make a new link, close every older one, and return the token, which is kept nowhere.

    Raises AlreadyWelcomedError when the paper has an administrator.
    """
    if has_administrator():
        raise AlreadyWelcomedError
    WelcomeLink.objects.filter(used_at=None).delete()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    WelcomeLink.objects.create(digest=digest_of(token), created_at=at, expires_at=at + LINK_LIFE)
    return token


@transaction.atomic
def accept_welcome_link(*, token: str, name: str, email: str, password: str, at: datetime) -> User:
    """Create the first editor-in-chief, use up the link and return the account.

    Raises LinkClosedError, AlreadyWelcomedError, or ValidationError when the password is weak.
    """
    # Locked, so that of two people who send the form at once only one comes in.
    link = WelcomeLink.objects.select_for_update().filter(digest=digest_of(token)).first()
    if link is None or not link.is_open(at=at):
        raise LinkClosedError
    if has_administrator():
        raise AlreadyWelcomedError
    first_name, _, last_name = name.strip().partition(" ")
    address = email.strip().lower()
    user = User(username=address, email=address, first_name=first_name, last_name=last_name.strip())
    user.is_staff = user.is_superuser = True
    validate_password(password, user=user)
    user.set_password(password)
    user.full_clean()
    user.save()
    user.groups.add(Group.objects.get_or_create(name=Role.EDITOR_IN_CHIEF)[0])
    link.used_at = at
    link.used_by = user
    link.save(update_fields=["used_at", "used_by"])
    return user


def forget_closed_links(*, at: datetime) -> int:
    """Delete links that expired unused and return how many."""
    return WelcomeLink.objects.filter(used_at=None, expires_at__lte=at).delete()[0]
