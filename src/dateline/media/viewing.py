"""At which address somebody gets the file of a picture: readers at the public one, others at their own.

The desk and whoever reads a shared draft see pictures that have no public address yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Addresser = Callable[[str], str | None]
_addresser: ContextVar[Addresser | None] = ContextVar("dateline_media_addresser", default=None)


@contextmanager
def addressed_by(addresser: Addresser) -> Iterator[None]:
    """Inside the block ask ``addresser`` first for the address of a file; None means the public one."""
    token = _addresser.set(addresser)
    try:
        yield
    finally:
        _addresser.reset(token)


def address_for_viewer(name: str) -> str | None:
    """Return the address of a file for whoever looks, None for the public one."""
    addresser = _addresser.get()
    return addresser(name) if addresser is not None else None
