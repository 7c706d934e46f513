"""What a copy of the paper holds of the log."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.edition.keys import announce
from dateline.lib.tlog.signed_notes import BadNoteError, read_checkpoint
from dateline.transparency.files import read_file
from dateline.transparency.models import LogLeaf
from dateline.transparency.places import (
    CHECKPOINT,
    KEY,
    KEY_ADDRESS,
    KEYS,
    PREFIX,
    VERIFIER,
    handover_path,
    log_folder,
    proof_address,
    tree_paths,
)
from dateline.transparency.queries import recorded_verifiers


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
    for key in recorded_verifiers()[:-1]:
        yield PREFIX + handover_path(key.key_id)
    proved = LogLeaf.objects.filter(index__lt=size, version_number__isnull=False)
    named = proved.values_list("publication_uuid", "version_number").order_by(
        "publication_uuid", "version_number"
    )
    for uuid, number in named.distinct().iterator():
        yield proof_address(uuid, number)
