"""Announce what the page being rendered depends on.

Queries call ``announce`` for everything that they read, found or not; the rendering collects it.
Outside a collection announcing does nothing, so that queries can be used anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias, TypeVar

from django.utils import timezone

T = TypeVar("T")
MOST_KEPT = 2_000


@dataclass(slots=True)
class Reading:
    """A value that many pages read, with what reading it announced."""

    value: Any
    keys: frozenset[str]
    good_until: datetime | None
    watched: frozenset[str] = frozenset()

    def is_touched_by(self, keys: set[str]) -> bool:
        """Say whether an entry with these keys may have changed the value; one without keys is never sure."""
        return not self.keys or not self.keys.isdisjoint(keys) or not self.watched.isdisjoint(keys)


Readings: TypeAlias = dict[str, Reading]


@dataclass(slots=True)
class Dependencies:
    """What one rendering read: its keys, and the moment until which the result is good at most."""

    keys: set[str] = field(default_factory=set)
    good_until: datetime | None = None
    watched: set[str] = field(default_factory=set)
    readings: Readings = field(default_factory=dict)
    kept: Readings = field(default_factory=dict)


_collecting: ContextVar[Dependencies | None] = ContextVar("dateline_edition_dependencies", default=None)


def announce(*keys: str) -> None:
    """Say that the page being rendered depends on these keys."""
    current = _collecting.get()
    if current is not None:
        current.keys.update(keys)


def watch(*keys: str) -> None:
    """Say that what is being read may differ after an entry with these keys, though the page would not.

    For what is ``kept`` and holds more than one page shows: the page announces the rest where it shows it.
    """
    current = _collecting.get()
    if current is not None:
        current.watched.update(keys)


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
    found: T = _use(current, name, read, current.readings)
    return found


def kept(name: str, read: Callable[[], T]) -> T:
    """Return what ``read`` gives, as ``once`` does, and keep it until an entry touches what it announced.

    So, like a page, ``read`` must itself announce or ``watch`` everything that it reads, and say until when
    the value is good; what the page around it announces does not count. One that announces nothing is let go
    at every entry, whatever it watches. The value must be frozen: an object that loads more when it is asked
    would mix two states of the database. Names are no keys of pages: each must say all that ``read`` depends
    on besides the database, such as language and limit.
    """
    current = _collecting.get()
    if current is None:
        return read()
    found: T = _use(current, name, read, current.kept)
    return found


def kept_each(
    names: Mapping[int, str], read: Callable[[list[int]], Mapping[int, Callable[[], T]]]
) -> dict[int, T]:
    """Return one value for each id, as ``kept`` does under the id's name; those not kept are read together.

    ``read`` loads the rows of the ids that it gets, and returns for each what makes its value of them. What
    is announced while loading counts for nothing: what makes a value announces everything that it is made of.
    """
    current = _collecting.get() or Dependencies()
    # Held from here on: another thread may let go of them, and the moment may come until which they are good.
    found = {pk: _known(current.kept, name) for pk, name in names.items()}
    missing = [pk for pk, reading in found.items() if reading is None]
    makers: Mapping[int, Callable[[], T]] = {}
    if missing:
        with _within(Dependencies(readings=current.readings, kept=current.kept)):
            makers = read(missing)
    values: dict[int, T] = {}
    for pk, reading in found.items():
        if reading is not None:
            values[pk] = _depend(current, reading)
        elif pk in makers:
            values[pk] = _depend(current, _read(current, names[pk], makers[pk], current.kept))
    return values


@contextmanager
def apart() -> Iterator[None]:
    """Let what is read inside the block fill what is kept, and announce nothing of it for the page."""
    current = _collecting.get()
    with _within(Dependencies(readings=current.readings, kept=current.kept) if current else Dependencies()):
        yield


@contextmanager
def _within(dependencies: Dependencies) -> Iterator[Dependencies]:
    token = _collecting.set(dependencies)
    try:
        yield dependencies
    finally:
        _collecting.reset(token)


def _use(current: Dependencies, name: str, read: Callable[[], Any], shelf: Readings) -> Any:
    return _depend(current, _known(shelf, name) or _read(current, name, read, shelf))


def _read(current: Dependencies, name: str, read: Callable[[], Any], shelf: Readings) -> Reading:
    with _within(Dependencies(readings=current.readings, kept=current.kept)) as inner:
        value = read()
    if len(shelf) >= MOST_KEPT:
        for oldest in list(shelf)[: MOST_KEPT // 10]:
            shelf.pop(oldest, None)
    reading = shelf[name] = Reading(value, frozenset(inner.keys), inner.good_until, frozenset(inner.watched))
    return reading


def _known(shelf: Readings, name: str) -> Reading | None:
    reading = shelf.get(name)
    if reading is None or (reading.good_until is not None and reading.good_until <= timezone.now()):
        return None
    return reading


def _depend(current: Dependencies, reading: Reading) -> Any:
    current.keys.update(reading.keys)
    current.watched.update(reading.watched)
    if reading.good_until is not None and (
        current.good_until is None or reading.good_until < current.good_until
    ):
        current.good_until = reading.good_until
    return reading.value


def untouched(readings: Readings, keys: set[str]) -> Readings:
    """Return the readings that hold after entries with these keys; other threads may go on with all."""
    # Copied at once, because they may be adding to it.
    return {name: reading for name, reading in readings.copy().items() if not reading.is_touched_by(keys)}


@contextmanager
def collecting(readings: Readings | None = None, *, kept: Readings | None = None) -> Iterator[Dependencies]:
    """Collect what is announced inside the block; a block within a block adds to the outer one.

    ``readings`` are those of other renderings of the very same state of the database, to be shared; ``kept``
    are those that no entry between an earlier state and this one has touched.
    """
    outer = _collecting.get()
    if outer is not None:
        yield outer
        return
    dependencies = Dependencies()
    if readings is not None:
        dependencies.readings = readings
    if kept is not None:
        dependencies.kept = kept
    with _within(dependencies):
        yield dependencies
