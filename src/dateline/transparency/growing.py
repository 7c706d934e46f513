"""Write the files of a tree that has grown, sign its checkpoint, and put that in its place last of all.

Every step may be cut off and done again: leaves are in the database before, and each file says the same
whenever it is written.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path

from dateline.lib.tlog.log_leaves import KEY as KEY_LEAF
from dateline.lib.tlog.merkle import NodeReader, inclusion_path, tree_root
from dateline.lib.tlog.signed_notes import (
    BadNoteError,
    Checkpoint,
    Verifier,
    read_checkpoint,
)
from dateline.lib.tlog.tiles import (
    ENTRIES,
    WIDTH,
    DamagedTilesError,
    grown_tiles,
    node_reader,
    pack_entries,
    tile_path,
)
from dateline.lib.tlog.tlog_proofs import Proof
from dateline.transparency.actions import record_checkpoint
from dateline.transparency.files import read_file, write_file
from dateline.transparency.models import LogLeaf
from dateline.transparency.places import CHECKPOINT, KEYS, handover_path, log_folder, proof_path
from dateline.transparency.queries import latest_checkpoint, leaf_count, leaf_hashes, recorded_verifiers
from dateline.transparency.signing import is_signed_by, sign_checkpoint
from dateline.transparency.witness import tell_witness, witness_folder

FEW = 20


def grow_tree(*, keys: Sequence[Verifier], at: datetime) -> int:
    """Publish every leaf that there is, have it signed with the keys, newest first, and return its size."""
    folder, size = log_folder(), leaf_count()
    newest = latest_checkpoint()
    signed = newest.size if newest else 0
    shown = _shown(folder)
    if size == signed and newest is not None and shown is not None and shown.size == size:
        return size
    node = _write_tree(folder, shown=shown, size=size)
    checkpoint = Checkpoint(keys[0].name, size, tree_root(node, size))
    count = 1 if newest is None or is_signed_by(keys[0], newest.note) else len(keys[:2])
    if newest is not None and size == signed:
        note = newest.note
    else:
        note = sign_checkpoint(checkpoint, count=count, node=node)
    _tell_witness(folder, size=size, note=note)
    _write_proofs(folder, node=node, signed=min(signed, shown.size if shown else 0), size=size, note=note)
    listed = "".join(f"{verifier}\n" for verifier in recorded_verifiers())
    write_file(folder, path=KEYS, content=listed.encode())
    if count > 1:
        _write_handover(folder, node=node, size=size, note=note, key=keys[0])
    write_file(folder, path=CHECKPOINT, content=note.encode())
    if size > signed:
        record_checkpoint(size=size, note=note, at=at)
    return size


def _tell_witness(folder: Path, *, size: int, note: str) -> None:
    """Let the witness know before anybody can have seen the checkpoint: what was shown is never forgotten."""
    witness = witness_folder(recorded_verifiers()[-1])
    if witness is not None:
        tell_witness(witness, log=folder, size=size, note=note)


def _write_handover(folder: Path, *, node: NodeReader, size: int, note: str, key: Verifier) -> None:
    """Prove the leaf that names the new key, below a checkpoint that the old one signed too.

    Two signatures below one note alone would say nothing: anybody can put theirs there.
    """
    newest = LogLeaf.objects.filter(kind=KEY_LEAF).order_by("-index")[0]
    path = inclusion_path(node, index=newest.index, size=size)
    proof = Proof(newest.data.encode(), newest.index, tuple(path), note)
    write_file(folder, path=handover_path(key.key_id), content=proof.text().encode())


def _shown(folder: Path) -> Checkpoint | None:
    note = read_file(folder, CHECKPOINT)
    try:
        return read_checkpoint(note.decode().rpartition("\n\n")[0] + "\n") if note else None
    except (BadNoteError, UnicodeDecodeError):
        return None


def _write_tree(folder: Path, *, shown: Checkpoint | None, size: int) -> NodeReader:
    """Write what the folder lacks, from the right edge of what it shows; if that is damaged, everything."""

    def read(path: str) -> bytes | None:
        return read_file(folder, path)

    old = shown.size if shown is not None and shown.size <= size else 0
    try:
        if old and shown is not None and tree_root(node_reader(read, old), old) != shown.root:
            old = 0
        return _write_from(folder, old=old, size=size)
    except DamagedTilesError:
        return _write_from(folder, old=0, size=size)


def _write_from(folder: Path, *, old: int, size: int) -> NodeReader:
    def read(path: str) -> bytes | None:
        return read_file(folder, path)

    rows = LogLeaf.objects.filter(index__gte=old // WIDTH * WIDTH, index__lt=size).order_by("index")
    data = rows.values_list("data", flat=True).iterator()
    for number in range(old // WIDTH, -(-size // WIDTH)):
        bundle = [entry.encode() for entry in islice(data, WIDTH)]
        path = tile_path(ENTRIES, number, width=len(bundle))
        write_file(folder, path=path, content=pack_entries(bundle))
    for path, content in grown_tiles(read, old=old, hashes=leaf_hashes(old, size)):
        write_file(folder, path=path, content=content)
    return node_reader(read, size)


def _write_proofs(folder: Path, *, node: NodeReader, signed: int, size: int, note: str) -> None:
    new = LogLeaf.objects.filter(index__gte=signed, index__lt=size, version_number__isnull=False)
    # The first run writes thousands: then the disk is asked once for all of them.
    is_many = new.count() > FEW
    for leaf in new.order_by("index").iterator():
        path = inclusion_path(node, index=leaf.index, size=size)
        proof = Proof(leaf.data.encode(), leaf.index, tuple(path), note)
        place = proof_path(leaf.publication_uuid, leaf.version_number)
        write_file(folder, path=place, content=proof.text().encode(), is_sure=not is_many)
    if is_many:
        os.sync()
