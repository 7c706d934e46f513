"""Who may send us much: somebody who is signed in on the desk."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections
from django.http import HttpRequest
from django.http.cookie import parse_cookie
from django.utils.module_loading import import_string


def is_signed_in(cookies: str) -> bool:
    """Say whether these cookies are somebody's who is signed in. Asked before Django sees the request."""
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME)
    if not key:
        return False
    request = HttpRequest()
    request.session = import_string(f"{settings.SESSION_ENGINE}.SessionStore")(key)
    close_old_connections()
    try:
        # Asks for the account too: one that is closed, or has another password, is signed in nowhere.
        return get_user(request).is_authenticated
    finally:
        close_old_connections()
