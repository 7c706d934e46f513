"""Where something may be sent to the paper, by which methods, and how much.

Sent anywhere else, it never reaches Django.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dateline.edition.errors import FormsRegisteredError

READING = frozenset(("GET", "HEAD"))
SENDING = frozenset(("POST", "PUT", "PATCH", "DELETE"))

# Given the request's cookies, in a thread that may use the database.
Uploader = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms under one prefix; ``may_upload`` says whose may be large."""

    prefix: str
    may_upload: Uploader | None = None


_forms: dict[str, Forms] = {}


def register_forms(prefix: str, *, may_upload: Uploader | None = None) -> None:
    """Take in what is sent to addresses under this prefix.

    Raises FormsRegisteredError when the prefix was declared with somebody else's uploads.
    """
    wanted = Forms(prefix, may_upload)
    if _forms.setdefault(prefix, wanted) != wanted:
        raise FormsRegisteredError(prefix)


def forms_at(path: str) -> Forms | None:
    """Return what may be sent to this decoded path; None when nothing may."""
    return next((forms for prefix, forms in _forms.items() if path.startswith(prefix)), None)


def allowed_methods(forms: Forms | None) -> str:
    """Return the methods that an address knows, as the header Allow lists them."""
    return ", ".join(sorted(READING | (SENDING if forms else frozenset())))
