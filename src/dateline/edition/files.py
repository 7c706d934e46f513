"""Files on disk among Django's answers: found again, so that the server sends them piece by piece.

What is streamed through Python is queued in memory as fast as it can be read, however slowly the reader takes
it. The server reads a file only as fast as it is taken.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from dateline.edition.negotiation import single_range

# Together they say what is to be sent, so they are said anew.
_ABOUT_LENGTH = frozenset(("content-length", "accept-ranges"))
_ABOUT_CONTENT = frozenset(("content-type", "content-disposition", "content-encoding"))


class FileSender(Protocol):
    """What an RSGI server offers for sending files; ``end`` is the first byte that is not sent."""

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None: ...

    def response_empty(self, status: int, headers: list[tuple[str, str]]) -> None: ...

    def response_file(self, status: int, headers: list[tuple[str, str]], file: str) -> None: ...

    def response_file_range(
        self, status: int, headers: list[tuple[str, str]], file: str, start: int, end: int
    ) -> None: ...


class Place(NamedTuple):
    """Where a file lies, and how long it is."""

    path: str
    size: int


class FileBody:
    """The ``wsgi.file_wrapper`` of PEP 3333: Django hands over the file instead of its pieces."""

    def __init__(self, file: Any, block_size: int = 65_536) -> None:
        self._file = file
        self._block_size = block_size

    def __iter__(self) -> Iterator[bytes]:
        while block := self._file.read(self._block_size):
            yield block

    def close(self) -> None:
        """Close the file, and with it Django's response."""
        self._file.close()

    def place(self) -> Place | None:
        """Return where the whole file lies, None when it is no file under a name."""
        try:
            name, opened = self._file.name, os.fstat(self._file.fileno())
            if not isinstance(name, str) or self._file.tell():
                return None
            if not stat.S_ISREG(opened.st_mode) or not os.path.samestat(opened, os.stat(name)):
                return None
        except (AttributeError, OSError, TypeError, ValueError):
            return None
        return Place(name, opened.st_size)


def send_file(
    proto: FileSender, *, place: Place, headers: list[tuple[str, str]], request: Mapping[str, str]
) -> None:
    """Answer with the file, or with the part of it that a request with these headers asks for.

    ``request`` has ``method`` and, where they were sent, ``range`` and ``if-range``. Django has answered
    conditions that come before those (RFC 9110 section 13.2.2).
    """
    kept = [header for header in headers if header[0] not in _ABOUT_LENGTH]
    kept.append(("accept-ranges", "bytes"))
    if request["method"] == "HEAD":
        proto.response_empty(200, [*kept, ("content-length", str(place.size))])
        return
    asked = single_range(request["range"], place.size) if _wants_range(request, headers) else None
    if asked is None:
        proto.response_file(200, [*kept, ("content-length", str(place.size))], place.path)
    elif isinstance(asked, bool):
        about = [header for header in kept if header[0] not in _ABOUT_CONTENT]
        proto.response_bytes(416, [*about, ("content-range", f"bytes */{place.size}")], b"")
    else:
        first, last = asked
        kept.append(("content-range", f"bytes {first}-{last}/{place.size}"))
        kept.append(("content-length", str(last - first + 1)))
        proto.response_file_range(206, kept, place.path, first, last + 1)


def _wants_range(request: Mapping[str, str], headers: list[tuple[str, str]]) -> bool:
    """Say whether a range is asked for, of the file as it is now: a weak tag cannot tell (section 13.1.5)."""
    condition = request.get("if-range")
    told = dict(headers)
    strong = {told.get("etag", ""), told.get("last-modified", "")}
    return "range" in request and (
        condition is None or (condition in strong and not condition.startswith("W/"))
    )
