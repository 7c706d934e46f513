"""What changed, word by word."""

from __future__ import annotations

from typing import Any

from dateline.publishing.change_report import Piece, changed_parts, word_pieces


def block(block_id: str, text: str, kind: str = "paragraph") -> dict[str, Any]:
    return {"id": block_id, "kind": kind, "text": text}


def content(*blocks: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"fields": fields, "blocks": list(blocks)}


def test_equal_contents_have_no_changed_parts() -> None:
    same = content(block("a", "The ferry sails."), headline="Ferry")

    assert changed_parts(same, same) == []


def test_changed_words_stand_between_what_stayed() -> None:
    assert word_pieces("It carries 30 tonnes.", "It carries 40 tonnes.") == (
        Piece("same", "It carries "),
        Piece("old", "30"),
        Piece("new", "40"),
        Piece("same", " tonnes."),
    )


def test_long_stretches_that_stayed_are_shortened() -> None:
    stayed = "word " * 400

    pieces = word_pieces(f"{stayed}old {stayed}", f"{stayed}new {stayed}")

    assert [piece.kind for piece in pieces] == ["same", "old", "new", "same"]
    assert all(len(piece.text) < 140 for piece in pieces)


def test_texts_as_long_as_a_book_are_not_compared_word_by_word() -> None:
    pieces = word_pieces("a " * 20_000, "b " * 20_000)

    assert [piece.kind for piece in pieces] == ["old", "new"]
    assert all(len(piece.text) <= 241 for piece in pieces)


def test_blocks_that_came_went_moved_and_changed_are_told_apart() -> None:
    before = content(block("a", "One."), block("b", "Two."), block("c", "Three."))
    after = content(block("c", "Three."), block("a", "One more."), block("d", "Four.", "subheading"))

    found = [(part.name, part.verb) for part in changed_parts(before, after)]

    assert found == [
        ("paragraph", "changed"),
        ("subheading", "added"),
        ("paragraph", "removed"),
        ("", "moved"),
    ]


def test_fields_without_words_are_named_only() -> None:
    (part,) = changed_parts(content(topics=[1]), content(topics=[1, 2]))

    assert (part.name, part.is_block, part.pieces) == ("topics", False, ())
