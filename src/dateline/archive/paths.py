"""Lists of very many files. Without Django, because the process that only reads has it not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import overload


class Paths(Sequence[Path]):
    """Many paths, kept as text: a hundred thousand of them as objects would take as much as the import."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(names)

    def __len__(self) -> int:
        return len(self._names)

    @overload
    def __getitem__(self, place: int) -> Path: ...
    @overload
    def __getitem__(self, place: slice) -> Paths: ...
    def __getitem__(self, place: int | slice) -> Path | Paths:
        if isinstance(place, slice):
            return Paths(self._names[place])
        return Path(self._names[place])
