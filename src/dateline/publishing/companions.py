"""What can be done together with a publication, in its transaction: the packages above register it.

Publishing knows no fronts; whoever registers a companion says how a wish is carried out and how it is put
into words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.exceptions import ImproperlyConfigured


class CarryOut(Protocol):
    """Do what was wished for. Raising PublicationRefusedError stops the publication too."""

    def __call__(self, *, page: Any, data: dict[str, Any], by: Any) -> None: ...


class Unasked(Protocol):
    """Do what belongs to a new version even if nobody wished for it, or refuse the publication."""

    def __call__(self, *, page: Any, version: Any, by: Any) -> None: ...


@dataclass(frozen=True, slots=True)
class Companion:
    """One kind of wish."""

    name: str
    carry_out: CarryOut
    in_words: Callable[[dict[str, Any]], str]
    """What was wished for, for people."""
    unasked: Unasked | None = None
    """Called for each new version that comes without a wish of this name, through whichever door."""


_companions: dict[str, Companion] = {}


def register_companion(companion: Companion) -> None:
    """Register a kind of wish. Another one of the same name is a configuration error."""
    if _companions.setdefault(companion.name, companion) != companion:
        raise ImproperlyConfigured(f"Two companions are called {companion.name}.")


def companion_named(name: str) -> Companion | None:
    """Return the companion of this name; None when the package that had it is gone."""
    return _companions.get(name)


def companions_without(names: Collection[str]) -> list[Companion]:
    """Return the companions that want to be asked about a version that comes without a wish of theirs."""
    return [one for one in _companions.values() if one.unasked is not None and one.name not in names]
