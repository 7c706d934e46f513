"""Who has to know that an embargo began or ended: packages above that keep files of the story."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Watcher = Callable[[Any], None]
_watchers: list[Watcher] = []


def watch_embargoes(watcher: Watcher) -> None:
    """Have this called with the page, in the transaction that sets or lifts its embargo."""
    if watcher not in _watchers:
        _watchers.append(watcher)


def tell_watchers(page: Any) -> None:
    """Tell everybody who watches."""
    for watcher in _watchers:
        watcher(page)
