"""Who follows publications in their own transaction: packages above that keep what readers see of a page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

Watcher = Callable[..., None]
_watchers: dict[str, list[Watcher]] = {}
_watchers_of_many: dict[str, list[Watcher]] = {}
_in_bulk: ContextVar[bool] = ContextVar("dateline_publishing_in_bulk", default=False)


def watch_publications(name: str, watcher: Watcher) -> None:
    """Have ``watcher(page=, before=, after=)`` called for each publication and removal of that name.

    It runs in the transaction, when version and log entry are there; ``after`` is None for a page that
    ceased to be public. So it may write what must be right at the moment when readers see the change, and it
    must be quick: whoever publishes waits for it, and on PostgreSQL everybody who publishes. Of ``page`` it
    may use no more than the key, for whoever publishes thousands has no pages in hand.
    """
    known = _watchers.setdefault(name, [])
    if watcher not in known:
        known.append(watcher)


def tell_watchers(name: str, *, page: Any, before: Any, after: Any) -> None:
    """Tell everybody who follows publications of that name."""
    for watcher in _watchers.get(name, ()):
        watcher(page=page, before=before, after=after)


def watch_new_publications(name: str, watcher: Watcher) -> None:
    """Have ``watcher(ids=)`` called for many pages of that name that were published for the first time.

    For them, the watchers of single publications are not called.
    """
    known = _watchers_of_many.setdefault(name, [])
    if watcher not in known:
        known.append(watcher)


def tell_watchers_of_new(name: str, *, ids: Collection[int]) -> None:
    """Tell everybody who follows publications of that name of many new ones."""
    for watcher in _watchers_of_many.get(name, ()):
        watcher(ids=ids)


@contextmanager
def publishing_in_bulk() -> Iterator[None]:
    """Let watchers put off what can wait, for the block: imports publish hundreds of pages a second."""
    token = _in_bulk.set(True)
    try:
        yield
    finally:
        _in_bulk.reset(token)


def is_in_bulk() -> bool:
    """Say whether many pages are being published one after another."""
    return _in_bulk.get()
