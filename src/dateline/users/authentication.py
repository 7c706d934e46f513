"""Who somebody is: people know their e-mail address better than the name of their account."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from dateline.users.models import User
from dateline.users.queries import name_behind


class NameOrAddressBackend(ModelBackend):
    """Takes the name of the account or its e-mail address. The name wins, so nobody can borrow another's."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """Return the account, or None when the name, the password or the account is not good."""
        if username:
            username = name_behind(username)
        # Somebody who does not exist takes Django as long to refuse as a wrong password.
        account = super().authenticate(request, username=username, password=password, **kwargs)
        return account if isinstance(account, User) else None
