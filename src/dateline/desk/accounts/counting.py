"""As what an attempt counts: a stranger's, or one from a browser that is known."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from dateline.desk.accounts.known_browsers import known_browser
from dateline.users.limits import (
    ACCOUNT,
    CODE,
    KNOWN_BROWSER,
    NETWORK,
    PASSKEY,
    RESET,
    RESET_NETWORK,
    account_key,
    browser_key,
    code_key,
    name_key,
    network_key,
    reset_key,
)
from dateline.users.login_actions import Attempt, begin_attempt
from dateline.users.models import User
from dateline.users.queries import account_behind


def count_password(request: HttpRequest, *, said: str) -> Attempt:
    """Count an attempt with a password. Raises TooManyAttemptsError."""
    now = timezone.now()
    account = account_behind(said)
    if account is not None and (browser := known_browser(request, account)):
        counted = [(browser_key(browser, kind="password"), KNOWN_BROWSER)]
    else:
        key = account_key(account.pk) if account is not None else name_key(said)
        counted = [(_network(request, at=now), NETWORK), (key, ACCOUNT)]
    return begin_attempt(counted=counted, at=now, account=account)


def count_code(request: HttpRequest, *, user: User) -> Attempt:
    """Count a code, or the password of somebody who is in. Raises TooManyAttemptsError."""
    browser = known_browser(request, user)
    key = browser_key(browser, kind="code") if browser else code_key(user.pk)
    return begin_attempt(counted=[(key, CODE)], at=timezone.now(), account=user)


def count_passkey(request: HttpRequest) -> Attempt:
    """Count a question for a passkey. Raises TooManyAttemptsError."""
    now = timezone.now()
    return begin_attempt(counted=[(_network(request, at=now, kind="passkey"), PASSKEY)], at=now)


def count_reset(request: HttpRequest, *, address: str) -> Attempt:
    """Count asking for a letter with a link for a new password. Raises TooManyAttemptsError."""
    now = timezone.now()
    network = _network(request, at=now, kind="reset")
    return begin_attempt(counted=[(network, RESET_NETWORK), (reset_key(address), RESET)], at=now)


def wait_words(seconds: int) -> str:
    """Return what to tell somebody who has to wait."""
    minutes = max(1, -(-seconds // 60))
    text = ngettext(
        "Too many attempts. Try again in %(count)s minute.",
        "Too many attempts. Try again in %(count)s minutes.",
        minutes,
    ) % {"count": minutes}
    return f"{text} {gettext('A passkey works at any time.')}"


def _network(request: HttpRequest, *, at: datetime, kind: str = "login") -> str:
    return network_key(request.META.get("REMOTE_ADDR", ""), at=at, kind=kind)
