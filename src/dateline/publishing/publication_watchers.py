"""Who follows publications in their own transaction: packages above that keep what readers see of a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Watcher = Callable[..., None]
_watchers: dict[str, list[Watcher]] = {}


def watch_publications(name: str, watcher: Watcher) -> None:
    """Have ``watcher(page=, before=, after=)`` called for each publication and removal of that name.

    It runs in the transaction, when version and log entry are there; ``after`` is None for a page that
    ceased to be public. So it may write what must be right at the moment when readers see the change, and it
    must be quick: whoever publishes waits for it, and on PostgreSQL everybody who publishes.
    """
    known = _watchers.setdefault(name, [])
    if watcher not in known:
        known.append(watcher)


def tell_watchers(name: str, *, page: Any, before: Any, after: Any) -> None:
    """Tell everybody who follows publications of that name."""
    for watcher in _watchers.get(name, ()):
        watcher(page=page, before=before, after=after)
