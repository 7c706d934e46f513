"""Take a second factor away, because a telephone is gone or an account may be in other hands."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction
from wagtail.log_actions import log

from dateline.users.models import User
from dateline.users.session_actions import end_sessions


@transaction.atomic
def reset_second_factor(*, user: User, by: User | None) -> int:
    """Remove every passkey, authenticator app and recovery code, end all sessions, and return how many went.

    Whoever comes next needs the password alone, so reset that as well when somebody else may know it.
    """
    factors = Authenticator.objects.filter(user=user)
    kinds = sorted(factors.values_list("type", flat=True))
    factors.delete()
    log(user, "paper.factor_reset", user=by, data={"kinds": kinds})
    end_sessions(user=user, by=by)
    return len(kinds)
