"""What other packages say of a version in the history, such as a correction or the proof that it is recorded.

They stand beside this package or above it, so that it cannot ask them: they register here when they are
ready. A source announces the keys of what it reads, as every query does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from dateline.publishing.models import Publication
from dateline.record.contexts import NoteContext
from dateline.record.errors import NotesRegisteredError

Notes: TypeAlias = Mapping[int, Sequence[NoteContext]]
NoteSource: TypeAlias = Callable[[Publication, Sequence[int]], Notes]

_sources: dict[str, NoteSource] = {}


def register_version_notes(name: str, source: NoteSource) -> None:
    """Have ``source(publication, numbers)`` asked for notes by number of version, in order of registration.

    It is asked once for all versions of a page, and never for a story that was taken down.
    Raises NotesRegisteredError when another source has the name.
    """
    if _sources.setdefault(name, source) is not source:
        raise NotesRegisteredError(name)


def notes_on(publication: Publication, numbers: Iterable[int]) -> dict[int, tuple[NoteContext, ...]]:
    """Return what is said of these versions, by number; those of which nothing is said are left out."""
    wanted = list(numbers)
    found: dict[int, list[NoteContext]] = defaultdict(list)
    for source in list(_sources.values()):
        for number, notes in source(publication, wanted).items():
            found[number] += notes
    return {number: tuple(notes) for number, notes in found.items()}
