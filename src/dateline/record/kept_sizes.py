"""Sizes of changes that were worked out before, by the commitments of the two texts.

A commitment names one text for ever, so nothing kept here can become untrue. Whether a size may be told is
asked each time.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TypeAlias

from dateline.record.contexts import SizeContext

MOST = 5_000

Commitments: TypeAlias = tuple[str, str]

_sizes: OrderedDict[Commitments, SizeContext] = OrderedDict()
_lock = Lock()


def known_size(commitments: Commitments) -> SizeContext | None:
    """Return the size of the change between the texts with these commitments, if it is known."""
    with _lock:
        if commitments in _sizes:
            _sizes.move_to_end(commitments)
        return _sizes.get(commitments)


def remember_size(commitments: Commitments, size: SizeContext) -> None:
    """Keep it, and forget what was not asked for longest."""
    with _lock:
        _sizes[commitments] = size
        _sizes.move_to_end(commitments)
        while len(_sizes) > MOST:
            _sizes.popitem(last=False)
