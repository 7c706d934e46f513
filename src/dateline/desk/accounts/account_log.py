"""Write into the log of accounts what the screens of staff change. Roles log themselves."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from wagtail.log_actions import log

from dateline.publishing.sharing_actions import revoke_links_of
from dateline.users.models import User
from dateline.users.session_actions import end_sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountState:
    """What about an account matters to who can do what."""

    is_active: bool
    is_superuser: bool
    password: str


def state_of(pk: int) -> AccountState:
    """Return the state of an account as the database has it."""
    values = User.objects.values("is_active", "is_superuser", "password").get(pk=pk)
    return AccountState(**values)


def note_changes(account: User, *, before: AccountState, by: User) -> None:
    """Log what became different, and end the sessions of an account that was closed or got a new password."""
    if account.is_active != before.is_active:
        note_activity(account, is_active=account.is_active, by=by)
    if account.is_superuser != before.is_superuser:
        action = "paper.administrator_made" if account.is_superuser else "paper.administrator_unmade"
        log(account, action, user=by)
    if account.password != before.password:
        log(account, "paper.password_changed", user=by)
        if account != by:
            end_sessions(user=account, by=by)


def note_activity(account: User, *, is_active: bool, by: User) -> None:
    """Log that an account was opened or closed; a closed one is out at once, and its links to drafts end."""
    log(account, "paper.activated" if is_active else "paper.deactivated", user=by)
    # Also when it is opened: it may have been closed past the desk, where nobody ended them.
    revoke_links_of(user=account, by=by, at=timezone.now())
    if not is_active:
        end_sessions(user=account, by=by)
