"""Tiles: where they lie, that they grow to the same bytes however they grow, and what is missing is named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.lib.tlog.merkle import leaf_hash, range_root, tree_root
from dateline.lib.tlog.tiles import (
    ENTRIES,
    TILE_PATH,
    DamagedTilesError,
    grown_tiles,
    node_reader,
    pack_entries,
    read_entries,
    tile_path,
    unpack_entries,
)


def hashes(count: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(count)]


def grow(files: dict[str, bytes], *, old: int, size: int) -> None:
    for path, content in grown_tiles(files.get, old=old, hashes=hashes(size)[old:]):
        files[path] = content


def test_paths_are_those_of_the_specification() -> None:
    assert tile_path(0, 1234067) == "tile/0/x001/x234/067"
    assert tile_path(1, 0, width=17) == "tile/1/000.p/17"
    assert tile_path(ENTRIES, 999) == "tile/entries/999"
    assert tile_path(ENTRIES, 1000, width=1) == "tile/entries/x001/000.p/1"


@pytest.mark.parametrize(
    "path",
    [
        "tile/64/000",
        "tile/00/000",
        "tile/0/0",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/../000",
        "tile/0/001/000",
    ],
)
def test_path_of_no_tile_is_refused(path: str) -> None:
    assert TILE_PATH.fullmatch(path) is None


def test_tree_of_70000_has_the_tiles_of_the_specification() -> None:
    files: dict[str, bytes] = {}
    grow(files, old=0, size=70_000)

    assert sum(path.startswith("tile/0/") for path in files) == 274
    assert len(files["tile/0/273.p/112"]) == 112 * 32
    assert len(files["tile/1/000"]) == 256 * 32
    assert len(files["tile/1/001.p/17"]) == 17 * 32
    assert len(files["tile/2/000.p/1"]) == 32
    assert all(TILE_PATH.fullmatch(path) for path in files)
    assert tree_root(node_reader(files.get, 70_000), 70_000) == range_root(hashes(70_000))


@settings(max_examples=20, deadline=None)
@given(steps=st.lists(st.integers(1, 400), min_size=1, max_size=6))
def test_tiles_grown_in_any_steps_have_the_same_root(steps: list[int]) -> None:
    files: dict[str, bytes] = {}
    size = 0
    for step in steps:
        grow(files, old=size, size=size + step)
        size += step

        assert tree_root(node_reader(files.get, size), size) == range_root(hashes(size))


def test_partial_tile_that_is_gone_is_read_from_the_full_one() -> None:
    files: dict[str, bytes] = {}
    grow(files, old=0, size=200)
    grow(files, old=200, size=300)
    del files["tile/0/000.p/200"]

    assert tree_root(node_reader(files.get, 200), 200) == range_root(hashes(200))


def test_missing_or_short_tile_is_named() -> None:
    files: dict[str, bytes] = {}
    grow(files, old=0, size=300)
    files["tile/0/001.p/44"] = files["tile/0/001.p/44"][:-1]

    with pytest.raises(DamagedTilesError, match=r"tile/0/001\.p/44 has 1407 bytes instead of 1408"):
        tree_root(node_reader(files.get, 300), 300)
    with pytest.raises(DamagedTilesError, match=r"tile/1/000\.p/1 is missing"):
        tree_root(node_reader({}.get, 300), 300)


def test_bundles_hold_entries_and_say_when_they_are_cut_off() -> None:
    entries = [b"", b"a", b"b" * 65_535]
    files = {tile_path(ENTRIES, 0, width=3): pack_entries(entries)}

    assert unpack_entries(pack_entries(entries)) == entries
    assert list(read_entries(files.get, start=1, size=3)) == entries[1:]
    with pytest.raises(ValueError, match="at most 65535"):
        pack_entries([b"c" * 65_536])
    files[tile_path(ENTRIES, 0, width=3)] = pack_entries(entries)[:-1]
    with pytest.raises(DamagedTilesError, match=r"000\.p/3 cannot be read"):
        list(read_entries(files.get, start=0, size=3))
