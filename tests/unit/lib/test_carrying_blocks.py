"""Places in one version of a story are carried to another, from block to block."""

import pytest

from dateline.lib.carrying import How
from dateline.lib.carrying_blocks import carry_place

FIRST = "The mayor opened the bridge on Monday. About 300 people came to see it."
SECOND = "The bridge cost 12 million tals. Its builder was Oriell Tamm of Lower Tarn."


def content(*blocks: tuple[str, str], headline: str = "A bridge opens") -> dict[str, str]:
    return {"headline": headline, **dict(blocks)}


OLD = content(("a", FIRST), ("b", SECOND))


def carried(new: dict[str, str], words: str, *, block: str = "b") -> tuple[str, str, How]:
    start = OLD[block].index(words)
    found = carry_place(old=OLD, new=new, block=block, start=start, end=start + len(words))
    return found.block, new.get(found.block, "")[found.start : found.end], found.how


def test_a_place_in_an_untouched_block_stays() -> None:
    assert carried(content(("c", "News."), ("b", SECOND)), "Oriell") == ("b", "Oriell", How.UNCHANGED)


def test_a_block_that_was_split_is_followed_to_its_second_half() -> None:
    half = SECOND.index("Its")
    new = content(("a", FIRST), ("b", SECOND[: half - 1]), ("c", SECOND[half:]))

    assert carried(new, "Oriell Tamm") == ("c", "Oriell Tamm", How.MOVED)


def test_blocks_that_were_joined_are_followed() -> None:
    assert carried(content(("a", f"{FIRST} {SECOND}")), "Oriell Tamm") == ("a", "Oriell Tamm", How.MOVED)


def test_a_paragraph_written_into_another_block_is_found_there() -> None:
    assert carried(content(("z", SECOND), ("a", FIRST)), "12 million") == ("z", "12 million", How.MOVED)


def test_words_edited_in_their_block_are_shown_there() -> None:
    new = content(("b", SECOND.replace("Oriell", "Oriel")), ("a", FIRST))

    assert carried(new, "Oriell") == ("b", "Oriel", How.EDITED)


def test_words_that_were_taken_out_are_gone() -> None:
    assert carried(content(("a", FIRST)), "Oriell") == ("b", "", How.GONE)


def test_fields_are_texts_too() -> None:
    new = content(("a", FIRST), headline="The bridge opens")

    assert carried(new, "bridge", block="headline") == ("headline", "bridge", How.MOVED)


def test_an_unknown_block_is_refused() -> None:
    with pytest.raises(ValueError, match="no block"):
        carry_place(old=OLD, new=OLD, block="nowhere", start=0, end=1)
