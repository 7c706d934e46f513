"""Decisions taken from a row of numbers: the same row, the same decisions."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import TypeVar

from tests.support.desk_work.outcome import NothingToDoError

T = TypeVar("T")


class Choices:
    """Takes one number for each decision. When they have run out every number is 0."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._numbers = iter(numbers)

    @classmethod
    def seeded(cls, seed: int) -> Choices:
        """Return choices that never run out."""
        generator = random.Random(seed)
        return cls(iter(lambda: generator.randrange(2**16), -1))

    def number(self, low: int, high: int) -> int:
        """Return a number between the two, both included."""
        return low + next(self._numbers, 0) % (high - low + 1)

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options; raises NothingToDoError when there is none."""
        if not options:
            raise NothingToDoError
        return options[self.number(0, len(options) - 1)]

    def some(self, options: Sequence[T], *, most: int) -> list[T]:
        """Return up to ``most`` different options."""
        left, taken = list(options), []
        for _ in range(self.number(0, min(most, len(left)))):
            taken.append(left.pop(self.number(0, len(left) - 1)))
        return taken

    def chance(self, percent: int) -> bool:
        """Return True in so many of a hundred cases; False when the numbers have run out."""
        return self.number(0, 99) >= 100 - percent
