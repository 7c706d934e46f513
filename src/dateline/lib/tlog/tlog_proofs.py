"""A proof that can be handed on: a small text that shows a leaf to be in a signed tree, asking nobody.

Source: c2sp.org/tlog-proof. First line its name, then the leaf as extra data, the index, the path, an empty
line, the checkpoint. The leaf is trusted no more than the rest: its hash has to lead to the signed root.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.lib.tlog.merkle import HASH_BYTES, is_included, leaf_hash
from dateline.lib.tlog.signed_notes import BadNoteError, Checkpoint, Verifier, open_checkpoint

HEADER = "c2sp.org/tlog-proof@v1"
MOST_HASHES = 63
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,18})")


class BadProofError(ValueError):
    """Raised for a proof that proves nothing; says why in a sentence."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A leaf, where it is, the path to the root, and the signed checkpoint that has this root."""

    leaf: bytes
    index: int
    path: tuple[bytes, ...]
    checkpoint: str

    def text(self) -> str:
        """Return the proof as a file."""
        leaf = base64.b64encode(self.leaf).decode()
        path = [base64.b64encode(one).decode() for one in self.path]
        lines = [HEADER, f"extra {leaf}", f"index {self.index}", *path]
        return "\n".join(lines) + "\n\n" + self.checkpoint


def read_proof(text: str) -> Proof:
    """Read a proof. Raises BadProofError."""
    head, separator, checkpoint = text.partition("\n\n")
    lines = head.split("\n")
    if not separator or lines[0] != HEADER:
        raise BadProofError("This is not a proof: it does not begin with its name.")
    if len(lines) < 3 or not lines[1].startswith("extra "):
        raise BadProofError("The proof does not hold the leaf that it is about.")
    index = _INDEX.fullmatch(lines[2])
    if index is None or len(lines) - 3 > MOST_HASHES:
        raise BadProofError("The proof does not say which leaf it is about.")
    path = tuple(map(_decoded, lines[3:]))
    if any(len(one) != HASH_BYTES for one in path):
        raise BadProofError("The path of the proof is damaged.")
    return Proof(_decoded(lines[1].removeprefix("extra ")), int(index[1]), path, checkpoint)


def check_proof(proof: Proof, *, verifiers: Sequence[Verifier], has_any_name: bool = False) -> Checkpoint:
    """Return the signed checkpoint whose tree has the leaf at the proof's index. Raises BadProofError."""
    try:
        checkpoint = open_checkpoint(proof.checkpoint, verifiers, has_any_name=has_any_name)
    except BadNoteError as error:
        raise BadProofError(f"The checkpoint in the proof cannot be trusted. {error}") from error
    if not is_included(
        leaf=leaf_hash(proof.leaf),
        index=proof.index,
        size=checkpoint.size,
        path=proof.path,
        root=checkpoint.root,
    ):
        raise BadProofError("The path does not lead from this leaf to the signed root.")
    return checkpoint


def _decoded(encoded: str) -> bytes:
    try:
        decoded = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadProofError("The proof is damaged: something that should be base64 is not.") from error
    # Two spellings of one proof would both pass, and a flipped bit would go unnoticed.
    if base64.b64encode(decoded).decode() != encoded:
        raise BadProofError("The proof is damaged: something that should be base64 is not.")
    return decoded
