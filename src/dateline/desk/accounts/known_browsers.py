"""A cookie by which a browser shows that its owner has logged in to an account before.

It lets nobody in. It only keeps strangers who guess the password of an account from using up the attempts of
whoever it belongs to.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse

from dateline.users.models import User

COOKIE = "dateline_browser"
AGE = 60 * 60 * 24 * 400
_signer = TimestampSigner(salt="dateline.known_browser")


def known_browser(request: HttpRequest, user: User | None) -> str:
    """Return what names this browser, if it has logged in to the account before; else nothing."""
    if user is None:
        return ""
    try:
        said = _signer.unsign(request.COOKIES.get(COOKIE, ""), max_age=AGE)
    except BadSignature:
        return ""
    pk, _dash, name = said.partition("-")
    return name if pk == str(user.pk) else ""


def remember_browser(request: HttpRequest, response: HttpResponse, *, user: User) -> None:
    """Give the browser a name for this account, unless it has one."""
    if known_browser(request, user):
        return
    options: dict[str, Any] = {
        "path": settings.SESSION_COOKIE_PATH,
        "secure": settings.SESSION_COOKIE_SECURE,
        "httponly": True,
        "samesite": settings.SESSION_COOKIE_SAMESITE,
    }
    response.set_cookie(
        COOKIE, _signer.sign(f"{user.pk}-{secrets.token_urlsafe(16)}"), max_age=AGE, **options
    )
