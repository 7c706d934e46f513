"""What follows from logging in and from a change of account, whichever door it came through.

Accounts, roles and second factors are changed by Django, Wagtail and allauth, on screens, in bulk and by
commands. Their signals are the one place that all of them pass.
"""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django.contrib.auth.models import Group, Permission
from django.http import HttpRequest
from django.utils import timezone
from wagtail.log_actions import get_active_log_context, log

from dateline.lib.device_words import device_words
from dateline.users.models import User
from dateline.users.session_actions import end_sessions
from dateline.users.session_store import DEVICE, STARTED

REMEMBER = "desk.remember"


def on_logged_in(*, request: Any, user: User, **_: Any) -> None:
    """Mark the session, remember the browser for the next time, and write it into the log."""
    session = request.session
    session[DEVICE] = device_words(request.headers.get("User-Agent", ""))
    session[STARTED] = timezone.now().isoformat()
    session.set_expiry(None if session.pop(REMEMBER, False) else 0)
    way = _way(request, user)
    # Whoever has just shown all that they have need not show it again to change it.
    record_authentication(request, user, "mfa" if way != "password" else "password", reauthenticated=True)
    # Read by the middleware, which sets the cookie.
    request.logged_in_now = user
    log(user, "paper.login", user=user, data={"way": way, "device": session[DEVICE]})


def on_factor_added(*, user: User, authenticator: Any, request: HttpRequest, **_: Any) -> None:
    """Log it, and end the sessions that began without it."""
    log(user, "paper.factor_added", user=user, data={"kinds": [authenticator.type]})
    end_sessions(user=user, by=user, but=request.session.session_key or "")


def on_factor_removed(*, user: User, authenticator: Any, **_: Any) -> None:
    """Log it."""
    log(user, "paper.factor_removed", user=user, data={"kinds": [authenticator.type]})


def on_codes_made(*, user: User, **_: Any) -> None:
    """Log new recovery codes."""
    log(user, "paper.codes_made", user=user)


def on_roles_changed(*, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **_: Any) -> None:
    """Log which roles somebody got or lost; a clearing is logged before it happens."""
    if action not in {"post_add", "post_remove", "pre_clear"}:
        return
    if reverse:
        people = User.objects.filter(pk__in=pk_set) if pk_set is not None else instance.user_set.all()
        pairs = [(user, [instance.name]) for user in people]
    else:
        groups = Group.objects.filter(pk__in=pk_set) if pk_set is not None else instance.groups.all()
        pairs = [(instance, sorted(groups.values_list("name", flat=True)))]
    side = "added" if action == "post_add" else "removed"
    for user, names in pairs:
        if names:
            log(user, "paper.roles", data={side: names})


def on_permissions_changed(
    *, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **_: Any
) -> None:
    """Log what a role may do from now on, when somebody on the desk says so and not the first run."""
    if action not in {"post_add", "post_remove"} or reverse or get_active_log_context().user is None:
        return
    changed = Permission.objects.filter(pk__in=pk_set or ()).select_related("content_type")
    names = sorted(f"{found.content_type.app_label}.{found.codename}" for found in changed)
    log(instance, "paper.permissions", data={"added" if action == "post_add" else "removed": names})


def on_page_rule_saved(*, instance: Any, created: bool = False, **_: Any) -> None:
    """Log a new rule of a role on a section or a folder."""
    _log_rule(instance, "added")


def on_page_rule_deleted(*, instance: Any, **_: Any) -> None:
    """Log that a rule is gone."""
    _log_rule(instance, "removed")


def _log_rule(rule: Any, side: str) -> None:
    if get_active_log_context().user is not None and rule.group_id:
        place = getattr(rule, "page", None) or getattr(rule, "collection", None)
        log(rule.group, "paper.permissions", data={side: [f"{rule.permission.codename}: {place}"]})


def _way(request: HttpRequest, user: User) -> str:
    records = get_authentication_records(request, user)
    if not records:
        return "welcome" if request.path_info.startswith("/desk/welcome/") else "password"
    latest = records[-1]
    if latest.get("passwordless"):
        return "passkey"
    kinds = {"totp": "code", "recovery_codes": "recovery", "webauthn": "key"}
    return kinds.get(latest.get("type", ""), "password")
