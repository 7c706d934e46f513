"""Render pages in this process, or in several when there are many."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial

from dateline.mirror import child
from dateline.mirror.making import Made, Maker

WORTH_IT = 100
"""So many pages take longer than it takes other processes to start."""


@contextmanager
def rendering(maker: Maker, *, processes: int, pages: int) -> Iterator[_Rendering]:
    """Give something that renders batches of addresses in order, a few batches ahead."""
    if processes < 2 or pages < WORTH_IT:
        yield _Rendering(maker, None, processes)
        return
    # Spawned and not forked: this process has a connection to the database and a thread for the progress.
    pool = ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=partial(child.begin, maker.base_url, maker.below, parent=os.getpid()),
    )
    try:
        yield _Rendering(maker, pool, processes)
    finally:
        pool.shutdown(cancel_futures=True)


class _Rendering:
    def __init__(self, maker: Maker, pool: ProcessPoolExecutor | None, processes: int) -> None:
        self._maker = maker
        self._pool = pool
        self._ahead = 2 * processes

    def results(self, batches: Iterable[Sequence[str]]) -> Iterator[list[Made]]:
        """Yield what became of each batch. Never more than a few are in memory."""
        if self._pool is None:
            yield from map(self._maker.make, batches)
            return
        waiting: deque[Future[list[Made]]] = deque()
        for batch in batches:
            waiting.append(self._pool.submit(child.make, batch))
            if len(waiting) > self._ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
