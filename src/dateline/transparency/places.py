"""Where the files of the log lie, and at which addresses they are found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings

from dateline.lib.tlog.tiles import ENTRIES, WIDTH, tile_path, width_of

PREFIX = "/log/"
KEY_ADDRESS = "/.well-known/dateline-log-key"
CHECKPOINT, KEYS, VERIFIER = "checkpoint", "keys", "verify.html"
PROOF_ENDING = ".tlog-proof"
# Touched by every new checkpoint; with a UUID behind it, when something about that publication is recorded.
KEY = "log"


def log_folder() -> Path:
    """Return the folder that holds the log as readers get it."""
    return Path(settings.LOG_FOLDER)


def proof_path(uuid: UUID | str, number: int) -> str:
    """Return where the proof of a version lies below the log."""
    return f"proof/{uuid}/{number}{PROOF_ENDING}"


def proof_address(uuid: UUID | str, number: int) -> str:
    """Return the address of the proof of a version."""
    return PREFIX + proof_path(uuid, number)


def handover_path(key_id: bytes) -> str:
    """Return where the proof lies that a key was named by the one before it."""
    return f"handover/{key_id.hex()}{PROOF_ENDING}"


def tree_paths(size: int) -> Iterator[str]:
    """Yield every tile and bundle of a tree of this size."""
    for index in range(-(-size // WIDTH)):
        yield tile_path(ENTRIES, index, width=width_of(0, index, size=size))
    level = 0
    while size >> (8 * level):
        for index in range(-(-(size >> (8 * level)) // WIDTH)):
            yield tile_path(level, index, width=width_of(level, index, size=size))
        level += 1
