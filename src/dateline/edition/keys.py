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
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class Reading:
    """A value that many pages read, with what reading it announced."""

    value: Any
    keys: frozenset[str]
    good_until: datetime | None


Readings: TypeAlias = dict[str, Reading]


@dataclass(slots=True)
class Dependencies:
    """What one rendering read: its keys, and the moment until which the result is good at most."""

    keys: set[str] = field(default_factory=set)
    good_until: datetime | None = None
    readings: Readings = field(default_factory=dict)


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

    Where renderings share their readings, it is asked once for all of them. So the value must follow from
    the name and the database alone, not from the page or the moment, and nobody may change it. Outside a
    collection it is read each time. What ``read`` announces belongs to every rendering that uses the value.
    """
    current = _collecting.get()
    if current is None:
        return read()
    reading = current.readings.get(name)
    if reading is None:
        inner = Dependencies(readings=current.readings)
        token = _collecting.set(inner)
        try:
            value = read()
        finally:
            _collecting.reset(token)
        reading = current.readings[name] = Reading(value, frozenset(inner.keys), inner.good_until)
    current.keys.update(reading.keys)
    if reading.good_until is not None:
        announce_good_until(reading.good_until)
    found: T = reading.value
    return found


@contextmanager
def collecting(readings: Readings | None = None) -> Iterator[Dependencies]:
    """Collect what is announced inside the block; a block within a block adds to the outer one.

    ``readings`` are those of other renderings of the very same state of the database, to be shared.
    """
    outer = _collecting.get()
    if outer is not None:
        yield outer
        return
    dependencies = Dependencies() if readings is None else Dependencies(readings=readings)
    token = _collecting.set(dependencies)
    try:
        yield dependencies
    finally:
        _collecting.reset(token)
