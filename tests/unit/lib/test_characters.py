"""Characters that no text of a newspaper needs."""

from __future__ import annotations

import json

import pytest

from dateline.lib.characters import first_unwanted, without_unwanted, without_unwanted_inside

WANTED = "Caf\u00e9 \u201cyes\u201d \U0001f6a2 \u200f\u05e9\u05dc\u05d5\u05dd \u2066abc\u2069 a\u200db\n\tend"


def test_texts_of_all_languages_stay_as_they_are() -> None:
    assert first_unwanted(WANTED) is None
    assert without_unwanted(WANTED) == WANTED
    assert without_unwanted_inside(json.dumps({"text": WANTED})) == json.dumps({"text": WANTED})


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x7f", "\x85", "\u202e", "\ud800", "\uffff"])
def test_unwanted_character_is_named_with_what_stands_before_it(character: str) -> None:
    assert first_unwanted(f"The fer{character}ry") == (f"U+{ord(character):04X}", "The fer")
    assert without_unwanted(f"The fer{character}ry") == "The ferry"


def test_line_break_is_unwanted_in_one_line_only() -> None:
    assert first_unwanted("The\nferry", one_line=True) == ("U+000A", "The")
    assert first_unwanted("The\nferry") is None


@pytest.mark.parametrize("escape", ["\\u0000", "\\u0007", "\\ud800", "\\u202e"])
def test_escapes_inside_json_are_left_out_and_nothing_else(escape: str) -> None:
    sent = '{"blocks": [{"text": "The ferESCry \\\\u0000 \\ud83d\\udea2"}], "n": 1}'.replace("ESC", escape)

    assert json.loads(without_unwanted_inside(sent)) == {
        "blocks": [{"text": "The ferry \\u0000 \U0001f6a2"}],
        "n": 1,
    }


@pytest.mark.parametrize("text", ["", "{", "[1", "{not json\x00}", "[" * 100_000])
def test_what_only_looks_like_json_is_a_text(text: str) -> None:
    assert without_unwanted_inside(text) == text.replace("\x00", "")
