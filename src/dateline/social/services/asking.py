"""Ask a service and read its JSON, in terms of what became of the request."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dateline.lib.outgoing.exchanging import NoAnswerError, exchange
from dateline.lib.outgoing.guarding import RefusedTargetError
from dateline.publishlog.outside.permitting import USER_AGENT, usual_rules
from dateline.publishlog.outside.wording import failure_in_words, refusal_in_words
from dateline.social.errors import LaterError, UnsureError

MOST = 1 << 20
"""Bytes of an answer that are read."""


@dataclass(frozen=True, slots=True)
class Said:
    """An answer."""

    status: int
    data: dict[str, Any]
    """Empty when it is no JSON object; a list stands under ``items``."""
    headers: Mapping[str, str]

    @property
    def is_json(self) -> bool:
        return bool(self.data)


def ask(
    url: str,
    *,
    method: str = "POST",
    data: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Said:
    """Send JSON and return what was answered, whatever the status.

    Raises LaterError when nothing can have happened, UnsureError when the answer was lost.
    """
    sent = {"accept": "application/json", "user-agent": USER_AGENT, **(headers or {})}
    body = None
    if data is not None:
        body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
        sent["content-type"] = "application/json"
    try:
        answer = exchange(url, rules=usual_rules(), method=method, body=body, headers=sent, most=MOST)
    except RefusedTargetError as error:
        raise LaterError(refusal_in_words(error.refusal)) from None
    except NoAnswerError as error:
        words = failure_in_words(error.failure)
        raise (UnsureError if error.was_sent else LaterError)(words) from None
    try:
        read = json.loads(answer.body) if answer.body else {}
    except ValueError:
        read = {}
    if isinstance(read, list):
        read = {"items": read}
    return Said(answer.status, read if isinstance(read, dict) else {}, answer.headers)


def said_in_words(status: int, words: object) -> str:
    """Return an answer for people: the number and what the service says of it, shortened."""
    text = " ".join(str(words or "").split())[:200]
    if not text:
        return _("It answers %(status)s.") % {"status": status}
    return _("It answers %(status)s: %(words)s") % {"status": status, "words": text}


def seconds_from(value: object) -> float | None:
    """Return a number of seconds that a service names, within reason; None when it names none."""
    try:
        seconds = float(str(value))
    except ValueError:
        return None
    return min(max(seconds, 0.0), 86_400.0)
