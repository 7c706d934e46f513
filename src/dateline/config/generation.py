"""Which code and theme render pages. When it changes, the edition renders its pages again by and by."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import dateline

# What pages are made of: code, templates, words, and static files, whose digests stand in the pages.
PACKAGE = Path(dateline.__file__).parent
LEFT_OUT = frozenset({"__pycache__", "content"})


def generation_of(*places: Path, shown: object = "") -> str:
    """Describe the package and these places by name, size and time of their files; reading takes too long.

    ``shown`` is what pages and their headers tell of the environment, such as the paper's own address.
    """
    digest = sha256(f"{dateline.__version__}\0{shown!r}\0".encode())
    for place in (PACKAGE, *places):
        for file in _files(place):
            state = file.stat()
            digest.update(f"{file}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    elif place.is_dir():
        for inner in sorted(place.iterdir()):
            if inner.name not in LEFT_OUT and not inner.name.startswith("."):
                yield from _files(inner)
