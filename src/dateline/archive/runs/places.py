"""Where runs keep their files, and the lock that lets one import at a time write."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from dateline.archive.models import ImportRun
from dateline.archive.paths import Paths


class ImportRunningError(RuntimeError):
    """Another import is at work on this node."""


def folder() -> Path:
    """Return the private folder of imports."""
    return Path(settings.DATA_DIR) / "imports"


def entries_file(run: ImportRun) -> Path:
    """Return the file that a run writes its report to, one entry a line."""
    return folder() / f"{run.pk}.jsonl"


def upload_folder() -> Path:
    """Return where archives are put that the desk may import: by upload, or by whoever runs the server."""
    return folder() / "archives"


@contextmanager
def only_import() -> Iterator[None]:
    """Hold the lock; the kernel frees it when a process is killed. Raises ImportRunningError."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ImportRunningError(
                "An import is at work already; it must end or be stopped first."
            ) from None
        yield


def files_in(sources: Iterable[Path]) -> Iterator[Path]:
    """Yield the files named, and every file below the folders named, in order of their names.

    Links are not followed out of a folder: what an upload holds may not name files of the server.
    """
    for source in sources:
        if source.is_dir():
            yield from map(Path, _below(str(source), source.resolve()))
        else:
            yield source


def all_files_in(sources: Iterable[Path]) -> Paths:
    """Return the same, all of them."""
    return Paths(map(str, files_in(sources)))


def _below(folder: str, root: Path) -> Iterator[str]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, root)
        elif not entry.name.startswith(".") and entry.is_file() and _is_within(entry, root):
            yield entry.path


def _is_within(entry: os.DirEntry[str], root: Path) -> bool:
    return not entry.is_symlink() or Path(entry.path).resolve().is_relative_to(root)
