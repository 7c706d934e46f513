"""The data folder: make it, keep a secret in it, and let only one process tree use it."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from dateline.config.installation import SECRET_FILE, Installation


class FolderInUseError(Exception):
    """Raised when another process tree already runs on the data folder."""

    def __init__(self, folder: Path, *, role: str, pid: str) -> None:
        who = f"process {pid}" if pid else "another process"
        super().__init__(
            f"{folder} is in use: {who} already runs its {role}. Stop that one, or name another --data."
        )


class FolderUnusableError(Exception):
    """Raised when a folder of the paper cannot be made or written."""

    def __init__(
        self, folder: Path, error: OSError, *, what: str = "data folder", where: str = "--data"
    ) -> None:
        super().__init__(
            f"The {what} {folder} cannot be used: {error.strerror}. Name another one with {where}."
        )


def prepare_folder(installation: Installation) -> None:
    """Make the data folder and its secret where they are missing."""
    data = installation.data
    try:
        data.mkdir(mode=0o750, parents=True, exist_ok=True)
        if not installation.secret_is_kept:
            _keep_secret(data / SECRET_FILE)
    except OSError as error:
        raise FolderUnusableError(data, error) from error
    try:
        installation.media.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderUnusableError(
            installation.media, error, what="folder for pictures", where="DATELINE_MEDIA_URL"
        ) from error


def _keep_secret(path: Path) -> None:
    """Write a new secret that only its owner can read, complete or not at all."""
    draft = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
    ) as file:
        file.write(secrets.token_urlsafe(50) + "\n")
    draft.replace(path)


@contextmanager
def claimed(folder: Path, *, roles: tuple[str, ...]) -> Iterator[None]:
    """Hold the folder for these roles. Raises FolderInUseError when one of them is taken.

    The locks belong to the process and go with it, however it ends; a left-over file means nothing.
    """
    with ExitStack() as stack:
        for role in roles:
            file = stack.enter_context((folder / f"{role}.lock").open("a+", encoding="ascii"))
            _claim(file, folder, role=role)
        yield


def _claim(file: IO[str], folder: Path, *, role: str) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.seek(0)
        raise FolderInUseError(folder, role=role, pid=file.read().strip()) from error
    file.seek(0)
    file.truncate()
    file.write(f"{os.getpid()}\n")
    file.flush()
