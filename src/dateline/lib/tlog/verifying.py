"""What a reader can check about the paper, answered in sentences: one version, or a whole log.

Uses the standard library and ``cryptography`` alone. Knows no network, no folder: files come from a reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.lib.tlog.log_leaves import (
    KEY,
    REDACT,
    SAID,
    SENTENCES,
    TEXTS,
    THROUGH,
    BadLeafError,
    read_leaf,
    read_numbers,
)
from dateline.lib.tlog.merkle import consistency_path, has_grown, leaf_hash, range_root
from dateline.lib.tlog.signed_notes import BadNoteError, Checkpoint, Verifier, open_checkpoint
from dateline.lib.tlog.tiles import (
    ENTRIES,
    WIDTH,
    DamagedTilesError,
    FileReader,
    grown_tiles,
    node_reader,
    read_entries,
    tile_path,
    width_of,
)
from dateline.lib.tlog.tlog_proofs import BadProofError, check_proof, read_proof
from dateline.lib.tlog.version_files import BadVersionError, check_version, read_version_file, said_in

CHECKPOINT, KEYS = "checkpoint", "keys"


class WrongError(Exception):
    """Raised when something is not as it should be; says in a sentence what, and in which file."""


@dataclass(frozen=True, slots=True)
class Proved:
    """What has been shown about a version."""

    leaf: dict[str, Any]
    index: int
    checkpoint: Checkpoint
    shows_words: bool
    says: str | None = ""
    """What was said of the change, in one line; None when that is withheld, empty for nothing."""

    def sentences(self) -> Iterator[str]:
        """Yield what this means, in plain words."""
        leaf = self.leaf
        what = f"Version {leaf['version']} of {leaf['url']} ({leaf['kind']}), public since {leaf['at']}"
        yield (
            f"{what}, is number {self.index} of the log {self.checkpoint.origin}, which had"
            f" {self.checkpoint.size} leaves when this proof was signed."
        )
        if self.shows_words:
            yield "The words in the file are exactly those that the paper committed to."
        else:
            yield "Its words are withheld; that they existed, and when, is still on record."
        if SAID not in leaf:
            yield "What was said of the change is from before the log committed to that, and was not checked."
        elif self.says is None:
            yield "What was said of the change is withheld."
        elif self.says:
            yield f"What was said of the change is what the paper committed to: {self.says}"


def prove_version(version: bytes, *, proof: bytes, verifiers: Sequence[Verifier]) -> Proved:
    """Check the file of a version with its proof. Raises WrongError."""
    try:
        found = read_proof(proof.decode())
        checkpoint = check_proof(found, verifiers=verifiers)
        leaf = read_leaf(found.leaf)
        fields = read_version_file(version)
        shows_words = check_version(fields, leaf=leaf)
    except UnicodeDecodeError as error:
        raise WrongError("The proof is not a text.") from error
    except (BadProofError, BadLeafError, BadVersionError) as error:
        raise WrongError(str(error)) from error
    said = said_in(fields)
    return Proved(leaf, found.index, checkpoint, shows_words, None if said is None else _in_a_line(said))


def _in_a_line(said: dict[str, Any]) -> str:
    correction = said.get("correction", {})
    told = (said.get("summary", ""), correction.get("wrong", ""), correction.get("right", ""))
    return " / ".join(text for text in told if text)


def read_signed(read: FileReader, verifiers: Sequence[Verifier]) -> Checkpoint:
    """Return the newest checkpoint of a log. Raises WrongError."""
    note = read(CHECKPOINT)
    if note is None:
        raise WrongError(f"{CHECKPOINT} is missing: there is no log here.")
    try:
        return open_checkpoint(note.decode(), verifiers)
    except (BadNoteError, UnicodeDecodeError) as error:
        raise WrongError(f"{CHECKPOINT} cannot be trusted. {error}") from error


def trusted_keys(
    kept: Sequence[Verifier], *, offered: Sequence[Verifier], read: FileReader
) -> list[Verifier]:
    """Return the keys that were kept, and each newer one that a key before it has named in the log itself."""
    trusted = list(kept)
    for verifier in reversed(offered):
        proof = read(f"handover/{verifier.key_id.hex()}.tlog-proof")
        if verifier in trusted or proof is None:
            continue
        try:
            found = read_proof(proof.decode())
            # The paper may have moved with its new key, so the name of the log is not compared.
            check_proof(found, verifiers=trusted, has_any_name=True)
            leaf = read_leaf(found.leaf)
        except (BadProofError, BadLeafError, UnicodeDecodeError):
            continue
        if leaf.get("type") == KEY and leaf.get("key") == str(verifier):
            trusted.append(verifier)
    return trusted


def check_growth(read: FileReader, *, old: Checkpoint, new: Checkpoint) -> None:
    """Make sure that the newer tree begins with the whole of the older one. Raises WrongError."""
    if old.size > new.size:
        raise WrongError(
            f"The log has shrunk: {old.size} leaves were signed before, and now there are {new.size}."
        )
    try:
        path = (
            []
            if old.size == new.size
            else consistency_path(node_reader(read, new.size), old=old.size, size=new.size)
        )
    except DamagedTilesError as error:
        raise WrongError(str(error)) from error
    if not has_grown(old=old.size, old_root=old.root, size=new.size, root=new.root, path=path):
        raise WrongError("The log was rewritten: it does not contain what was signed before.")


def check_log(
    read: FileReader, *, checkpoint: Checkpoint, advance: Callable[[int], None] = lambda count: None
) -> tuple[list[dict[str, Any]], list[str]]:
    """Recompute the whole tree from its entries; return the leaves and what is wrong with its files."""
    wrong: list[str] = []
    try:
        entries = list(read_entries(read, start=0, size=checkpoint.size))
    except DamagedTilesError as error:
        return [], [str(error)]
    hashes = [leaf_hash(entry) for entry in entries]
    if range_root(hashes) != checkpoint.root:
        where = _first_wrong_bundle(read, checkpoint.size, hashes)
        wrong.append(f"The entries do not give the root that was signed{where}.")
    wrong += _wrong_tiles(read, hashes)
    if range_root(hashes) != checkpoint.root:
        # What nobody signed says nothing about any page.
        return [], wrong
    leaves = []
    for index, entry in enumerate(entries):
        try:
            leaves.append(read_leaf(entry))
        except BadLeafError as error:
            wrong.append(f"Entry {index} in {_bundle_of(index, checkpoint.size)}: {error}")
    advance(len(entries))
    return leaves, wrong


def latest_leaves(leaves: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return for each article the newest leaf that says whether and where it is public."""
    return {leaf["article"]: leaf for leaf in leaves if leaf["type"] not in (KEY, REDACT)}


def withheld_texts(leaves: Sequence[dict[str, Any]]) -> set[int]:
    """Return which versions of one article have lost their words, by what the log says about it."""
    found: set[int] = set()
    for leaf in leaves:
        found.update(range(1, leaf.get(THROUGH, 0) + 1))
        found |= read_numbers(leaf.get(TEXTS, ""))
    return found


def withheld_sentences(leaves: Sequence[dict[str, Any]]) -> set[int]:
    """Return of which changes of one article nothing may be said any more, by what the log says about it."""
    alone = (read_numbers(leaf.get(SENTENCES, "")) for leaf in leaves)
    return withheld_texts(leaves).union(*alone)


def _wrong_tiles(read: FileReader, hashes: Sequence[bytes]) -> Iterator[str]:
    for path, content in grown_tiles(lambda path: None, old=0, hashes=hashes):
        kept = read(path)
        if kept is None and path.partition(".p/")[1]:
            full = read(path.partition(".p/")[0])
            kept = full[: len(content)] if full else None
        if kept != content:
            yield f"{path} {'is missing' if kept is None else 'is not what the entries say'}."


def _first_wrong_bundle(read: FileReader, size: int, hashes: Sequence[bytes]) -> str:
    """Name the bundle that disagrees with its tile, which the signed root does vouch for as a rule."""
    for index in range(-(-size // WIDTH)):
        tile = read(tile_path(0, index, width=width_of(0, index, size=size)))
        if tile is not None and tile != b"".join(hashes[index * WIDTH : (index + 1) * WIDTH]):
            return f"; {_bundle_of(index * WIDTH, size)} is not what its tile says"
    return ""


def _bundle_of(index: int, size: int) -> str:
    bundle = index // WIDTH
    return tile_path(ENTRIES, bundle, width=width_of(0, bundle, size=size))
