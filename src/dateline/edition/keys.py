"""Announce what the page being rendered depends on.

Queries call ``announce`` for everything that they read, found or not; the rendering collects it.
Outside a collection announcing does nothing, so that queries can be used anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class Dependencies:
    """What one rendering read: its keys, and the moment until which the result is good at most."""

    keys: set[str] = field(default_factory=set)
    good_until: datetime | None = None
    read: dict[str, Any] = field(default_factory=dict)


_collecting: ContextVar[Dependencies | None] = ContextVar("dateline_edition_dependencies", default=None)


def announce(*keys: str) -> None:
    """Say that the page being rendered depends on these keys."""
    current = _collecting.get()
    if current is not None:
        current.keys.update(keys)


def announce_good_until(moment: datetime) -> None:
    """Say that the page being rendered changes by itself at this aware moment; the earliest wins."""
    current = _collecting.get()
    if current is not None and (current.good_until is None or moment < current.good_until):
        current.good_until = moment


def once(name: str, read: Callable[[], T]) -> T:
    """Return what ``read`` gives, asked once per rendering: a page is rendered in one snapshot.

    Outside a collection it is read each time. What ``read`` announces belongs to the rendering anyway.
    """
    current = _collecting.get()
    if current is None:
        return read()
    if name not in current.read:
        current.read[name] = read()
    found: T = current.read[name]
    return found


@contextmanager
def collecting() -> Iterator[Dependencies]:
    """Collect what is announced inside the block; a block within a block adds to the outer one."""
    outer = _collecting.get()
    if outer is not None:
        yield outer
        return
    dependencies = Dependencies()
    token = _collecting.set(dependencies)
    try:
        yield dependencies
    finally:
        _collecting.reset(token)
