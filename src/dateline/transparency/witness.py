"""A witness on this machine: what was signed, kept where no backup of the paper brings anything back.

A backup of the data folder brings back database, log and key together, and they agree with each other. The
witness lies in the state folder of the user that runs the paper, or where DATELINE_LOG_WITNESS says. It has
the newest checkpoint and all leaves below it, and learns of a checkpoint before anybody can have seen it.
So a paper that comes back from a backup on its own machine finds out what it had signed, and takes it back.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from django.conf import settings

from dateline.lib.tlog.signed_notes import Verifier
from dateline.lib.tlog.tiles import ENTRIES, WIDTH, tile_path, width_of
from dateline.transparency.errors import LogRefusedError
from dateline.transparency.files import read_file, write_file
from dateline.transparency.places import CHECKPOINT
from dateline.transparency.signing import is_of_loopback, name_of_log


def witness_folder(first_key: Verifier) -> Path | None:
    """Return the folder of the witness of the log that began with this key, None where there is none.

    Each log has its own, whoever else this user publishes. A paper that only its own machine can read has
    nobody who could be told two things. A place that nobody has named and that cannot be written is done
    without, and ``dateline doctor`` says so; for one that was named LogRefusedError is raised.
    """
    root: Path | None = settings.LOG_WITNESS
    if root is None or is_of_loopback(name_of_log()):
        return None
    if problem := trouble_with(root):
        if settings.LOG_WITNESS_IS_NAMED:
            raise LogRefusedError(
                f"The witness of the log in {root} {problem}. Nothing is signed without it."
            )
        return None
    return root / f"{re.sub(r'[^A-Za-z0-9.-]', '_', first_key.name)}-{first_key.key_id.hex()}"


def trouble_with(root: Path) -> str:
    """Return why no witness can be kept below this folder, which is made if need be; empty when it can."""
    try:
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        return f"cannot be made: {error.strerror}"
    return "" if os.access(root, os.R_OK | os.W_OK | os.X_OK) else "cannot be written"


def tell_witness(witness: Path, *, log: Path, size: int, note: str) -> None:
    """Let the witness know what was signed: the leaves first, the checkpoint over them last."""
    known = _bundles_of(witness)
    for index in range(-(-size // WIDTH)):
        path = tile_path(ENTRIES, index, width=width_of(0, index, size=size))
        if path in known:
            continue
        content = read_file(log, path)
        if content is not None:
            write_file(witness, path=path, content=content)
    write_file(witness, path=CHECKPOINT, content=note.encode())
    # Bundles that were not full are in a fuller one now.
    for old in known:
        if ".p/" in old and old != tile_path(ENTRIES, size // WIDTH, width=size % WIDTH or WIDTH):
            (witness / old).unlink(missing_ok=True)


def _bundles_of(witness: Path) -> set[str]:
    return {
        path.relative_to(witness).as_posix()
        for path in (witness / "tile").rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
