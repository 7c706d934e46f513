"""Requests of the paper to those who follow it: guarded by ``lib.outgoing``, refused and failed in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from dateline.lib.outgoing.exchanging import NoAnswerError, Reply, exchange
from dateline.lib.outgoing.guarding import LONGEST as LONGEST  # for forms and models
from dateline.lib.outgoing.guarding import RefusedTargetError, Target, target_of
from dateline.publishlog.outside.permitting import USER_AGENT, usual_rules
from dateline.publishlog.outside.wording import failure_in_words, refusal_in_words


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
        return target_of(url, rules=usual_rules(may_be_plain=may_be_plain, longest=longest))
    except RefusedTargetError as error:
        raise RefusedAddressError(refusal_in_words(error.refusal)) from None


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
    rules = usual_rules(may_be_plain=may_be_plain, longest=longest)
    named = {"user-agent": USER_AGENT, **(headers or {})}
    try:
        return exchange(url, rules=rules, method=method, body=body, headers=named, most=most)
    except RefusedTargetError as error:
        raise NotDeliveredError(refusal_in_words(error.refusal)) from None
    except NoAnswerError as error:
        raise NotDeliveredError(failure_in_words(error.failure)) from None


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
