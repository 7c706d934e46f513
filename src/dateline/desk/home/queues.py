"""Queues of work under “Corrections waiting”: each package that has one is registered here with its lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from dateline.desk.home.shown import Lines
from dateline.users.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Something that waits for somebody.

    ``lines`` is asked with the person and the moment, and returns only what this person may open, in a number
    of queries that does not grow with what waits. A queue without lines is not shown.
    """

    name: str
    heading: str | Promise
    lines: Callable[[User, datetime], Lines]
    order: int = 100


_queues: dict[str, Queue] = {}


def register_queue(queue: Queue) -> None:
    """Show this queue on the first page of the desk; the same name replaces."""
    _queues[queue.name] = queue


def unregister_queue(name: str) -> None:
    """Forget a queue; unknown names are ignored."""
    _queues.pop(name, None)


def registered_queues() -> list[Queue]:
    """Return the queues in their order."""
    return sorted(_queues.values(), key=lambda queue: (queue.order, queue.name))
