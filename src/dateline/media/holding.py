"""Pictures that readers must not get yet: their folders lie beside the public one until they are released.

A held folder is moved as a whole, so nginx, which knows no embargo, cannot send it either. ``stories``
decides what is held; the folder on disk follows, and a job puts right whatever a crash left behind.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

HELD_FOLDER = "held"
PICTURES = "pictures"
_NAME = re.compile(r"pictures/(?P<folder>[0-9a-f]{12})/(?P<file>[\w][\w.\-]*)", re.ASCII)


def held_place(root: Path, name: str) -> Path | None:
    """Return where the file of this name lies when its picture is held, else None."""
    found = _NAME.fullmatch(name)
    if found is None or not is_held(root, found["folder"]):
        return None
    return root / HELD_FOLDER / found["folder"] / found["file"]


def is_held(root: Path, folder: str) -> bool:
    """Say whether a picture is held, by the part of the address that its files share."""
    return (root / HELD_FOLDER / folder).is_dir()


def held_folders(root: Path) -> set[str]:
    """Return every folder that is held."""
    try:
        return {entry.name for entry in (root / HELD_FOLDER).iterdir() if entry.is_dir()}
    except FileNotFoundError:
        return set()


def hold(root: Path, folder: str) -> None:
    """Take the files of a picture from readers. Done again, it takes what was written meanwhile."""
    (root / HELD_FOLDER).mkdir(mode=0o700, parents=True, exist_ok=True)
    _move(root / PICTURES / folder, root / HELD_FOLDER / folder)
    (root / HELD_FOLDER / folder).mkdir(exist_ok=True)


def release(root: Path, folder: str) -> None:
    """Give the files of a picture to readers."""
    (root / PICTURES).mkdir(mode=0o755, parents=True, exist_ok=True)
    _move(root / HELD_FOLDER / folder, root / PICTURES / folder)
    with suppress(FileNotFoundError):
        (root / PICTURES / folder).chmod(0o755)


def _move(source: Path, target: Path) -> None:
    """Move a folder at once; file by file where some of it is there already."""
    if not source.is_dir():
        return
    if not target.exists():
        with suppress(FileNotFoundError):
            source.rename(target)
        return
    for file in source.iterdir():
        # Names say what is in a file, so another of the same name is the same.
        os.replace(file, target / file.name)
    with suppress(OSError):
        source.rmdir()
