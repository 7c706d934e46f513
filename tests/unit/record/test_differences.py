"""Differences of two versions: every change is told, and none that is not there."""

from __future__ import annotations

import copy
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lib.canonical_text import canonical_text
from dateline.record.alignment import align
from dateline.record.contexts import PieceContext
from dateline.record.differences import compare_contents
from dateline.record.tokens import html_tokens
from dateline.record.words import compare_html, compare_texts, is_only_typography
from tests.unit.record.edit_pairs import EditPair, edit_pairs, told_of

PAIRS = edit_pairs()


def test_there_are_forty_pairs_at_least() -> None:
    assert len({pair.name for pair in PAIRS}) == len(PAIRS) >= 40


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_pair_tells_every_change_and_none_besides(pair: EditPair) -> None:
    assert told_of(compare_contents(pair.before, pair.after)) == pair.told


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_pair_read_backwards_tells_as_many_changes(pair: EditPair) -> None:
    forwards, backwards = (
        compare_contents(pair.before, pair.after),
        compare_contents(pair.after, pair.before),
    )

    assert len(told_of(backwards)) == len(told_of(forwards))
    assert (backwards.size.words_added, backwards.size.words_removed, backwards.size.moved) == (
        forwards.size.words_removed,
        forwards.size.words_added,
        forwards.size.moved,
    )


WORDS = st.sampled_from(
    ["ferry", "паром", "14,000", "“", "”", '"', "—", "-", " ", "\u00a0", " ", "<", "&", "не"]
)
TEXTS = st.lists(WORDS, max_size=12).map("".join)
INLINE = st.sampled_from(["{}", "<b>{}</b>", "<i>{}</i>", '<a href="https://one.example/">{}</a>'])
PIECES = st.tuples(INLINE, TEXTS).map(
    lambda pair: pair[0].format(pair[1].replace("&", "&amp;").replace("<", "&lt;"))
)
LINES = st.tuples(st.sampled_from(["<p>{}</p>", "<ul><li>{}</li></ul>"]), st.lists(PIECES, max_size=4)).map(
    lambda pair: pair[0].format("".join(pair[1]))
)
HTML = st.lists(LINES, max_size=4).map("".join)


@given(TEXTS, TEXTS)
def test_difference_of_texts_holds_both_of_them(old: str, new: str) -> None:
    pieces = compare_texts(old, new)

    assert text_of(pieces, without="added") == old
    assert text_of(pieces, without="removed") == new


@given(HTML, HTML)
def test_difference_of_html_holds_both_with_how_they_are_set(old: str, new: str) -> None:
    pieces = compare_html(old, new)

    assert set_as(pieces, is_old=True) == [
        (letter, token.marks) for token in html_tokens(old) for letter in token.text
    ]
    assert set_as(pieces, is_old=False) == [
        (letter, token.marks) for token in html_tokens(new) for letter in token.text
    ]


@given(HTML)
def test_text_of_tokens_is_the_canonical_text(html: str) -> None:
    text = "".join(token.text for token in html_tokens(html))
    lines = [line for line in text.split("\n") if line]

    assert "\n".join(lines) == canonical_text(html)


def text_of(pieces: tuple[PieceContext, ...], *, without: str) -> str:
    return "".join(piece.text for piece in pieces if piece.verb != without)


def set_as(pieces: tuple[PieceContext, ...], *, is_old: bool) -> list[tuple[str, tuple[str, ...]]]:
    kept = [piece for piece in pieces if piece.verb != ("added" if is_old else "removed")]
    return [
        (letter, piece.old_marks if is_old and piece.verb == "restyled" else piece.marks)
        for piece in kept
        for letter in piece.text
    ]


@pytest.mark.parametrize(
    ("old", "new", "is_typography"),
    [
        ('a "word"', "a “word”", True),
        ("two  spaces", "two spaces", True),
        ("a - b", "a — b", True),
        ("wait...", "wait…", True),
        ("no where", "nowhere", False),
        ("below -5 degrees", "below 5 degrees", False),
        ("1941-45", "1941–45", False),
        ("всё", "все", False),
        ("the end", "the end.", False),
        ("Can you?", "Can you.", False),
    ],
)
def test_typography_is_only_what_says_nothing_new(old: str, new: str, is_typography: bool) -> None:
    assert is_only_typography(compare_texts(old, new)) is is_typography


def test_texts_too_long_to_compare_word_by_word_are_still_told_in_full() -> None:
    old = " ".join(f"old{number}" for number in range(9_000))
    new = " ".join(f"new{number}" for number in range(9_000))

    pieces = compare_texts(f"begin {old} end", f"begin {new} end")

    assert [piece.verb for piece in pieces] == ["same", "removed", "added", "same"]
    assert text_of(pieces, without="removed") == f"begin {new} end"


def blocks_of(count: int) -> list[dict[str, Any]]:
    return [
        {
            "id": f"b{number}",
            "kind": "paragraph",
            "text": f"Paragraph {number}",
            "html": f"<p>Paragraph {number}</p>",
        }
        for number in range(count)
    ]


@given(st.integers(0, 10_000))
def test_blocks_in_any_order_are_all_found_again_once(seed: int) -> None:
    chance = random.Random(seed)
    old = blocks_of(8)
    new = chance.sample(old, chance.randrange(9)) + [
        {**block, "id": f"n{block['id']}"} for block in chance.sample(blocks_of(12), 3)
    ]
    chance.shuffle(new)

    pairs = align(old, new)

    assert [pair.new for pair in pairs if pair.new] == new
    assert sorted(id(pair.old) for pair in pairs if pair.old) == sorted(map(id, old))


def test_one_block_that_moves_far_is_the_only_one_said_to_have_moved() -> None:
    old = blocks_of(10)
    new = [old[9], *old[:9]]

    assert [pair.is_moved for pair in align(old, new)] == [True, *[False] * 9]


def test_kind_and_field_of_a_later_release_are_told_as_they_are_stored() -> None:
    before = {"fields": {"mood": 1}, "blocks": [{"id": "x", "kind": "map", "text": "", "data": {"zoom": 3}}]}
    after = copy.deepcopy(before)
    after["fields"]["mood"], after["blocks"][0]["data"]["zoom"] = 2, 4

    assert told_of(compare_contents(before, after)) == [
        "mood changed -1 +2",
        "x edited",
        'x.data changed -{"data": {"zoom": 3}} +{"data": {"zoom": 4}}',
    ]


def test_what_only_its_stored_form_tells_apart_is_told_as_that() -> None:
    block = {"id": "x", "kind": "paragraph", "text": "Same", "html": "<p>Same</p>"}
    difference = compare_contents({"blocks": [block]}, {"blocks": [{**block, "html": "<p>Same </p>"}]})

    assert told_of(difference) == ["x edited (t)", "x.markup changed"]
