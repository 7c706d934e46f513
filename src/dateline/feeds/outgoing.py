"""Requests of the paper to those who follow it: guarded by ``lib.outgoing``, refused and failed in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

import dateline
from dateline.lib.outgoing.exchanging import Failure, NoAnswerError, Reply, exchange
from dateline.lib.outgoing.guarding import LONGEST as LONGEST  # for forms and models
from dateline.lib.outgoing.guarding import Refusal, RefusedTargetError, Rules, Target, target_of

USER_AGENT = f"Dateline/{dateline.__version__}"
_REFUSALS = {
    Refusal.NO_ADDRESS: gettext_noop("This is not an address."),
    Refusal.NO_HTTPS: gettext_noop("It must begin with https://."),
    Refusal.NAMES_SOMEBODY: gettext_noop("It must not hold a name or a password."),
    Refusal.PRIVATE: gettext_noop("It leads into a private network."),
    Refusal.NO_HOST: gettext_noop("There is no such host."),
}
_FAILURES = {
    Failure.LATE: gettext_noop("It does not answer in time."),
    Failure.NO_TLS: gettext_noop("Its certificate does not hold, or it speaks no TLS."),
    Failure.NOBODY: gettext_noop("Nobody answers there."),
    Failure.NO_HTTP: gettext_noop("What answers there does not speak HTTP, or hangs up."),
    Failure.OTHER: gettext_noop("It cannot be reached."),
}


class RefusedAddressError(ValueError):
    """Raised for an address that the paper must not ask; says why in words for people."""


class NotDeliveredError(RuntimeError):
    """Raised when a receiver did not confirm; ``status`` is what it answered, None for nothing."""

    def __init__(self, reason: str, *, status: int | None = None) -> None:
        super().__init__(reason)
        self.status = status


def checked(url: str, *, may_be_plain: bool = False, longest: int = LONGEST) -> Target:
    """Return where an address leads, asking nobody. Raises RefusedAddressError."""
    try:
        return target_of(url, rules=_rules(may_be_plain=may_be_plain, longest=longest))
    except RefusedTargetError as error:
        raise RefusedAddressError(_(_REFUSALS[error.refusal])) from None


def ask(
    url: str,
    *,
    method: str = "POST",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    most: int = 0,
    may_be_plain: bool = False,
    longest: int = LONGEST,
) -> Reply:
    """Send a request and return the answer, whatever its status. Raises NotDeliveredError without one."""
    rules = _rules(may_be_plain=may_be_plain, longest=longest)
    named = {"user-agent": USER_AGENT, **(headers or {})}
    try:
        return exchange(url, rules=rules, method=method, body=body, headers=named, most=most)
    except RefusedTargetError as error:
        raise NotDeliveredError(_(_REFUSALS[error.refusal])) from None
    except NoAnswerError as error:
        raise NotDeliveredError(_(_FAILURES[error.failure])) from None


def post(
    url: str,
    *,
    body: bytes,
    headers: Mapping[str, str],
    may_be_plain: bool = False,
    longest: int = LONGEST,
) -> Reply:
    """Send a message and return the answer, which is one of success. Raises NotDeliveredError."""
    reply = ask(url, body=body, headers=headers, may_be_plain=may_be_plain, longest=longest)
    if not reply.is_success:
        raise NotDeliveredError(_("It answers %(status)s.") % {"status": reply.status}, status=reply.status)
    return reply


def _rules(*, may_be_plain: bool, longest: int) -> Rules:
    return Rules(
        may_be_private=settings.PRIVATE_WEBHOOKS,
        may_be_plain=may_be_plain or settings.PRIVATE_WEBHOOKS,
        longest=longest,
    )
