"""The folder of the log: files that are there whole or not at all, and written by one process at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.transparency.errors import LogRefusedError

LOCK = ".lock"


def read_file(folder: Path, path: str) -> bytes | None:
    """Return what lies at a path below the folder, None when nothing does."""
    try:
        return (folder / path).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def write_file(folder: Path, *, path: str, content: bytes, is_sure: bool = True) -> None:
    """Put a file in its place in one step, surely on the disk if asked. One that is the same stays."""
    if read_file(folder, path) == content:
        return
    place = folder / path
    _make_folder(place.parent)
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        if is_sure:
            os.fsync(file.fileno())
    # A server in front, which runs as somebody else, may send it.
    draft.chmod(0o644)
    draft.replace(place)


def _make_folder(folder: Path) -> None:
    """Make the folder and those around it, open to a server in front as the files in it are."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Hold the folder. Raises LogRefusedError while another process writes the log.

    The lock goes with the process, however it ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise LogRefusedError("Another process is writing the log.") from error
        yield
