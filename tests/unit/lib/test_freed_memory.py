"""What was freed leaves the process."""

from __future__ import annotations

import ctypes
import platform
from pathlib import Path

import pytest

from dateline.lib import freed_memory
from dateline.lib.freed_memory import give_back_freed

PIECES, SIZE = 20_000, 2_000


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library gives back by itself")
def test_freed_pieces_leave_the_process() -> None:
    c = ctypes.CDLL(None)
    c.malloc.restype, c.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    pieces = [c.malloc(SIZE) for _ in range(PIECES)]
    for piece in pieces:
        ctypes.memset(piece, 1, SIZE)
    # One that stays keeps the heap from shrinking at its end by itself.
    for piece in pieces[:-1]:
        c.free(piece)
    before = _resident()

    give_back_freed()

    assert before - _resident() > PIECES * SIZE / 2


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freed_memory, "_malloc_trim", lambda: None)

    assert give_back_freed() is None  # type: ignore[func-returns-value]  # it must not raise


def _resident() -> int:
    """Return the bytes of this process in memory."""
    return int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1]) * 4096
