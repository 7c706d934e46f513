"""Memory that has been freed goes back to the machine, which the C library would keep for later."""

from __future__ import annotations

import ctypes
import functools
from collections.abc import Callable


def give_back_freed() -> None:
    """Hand back what is free in the C library's heaps: glibc's malloc_trim(3); elsewhere nothing happens.

    Encoding one picture takes some 70 MB, and glibc keeps them for the next one, which may come tomorrow.
    Takes milliseconds.
    """
    trim = _malloc_trim()
    if trim is not None:
        trim(0)


@functools.cache
def _malloc_trim() -> Callable[[int], int] | None:
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError):
        return None
    trim.argtypes, trim.restype = [ctypes.c_size_t], ctypes.c_int
    return trim
