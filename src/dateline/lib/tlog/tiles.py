"""A whole Merkle tree as files: tiles of 256 hashes and bundles of 256 entries.

Source: c2sp.org/tlog-tiles. A full tile never changes; a partial one has its width in its name, so it never
changes either. Level 0 holds the hashes of leaves, level 1 the roots of full tiles of level 0, and so on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from dateline.lib.tlog.merkle import HASH_BYTES, NodeReader, range_root

WIDTH = 256
HEIGHT = 8
LONGEST_ENTRY = 65_535
ENTRIES = "entries"
# What lies at a path below the log; None when nothing does.
FileReader = Callable[[str], bytes | None]
TILE_PATH = re.compile(
    r"tile/(?:entries|[0-9]|[1-5][0-9]|6[0-3])(?:/x[0-9]{3})*/[0-9]{3}(?:\.p/(?:[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5]))?"
)


class DamagedTilesError(ValueError):
    """Raised when a file of the log is missing or is not what it should be; ``path`` names it."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        super().__init__(f"{path} {reason}")


def tile_path(level: int | str, index: int, *, width: int = WIDTH) -> str:
    """Return where a tile lies, or with ``ENTRIES`` as level where a bundle of entries does."""
    groups = [f"{index % 1000:03d}"]
    while index := index // 1000:
        groups.insert(0, f"x{index % 1000:03d}")
    partial = "" if width == WIDTH else f".p/{width}"
    return f"tile/{level}/{'/'.join(groups)}{partial}"


def node_reader(read: FileReader, size: int) -> NodeReader:
    """Return a reader over the tiles of a tree of this size; each file is read once.

    It raises DamagedTilesError. What it gives is only as true as the files: compare the root.
    """
    held: dict[tuple[int, int], bytes] = {}

    def tile(level: int, index: int) -> bytes:
        if (level, index) not in held:
            held[level, index] = read_tile(read, level=level, index=index, size=size)
        return held[level, index]

    def node(level: int, index: int) -> bytes:
        tile_level, within = divmod(level, HEIGHT)
        first = (index << within) % WIDTH
        hashes = tile(tile_level, (index << within) // WIDTH)
        count = 1 << within
        part = hashes[first * HASH_BYTES : (first + count) * HASH_BYTES]
        return range_root([part[at : at + HASH_BYTES] for at in range(0, len(part), HASH_BYTES)])

    return node


def width_of(level: int, index: int, *, size: int) -> int:
    """Return how many hashes this tile has in a tree of this size."""
    return max(0, min(WIDTH, (size >> (HEIGHT * level)) - index * WIDTH))


def read_tile(read: FileReader, *, level: int, index: int, size: int) -> bytes:
    """Return the hashes of a tile as a tree of this size has it, from the partial file or the full one."""
    width = width_of(level, index, size=size)
    path = tile_path(level, index, width=width)
    content = read(path)
    if content is None and width < WIDTH:
        content = read(tile_path(level, index))
        content = content if content is None else content[: width * HASH_BYTES]
    if content is None:
        raise DamagedTilesError(path, "is missing")
    if len(content) != width * HASH_BYTES:
        raise DamagedTilesError(path, f"has {len(content)} bytes instead of {width * HASH_BYTES}")
    return content


def grown_tiles(read: FileReader, *, old: int, hashes: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each tile that is new when these leaves follow the first ``old`` ones.

    Tiles of lower levels come first. Reads the partial tiles at the right edge of the old tree.
    """
    level, added = 0, list(hashes)
    while added:
        count = old >> (HEIGHT * level)
        index, kept = divmod(count, WIDTH)
        row = b"".join(added)
        if kept:
            row = read_tile(read, level=level, index=index, size=old) + row
        complete: list[bytes] = []
        for start in range(0, len(row), WIDTH * HASH_BYTES):
            content = row[start : start + WIDTH * HASH_BYTES]
            width = len(content) // HASH_BYTES
            yield tile_path(level, index, width=width), content
            if width == WIDTH:
                complete.append(
                    range_root([content[at : at + HASH_BYTES] for at in range(0, len(content), HASH_BYTES)])
                )
            index += 1
        level, added = level + 1, complete


def pack_entries(entries: Sequence[bytes]) -> bytes:
    """Return a bundle: each entry after its length in two bytes. Raises ValueError for one too long."""
    if any(len(entry) > LONGEST_ENTRY for entry in entries):
        raise ValueError(f"an entry of a log has at most {LONGEST_ENTRY} bytes")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def unpack_entries(bundle: bytes) -> list[bytes]:
    """Return the entries of a bundle. Raises ValueError when it is cut off."""
    entries, at = [], 0
    while at < len(bundle):
        length = int.from_bytes(bundle[at : at + 2], "big")
        entry = bundle[at + 2 : at + 2 + length]
        if at + 2 > len(bundle) or len(entry) != length:
            raise ValueError("the bundle is cut off")
        entries.append(entry)
        at += 2 + length
    return entries


def read_entries(read: FileReader, *, start: int, size: int) -> Iterator[bytes]:
    """Yield the entries from ``start`` on of a tree of this size. Raises DamagedTilesError."""
    for index in range(start // WIDTH, -(-size // WIDTH)):
        width = width_of(0, index, size=size)
        path = tile_path(ENTRIES, index, width=width)
        content = read(path)
        if content is None and width < WIDTH:
            content = read(tile_path(ENTRIES, index))
        if content is None:
            raise DamagedTilesError(path, "is missing")
        try:
            entries = unpack_entries(content)
        except ValueError as error:
            raise DamagedTilesError(path, f"cannot be read: {error}") from error
        if len(entries) < width:
            raise DamagedTilesError(path, f"has {len(entries)} entries instead of {width}")
        yield from entries[max(0, start - index * WIDTH) : width]
