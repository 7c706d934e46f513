"""Wrong values of the configuration: collected first, then shown all at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One wrong value: where it stands, what it is, what was expected."""

    where: str
    value: str
    expected: str

    def __str__(self) -> str:
        return f"{self.where} is {self.value}; expected {self.expected}."


class ConfigurationError(Exception):
    """Raised with every wrong value that was found, so that they can be mended in one go."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.explain())

    def explain(self) -> str:
        """Return one line per problem under a heading."""
        count = len(self.problems)
        heading = f"Dateline cannot start: {count} wrong {'setting' if count == 1 else 'settings'}."
        return "\n".join([heading, *(f"  - {problem}" for problem in self.problems)])


class Description(str):
    """A wrong value in words of ours, shown without quotation marks; for example of a secret."""

    __slots__ = ()


class Problems:
    """A list of problems that readers add to."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(self, *, where: str, value: object, expected: str) -> None:
        """Note a wrong value. Text is quoted; None means that the value is missing."""
        quoted = isinstance(value, str) and not isinstance(value, Description)
        shown = "missing" if value is None else f'"{value}"' if quoted else str(value)
        self._found.append(Problem(where=where, value=shown, expected=expected))

    def stop_if_any(self) -> None:
        """Raise ConfigurationError when something was noted."""
        if self._found:
            raise ConfigurationError(self._found)


def nearest_name(name: str, known: Iterable[str]) -> str:
    """Say what was expected instead of an unknown name: the nearest one, or all of them."""
    names = sorted(known)
    near = get_close_matches(name.lower(), [candidate.lower() for candidate in names], n=1)
    if near:
        return "a known name, perhaps " + next(known for known in names if known.lower() == near[0])
    return "one of " + ", ".join(names)
