"""Addresses for programs: answers that are no page speak JSON, other sites may read them, keys go to Django.

What is asked for without a key is a page like any other, the same for everybody. With one (the header
Authorization) Django answers, which knows whose it is and how much is left of its quota.
"""

from __future__ import annotations

import json
from typing import Any

from dateline.edition import answers
from dateline.edition.addresses import is_for_programs
from dateline.edition.sending import Forms, allowed_methods
from dateline.edition.serve import Answer

PROBLEM_TYPE = "application/problem+json"
ANYWHERE = ("access-control-allow-origin", "*")
READABLE = "ETag, Retry-After, RateLimit, RateLimit-Policy"


def has_key(scope: Any) -> bool:
    """Say whether this request brings a key to an address for programs."""
    return is_for_programs(scope.path) and "authorization" in scope.headers


def problem(status: int, title: str, *extra: tuple[str, str]) -> Answer:
    """Return what is wrong in the form of RFC 9457, which nobody keeps."""
    body = json.dumps({"type": "about:blank", "title": title, "status": status})
    headers = [
        ("content-type", PROBLEM_TYPE),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ANYWHERE,
        ("access-control-expose-headers", READABLE),
    ]
    return Answer(status, [*headers, *extra], body.encode())


PREFLIGHT = Answer(
    204,
    [
        ANYWHERE,
        ("access-control-allow-methods", "GET, HEAD"),
        ("access-control-allow-headers", "Authorization, If-None-Match"),
        ("access-control-max-age", "86400"),
        ("allow", "GET, HEAD, OPTIONS"),
    ],
    b"",
)
NOT_ALLOWED = problem(405, "This can only be read.", ("allow", "GET, HEAD, OPTIONS"))
STANDING = {
    "limited": problem(429, "Too many different things were asked for at once.", ("retry-after", "1")),
    "unavailable": problem(503, "This cannot be answered just now.", ("retry-after", "5")),
}
BAD = {
    400: problem(400, "This address is malformed."),
    404: problem(404, "There is nothing at this address."),
    414: problem(414, "This address is too long."),
}


def standing(path: str, name: str) -> Answer:
    """Return the answer of this name as readers or programs get it."""
    return STANDING[name] if is_for_programs(path) else answers.standing(name)


def bad(path: str, status: int) -> Answer:
    """Return the answer to an address that no page can have."""
    return BAD[status] if is_for_programs(path) else answers.BAD[status]


def not_allowed(scope: Any, forms: Forms | None) -> Answer:
    """Return the answer to a method that an address does not know; browsers ask beforehand."""
    if not is_for_programs(scope.path):
        return answers.not_allowed(allowed_methods(forms))
    return PREFLIGHT if scope.method == "OPTIONS" else NOT_ALLOWED
