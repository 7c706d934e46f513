"""Compressed files that may break off: what was whole is given before the break is named."""

from __future__ import annotations

import zlib
from typing import IO

CHUNK = 1 << 16


class Gunzip:
    """Reads gzip, of several members as web archives have them.

    Python's own reader loses what it has read when the file breaks off; this one raises EOFError or
    zlib.error only when everything before is given out.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._inflater = zlib.decompressobj(wbits=31)
        self._waiting = b""
        self._began = False

    def read(self, size: int = -1) -> bytes:
        """Return up to so many bytes, and nothing at the end."""
        if size < 0:
            pieces = []
            while piece := self.read(1 << 20):
                pieces.append(piece)
            return b"".join(pieces)
        while True:
            if not self._waiting:
                self._waiting = self._stream.read(CHUNK)
                if not self._waiting:
                    if self._began and not self._inflater.eof:
                        raise EOFError("the compressed file breaks off")
                    return b""
            if self._inflater.eof:
                # Some writers fill up the last block with zeros.
                self._waiting = self._waiting.lstrip(b"\x00")
                if not self._waiting:
                    continue
                self._inflater = zlib.decompressobj(wbits=31)
            self._began = True
            data = self._inflater.decompress(self._waiting, size)
            self._waiting = self._inflater.unconsumed_tail or self._inflater.unused_data
            if data:
                return data

    def close(self) -> None:
        """Close the file below."""
        self._stream.close()
