"""Where runs keep their files, and the lock that lets one import at a time write."""

from __future__ import annotations

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from dateline.archive.models import ImportRun


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
            root = source.resolve()
            found = (
                path
                for path in source.rglob("*")
                if not path.name.startswith(".") and path.is_file() and path.resolve().is_relative_to(root)
            )
            yield from sorted(found)
        else:
            yield source
