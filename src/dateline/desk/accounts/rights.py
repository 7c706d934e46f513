"""Who may touch whose account: nobody below an administrator touches the account of one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from dateline.users.choices import Role
from dateline.users.models import User

MAY_CHANGE_STAFF = "paper_users.change_user"


def person_of(request: HttpRequest) -> User:
    """Return who asks. Raises PermissionDenied when nobody is logged in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def is_administrator(user: User | AnonymousUser) -> bool:
    """Say whether this person may do everything, and so may give anything."""
    return user.is_superuser or user.groups.filter(name=Role.ADMINISTRATOR).exists()


def refuse_above(account: Any, *, by: User | AnonymousUser) -> None:
    """Raise PermissionDenied when this is the account of an administrator and another person is none."""
    if is_administrator(account) and not is_administrator(by):
        raise PermissionDenied
