"""Keep made-up names of files away from Django, as the press does with made-up pages.

Files are not kept by the edition, so each unknown name would cost a page that says that there is none.
"""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import Future

from dateline.edition.limits import ShortMemory, TokenBucket
from dateline.edition.waiting_room import WaitingRoom

# A page may use this many files that nobody has asked for lately.
BURST = 100
USUAL_SECONDS = 0.01
REMEMBERED_SECONDS = 300
MOST_REMEMBERED = 10_000
THERE = frozenset((200, 206, 304, 416))
MISSING = frozenset((404, 410))


class Doorkeeper:
    """Lets in who asks for a file that was there lately, some others at once, and the rest if it exists."""

    def __init__(self, per_second: float, room: WaitingRoom) -> None:
        self._known = ShortMemory(seconds=REMEMBERED_SECONDS, most=MOST_REMEMBERED)
        self._unknown = TokenBucket(per_second, burst=BURST)
        self._room = room

    async def lets_in(self, path: str) -> bool:
        """Say whether Django may be asked for this file; take a token for a name that is not known."""
        if path in self._known or self._unknown.take():
            return True
        answer: Future[bool] = Future()
        self._room.enter(path, answer.set_result)
        return await asyncio.wrap_future(answer)

    def note(self, path: str, status: int, *, began: float) -> None:
        """Learn from Django's answer; ``began`` is when it was asked, by the monotonic clock.

        Only what is about the file counts: a redirect, or a complaint about the request, says nothing of it.
        """
        if path in self._known:
            if status in MISSING:
                self._known.discard(path)
        elif status in THERE:
            self._known.add(path)
            self._unknown.give_back()
        else:
            self._unknown.charge(max(0.0, (time.monotonic() - began) / USUAL_SECONDS - 1))
