"""What the caller of a publishing action asked for, carried through Wagtail's own machinery to our door."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Wish:
    """Something to be done together with a publication, by the companion of that name."""

    name: str
    data: dict[str, Any]
    """JSON values only: a wish may have to wait for its time."""


@dataclass(frozen=True, slots=True)
class PublishingRequest:
    """Wishes for one publication. Empty fields leave the choice to the draft or to what is proposed."""

    kind: str = ""
    summary: str = ""
    at: datetime | None = None
    by: Any = None
    """Who acts, where Wagtail's machinery does not say."""
    is_in_place: bool = False
    """The page only follows a change made elsewhere, such as a move: recorded without judging it."""
    is_recorded: bool = False
    """The caller writes the log entry itself."""
    destroys_words: bool = False
    """The page goes because its words must: nothing that is made of it stands in the way."""
    wishes: tuple[Wish, ...] = ()
    """What is to be done in the same transaction, see ``companions``."""


_current: ContextVar[PublishingRequest | None] = ContextVar("dateline_publishing_request", default=None)
_NOTHING = PublishingRequest()


@contextmanager
def requesting(request: PublishingRequest) -> Iterator[None]:
    """Let publications inside the block follow this request."""
    token = _current.set(request)
    try:
        yield
    finally:
        _current.reset(token)


def current_request() -> PublishingRequest:
    """Return the request that is being carried out; an empty one when nobody asked for anything."""
    return _current.get() or _NOTHING
