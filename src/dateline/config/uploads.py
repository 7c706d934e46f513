"""Who may send us much: somebody who is signed in on the desk."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import close_old_connections
from django.http.cookie import parse_cookie
from django.utils.module_loading import import_string


def is_signed_in(cookies: str) -> bool:
    """Say whether these cookies are somebody's who is signed in. Asked before Django sees the request."""
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME)
    if not key:
        return False
    close_old_connections()
    try:
        return SESSION_KEY in import_string(f"{settings.SESSION_ENGINE}.SessionStore")(key)
    finally:
        close_old_connections()
