"""Merkle trees of RFC 6962: roots, proofs that an entry is in a tree, proofs that a tree has only grown.

Source: RFC 6962 section 2.1; the checks are those of RFC 9162 sections 2.1.3.2 and 2.1.4.2. A proof is made
from a ``NodeReader``, so that the same code works on a list of hashes and on tiles that lie in files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

EMPTY_ROOT = hashlib.sha256(b"").digest()
HASH_BYTES = 32
# More is no tree of this world, and a proof of it would take for ever to check.
MOST_LEAVES = 2**62
# Gives the hash over the complete subtree of 2**level leaves that is the index-th of its level.
NodeReader = Callable[[int, int], bytes]


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of an entry; the zero before it keeps an entry from passing for an inner node."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def reader_of(leaves: Sequence[bytes]) -> NodeReader:
    """Return a reader over the hashes of leaves that are all in memory."""

    def node(level: int, index: int) -> bytes:
        return range_root(leaves[index << level : (index + 1) << level])

    return node


def range_root(hashes: Sequence[bytes]) -> bytes:
    """Return the root over these leaf hashes."""
    if not hashes:
        return EMPTY_ROOT
    # Level by level; the node left over at the right edge goes up as it is, which is RFC 6962's split.
    row = list(hashes)
    while len(row) > 1:
        paired = [node_hash(row[at], row[at + 1]) for at in range(0, len(row) - 1, 2)]
        row = [*paired, row[-1]] if len(row) % 2 else paired
    return row[0]


def tree_root(node: NodeReader, size: int) -> bytes:
    """Return the root of the first ``size`` leaves."""
    return _range(node, 0, size) if size else EMPTY_ROOT


def inclusion_path(node: NodeReader, *, index: int, size: int) -> list[bytes]:
    """Return the hashes that lead from a leaf to the root of the tree of this size, lowest first.

    Raises ValueError when the tree has no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_range(node, middle, end))
            end = middle
        else:
            path.append(_range(node, start, middle))
            start = middle
    return path[::-1]


def consistency_path(node: NodeReader, *, old: int, size: int) -> list[bytes]:
    """Return the hashes that show that the first ``old`` leaves of this tree are all of an earlier one."""
    if not 0 < old <= size:
        raise ValueError(f"a tree of {size} leaves has not grown from one of {old}")
    path: list[bytes] = []
    start, end, is_whole = 0, size, True
    while end != old:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(_range(node, middle, end))
            end = middle
        else:
            path.append(_range(node, start, middle))
            start, is_whole = middle, False
    if not is_whole:
        path.append(_range(node, start, end))
    return path[::-1]


def is_included(*, leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Say whether the path leads from this leaf hash to the root."""
    if not 0 <= index < size <= MOST_LEAVES:
        return False
    first, latest, value = index, size - 1, leaf
    for sibling in path:
        if latest == 0 or len(sibling) != HASH_BYTES:
            return False
        if first & 1 or first == latest:
            value = node_hash(sibling, value)
            while not first & 1 and first:
                first, latest = first >> 1, latest >> 1
        else:
            value = node_hash(value, sibling)
        first, latest = first >> 1, latest >> 1
    return latest == 0 and value == root


def has_grown(*, old: int, old_root: bytes, size: int, root: bytes, path: Sequence[bytes]) -> bool:
    """Say whether the path shows that the larger tree begins with the whole of the older one."""
    if not 0 <= old <= size <= MOST_LEAVES:
        return False
    if old == 0:
        return not path and old_root == EMPTY_ROOT
    if old == size:
        return not path and old_root == root
    hashes = [old_root, *path] if old & (old - 1) == 0 else list(path)
    if not hashes or any(len(one) != HASH_BYTES for one in hashes):
        return False
    first, latest = old - 1, size - 1
    while first & 1:
        first, latest = first >> 1, latest >> 1
    old_value = value = hashes[0]
    for sibling in hashes[1:]:
        if latest == 0:
            return False
        if first & 1 or first == latest:
            old_value, value = node_hash(sibling, old_value), node_hash(sibling, value)
            while not first & 1 and first:
                first, latest = first >> 1, latest >> 1
        else:
            value = node_hash(value, sibling)
        first, latest = first >> 1, latest >> 1
    return latest == 0 and old_value == old_root and value == root


def _split(count: int) -> int:
    """Return the largest power of two below the count."""
    return 1 << ((count - 1).bit_length() - 1)


def _range(node: NodeReader, start: int, end: int) -> bytes:
    """Return the root over leaves of a range that begins where a complete subtree does."""
    count = end - start
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return node(level, start >> level)
    middle = start + _split(count)
    return node_hash(_range(node, start, middle), _range(node, middle, end))
