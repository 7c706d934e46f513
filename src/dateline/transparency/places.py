"""Where the files of the log lie, and at which addresses they are found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings

from dateline.edition.keys import announce
from dateline.lib.signed_notes import BadNoteError, read_checkpoint
from dateline.lib.tiles import ENTRIES, WIDTH, tile_path, width_of
from dateline.transparency.files import read_file
from dateline.transparency.models import LogLeaf

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


def tree_paths(size: int) -> Iterator[str]:
    """Yield every tile and bundle of a tree of this size."""
    for index in range(-(-size // WIDTH)):
        yield tile_path(ENTRIES, index, width=width_of(0, index, size))
    level = 0
    while size >> (8 * level):
        for index in range(-(-(size >> (8 * level)) // WIDTH)):
            yield tile_path(level, index, width=width_of(level, index, size))
        level += 1


def addresses_of_log() -> Iterator[str]:
    """Yield every address of the log, for copies of the paper."""
    announce(KEY)
    note = read_file(log_folder(), CHECKPOINT)
    if note is None:
        return
    try:
        size = read_checkpoint(note.decode().partition("\n\n")[0] + "\n").size
    except (BadNoteError, UnicodeDecodeError):
        return
    yield from (f"{PREFIX}{name}" for name in (CHECKPOINT, KEYS, VERIFIER))
    yield KEY_ADDRESS
    yield from (f"{PREFIX}{path}" for path in tree_paths(size))
    proved = LogLeaf.objects.filter(index__lt=size, version_number__isnull=False)
    named = proved.values_list("publication_uuid", "version_number").order_by(
        "publication_uuid", "version_number"
    )
    for uuid, number in named.distinct().iterator():
        yield proof_address(uuid, number)
