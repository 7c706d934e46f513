"""How long the verifiable log takes: root over 100,000 leaves, size and checking of a proof, growth.

`make bench-log` prints it. How long a publication waits for the log is measured by tests/integration/servers.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from dateline.lib.tlog.log_leaves import make_leaf
from dateline.lib.tlog.merkle import inclusion_path, leaf_hash, range_root, tree_root
from dateline.lib.tlog.signed_notes import Checkpoint, Signer, sign_note
from dateline.lib.tlog.tiles import grown_tiles, node_reader
from dateline.lib.tlog.tlog_proofs import Proof, check_proof, read_proof

LEAVES, CHECKS = 100_000, 200


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the milliseconds that something takes, and its result."""
    began = time.perf_counter()
    result = work()
    return (time.perf_counter() - began) * 1000, result


def main() -> None:
    """Measure and print."""
    leaf = make_leaf(
        {
            "type": "publish",
            "article": str(uuid4()),
            "at": "2026-03-14T12:00:00.000000Z",
            "commitment": "ab" * 32,
            "kind": "correction",
            "lang": "en",
            "page": "story",
            "url": "/2026/03/14/a-story-with-a-slug-of-usual-length/",
            "version": 3,
        },
        pictures=["cd" * 32] * 3,
    )
    hashes = [leaf_hash(leaf), *(leaf_hash(str(number).encode()) for number in range(1, LEAVES))]
    root_ms, root = timed(lambda: range_root(hashes))
    files: dict[str, bytes] = {}
    tiles_ms, _ = timed(lambda: files.update(grown_tiles(files.get, old=0, hashes=hashes)))
    node = node_reader(files.get, LEAVES)
    signer = Signer.new("paper.example/log")
    note = sign_note(Checkpoint(signer.name, LEAVES, tree_root(node, LEAVES)).text(), [signer])
    text = Proof(leaf, 0, tuple(inclusion_path(node, index=0, size=LEAVES)), note).text()
    assert tree_root(node, LEAVES) == root, "two ways to one root"  # noqa: S101 - a figure of nothing is none
    checks = [
        timed(lambda: check_proof(read_proof(text), verifiers=[signer.verifier]))[0] for _ in range(CHECKS)
    ]
    print(f"root over {LEAVES:,} leaves: {root_ms:.0f} ms; all tiles: {tiles_ms:.0f} ms, {len(files)} files")
    print(f"proof: {len(text.encode())} bytes (bar 3,000)")
    print(f"checking a proof: median {statistics.median(checks):.2f} ms, p95 {sorted(checks)[-10]:.2f} ms")


if __name__ == "__main__":
    main()
