"""Trees of RFC 6962: known roots and proofs, any size, and nothing flipped gets through."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.lib.tlog.merkle import (
    EMPTY_ROOT,
    consistency_path,
    has_grown,
    inclusion_path,
    is_included,
    leaf_hash,
    node_hash,
    reader_of,
    tree_root,
)

# The inputs and roots that the reference implementations of Certificate Transparency test with.
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [leaf_hash(bytes.fromhex(one)) for one in INPUTS]
sizes = st.integers(1, 700)


def leaves_of(count: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(count)]


def recursive_root(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962 section 2.1, word for word."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else EMPTY_ROOT
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node_hash(recursive_root(leaves[:half]), recursive_root(leaves[half:]))


def flipped(value: bytes, bit: int) -> bytes:
    changed = bytearray(value)
    changed[bit // 8 % len(changed)] ^= 1 << bit % 8
    return bytes(changed)


def test_roots_known_inputs_are_those_of_the_reference() -> None:
    found = [tree_root(reader_of(LEAVES[:size]), size).hex() for size in range(1, 9)]

    assert found == ROOTS
    assert tree_root(reader_of([]), 0).hex() == (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )


def test_paths_known_inputs_are_those_of_the_reference() -> None:
    node = reader_of(LEAVES)

    assert [one.hex() for one in inclusion_path(node, index=5, size=8)] == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]
    assert [one.hex() for one in consistency_path(node, old=6, size=8)] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


@settings(max_examples=40, deadline=None)
@given(size=sizes, data=st.data())
def test_inclusion_any_size_is_proved_and_any_flipped_bit_refused(size: int, data: st.DataObject) -> None:
    leaves, index = leaves_of(size), data.draw(st.integers(0, size - 1))
    root = tree_root(reader_of(leaves), size)
    path = inclusion_path(reader_of(leaves), index=index, size=size)
    bit = data.draw(st.integers(0, 255))

    assert root == recursive_root(leaves)
    assert is_included(leaf=leaves[index], index=index, size=size, path=path, root=root)
    assert not is_included(leaf=flipped(leaves[index], bit), index=index, size=size, path=path, root=root)
    assert not is_included(leaf=leaves[index], index=index, size=size, path=path, root=flipped(root, bit))
    assert not is_included(leaf=leaves[index], index=index, size=size, path=[*path, root], root=root)
    assert not is_included(leaf=leaves[index], index=size, size=size, path=path, root=root)
    for at in range(len(path)):
        wrong = [*path[:at], flipped(path[at], bit), *path[at + 1 :]]
        assert not is_included(leaf=leaves[index], index=index, size=size, path=wrong, root=root)
    if path:
        assert not is_included(leaf=leaves[index], index=index, size=size, path=path[:-1], root=root)
        assert not is_included(leaf=leaves[index], index=index ^ 1, size=size, path=path, root=root)


@settings(max_examples=40, deadline=None)
@given(size=sizes, data=st.data())
def test_growth_any_sizes_is_proved_and_any_flipped_bit_refused(size: int, data: st.DataObject) -> None:
    leaves, old = leaves_of(size), data.draw(st.integers(1, size))
    old_root, root = recursive_root(leaves[:old]), recursive_root(leaves)
    path = consistency_path(reader_of(leaves), old=old, size=size)
    bit = data.draw(st.integers(0, 255))

    assert has_grown(old=old, old_root=old_root, size=size, root=root, path=path)
    assert not has_grown(old=old, old_root=flipped(old_root, bit), size=size, root=root, path=path)
    assert not has_grown(old=old, old_root=old_root, size=size, root=flipped(root, bit), path=path)
    assert not has_grown(old=old, old_root=old_root, size=size, root=root, path=[*path, root])
    for at in range(len(path)):
        wrong = [*path[:at], flipped(path[at], bit), *path[at + 1 :]]
        assert not has_grown(old=old, old_root=old_root, size=size, root=root, path=wrong)


def test_growth_from_nothing_needs_no_path() -> None:
    root = recursive_root(LEAVES)

    assert has_grown(old=0, old_root=EMPTY_ROOT, size=8, root=root, path=[])
    assert not has_grown(old=0, old_root=root, size=8, root=root, path=[])
    assert not has_grown(old=8, old_root=root, size=7, root=root, path=[])
