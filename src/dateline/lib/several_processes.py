"""The same work on many things, in several processes at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_processes(
    function: Callable[[Item], Result], items: Sequence[Item], *, processes: int
) -> Iterator[Result]:
    """Yield the function's results in the order of the items.

    With one process, or where processes cannot be forked, the work is done right here. The function must
    leave the database alone: a forked process shares the connection of its parent.
    """
    if min(processes, len(items)) < 2 or "fork" not in get_all_start_methods():
        yield from map(function, items)
        return
    with ProcessPoolExecutor(min(processes, len(items)), mp_context=get_context("fork")) as pool:
        yield from pool.map(function, items)
