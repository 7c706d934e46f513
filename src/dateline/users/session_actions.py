"""End sessions: one's own, or a colleague's."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from wagtail.log_actions import log

from dateline.users.models import DeskSession, User


@transaction.atomic
def end_sessions(*, user: User, by: User | None, keys: Collection[str] | None = None, but: str = "") -> int:
    """End these sessions of an account, all without ``keys``, never the one in ``but``; return how many.

    A request that is being answered may finish; the next one finds nobody logged in.
    """
    sessions = DeskSession.objects.filter(user=user).exclude(session_key=but)
    if keys is not None:
        sessions = sessions.filter(session_key__in=keys)
    ended = sessions.delete()[0]
    if ended:
        log(user, "paper.sessions_ended", user=by, data={"count": ended})
    return ended
