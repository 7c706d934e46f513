"""What can become of a verb."""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


class Outcome(enum.Enum):
    """Done; refused by the paper, which must have changed nothing; or there was nothing to do it to."""

    DONE = "done"
    REFUSED = "refused"
    NOTHING = "nothing"


class NothingToDoError(Exception):
    """Raised by a verb that finds nothing to do."""


class RefusedError(Exception):
    """Raised by a verb whose form came back with errors."""


def verb(method: F) -> F:
    """Mark a method as something that the desk does."""
    method.is_verb = True
    return method


def weighty(times: int) -> Callable[[F], F]:
    """Mark a method as something that the desk does more often than other things."""

    def mark(method: F) -> F:
        method.is_verb, method.weight = True, times
        return method

    return mark
