"""Joining two people's versions: what one changed is taken, what both changed is asked, nothing is lost."""

from __future__ import annotations

from itertools import count
from operator import eq
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lib.three_way import (
    BOTH,
    MINE,
    ORDER,
    THEIRS,
    compared,
    compared_blocks,
    joined_blocks,
    merged_set,
)


def blocks(**texts: str) -> list[dict[str, Any]]:
    return [{"id": name, "type": "paragraph", "value": text} for name, text in texts.items()]


def joined(base: Any, theirs: Any, mine: Any, answer: str = BOTH) -> list[str]:
    parts = compared_blocks(field="body", base=base, theirs=theirs, mine=mine, same=eq)
    answers = {part.key: answer for part in parts}
    numbers = count(1)
    result = joined_blocks(
        base=base,
        theirs=theirs,
        mine=mine,
        parts=parts,
        answers=answers,
        new_id=lambda: f"new-{next(numbers)}",
    )
    assert len({block["id"] for block in result}) == len(result)
    return [block["value"] for block in result]


@pytest.mark.parametrize(
    ("theirs", "mine", "decided"),
    [("a", "a", None), ("b", "a", THEIRS), ("a", "b", MINE), ("b", "b", None), ("b", "c", "")],
)
def test_plain_field_is_asked_only_when_both_changed_it(theirs: str, mine: str, decided: str | None) -> None:
    part = compared(field="title", base="a", theirs=theirs, mine=mine, same=eq)

    assert (part.decided if part else None) == decided


def test_different_blocks_are_joined() -> None:
    base = blocks(a="one", b="two", c="three")

    assert joined(base, blocks(a="ONE", b="two", c="three"), blocks(a="one", b="two", c="THREE")) == [
        "ONE",
        "two",
        "THREE",
    ]


@pytest.mark.parametrize(
    ("answer", "expected"), [(THEIRS, ["theirs"]), (MINE, ["mine"]), (BOTH, ["theirs", "mine"])]
)
def test_same_block_is_asked(answer: str, expected: list[str]) -> None:
    assert joined(blocks(a="one"), blocks(a="theirs"), blocks(a="mine"), answer) == expected


def test_new_blocks_stand_after_what_they_followed() -> None:
    base = blocks(a="one", b="two")
    theirs = blocks(a="one", x="their new one", b="two")
    mine = blocks(m="my first", a="one", b="two", n="my last")

    assert joined(base, theirs, mine) == ["my first", "one", "their new one", "two", "my last"]


def test_block_that_one_deletes_and_nobody_changes_is_gone() -> None:
    base = blocks(a="one", b="two")

    assert joined(base, blocks(a="one"), base) == ["one"]
    assert joined(base, base, blocks(b="two")) == ["two"]


@pytest.mark.parametrize(("answer", "expected"), [(THEIRS, []), (MINE, ["mine"]), (BOTH, ["mine"])])
def test_block_that_one_deletes_and_the_other_changes_is_asked(answer: str, expected: list[str]) -> None:
    assert joined(blocks(a="one"), [], blocks(a="mine"), answer) == expected


def test_order_follows_whoever_moved() -> None:
    base = blocks(a="one", b="two", c="three")
    moved = blocks(c="three", a="one", b="two")

    assert joined(base, moved, base) == ["three", "one", "two"]
    assert joined(base, base, moved) == ["three", "one", "two"]


@pytest.mark.parametrize(
    ("answer", "expected"), [(THEIRS, ["three", "one", "two"]), (MINE, ["two", "one", "three"])]
)
def test_order_that_both_changed_is_asked(answer: str, expected: list[str]) -> None:
    base = blocks(a="one", b="two", c="three")
    theirs, mine = blocks(c="three", a="one", b="two"), blocks(b="two", a="one", c="three")
    (part,) = compared_blocks(field="body", base=base, theirs=theirs, mine=mine, same=eq)

    assert part.block == ORDER
    assert joined(base, theirs, mine, answer) == expected


def test_set_takes_what_either_added_and_leaves_out_what_i_took_out() -> None:
    assert merged_set(base=[1, 2], theirs=[1, 2, 3], mine=[2, 4]) == [2, 3, 4]


IDS = st.permutations("abcdef").flatmap(lambda ids: st.integers(0, 6).map(lambda length: ids[:length]))
VERSIONS = IDS.flatmap(
    lambda ids: st.tuples(
        *[st.sampled_from(["old", "new"]).map(lambda text, name=name: (name, text)) for name in ids]
    )
)


@given(base=IDS, theirs=VERSIONS, mine=VERSIONS)
def test_whatever_was_done_no_new_text_is_lost_and_both_agree_on_blocks(
    base: Any, theirs: Any, mine: Any
) -> None:
    began = blocks(**{name: f"{name} old" for name in base})
    hers = blocks(
        **{name: f"{name} {text} hers" if text == "new" else f"{name} old" for name, text in theirs}
    )
    his = blocks(**{name: f"{name} {text} his" if text == "new" else f"{name} old" for name, text in mine})

    result = joined(began, hers, his)

    assert [
        text for text in (one["value"] for one in [*hers, *his]) if "new" in text and text not in result
    ] == []
    assert sorted(result) == sorted(joined(began, his, hers))
    assert joined(began, hers, began) == [one["value"] for one in hers]
    assert joined(began, began, his) == [one["value"] for one in his]
