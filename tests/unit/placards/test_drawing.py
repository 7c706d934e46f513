"""Placards as pictures: size, bytes, what can be drawn, and that nothing runs out of its place."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from dateline.placards.drawing import HEIGHT, MARGIN, PAPER, WIDTH, can_draw, draw
from dateline.placards.faces import Face
from dateline.placards.typefaces import drawable, runs_of, upright_cuts

LONG_EN = (
    "The council voted to replace the brass signal on Pier Four with a speaker, and the men who have rung it "
    "for a generation say nobody thought to ask the people who listen for it on the far side of it"
)
LONG_RU = (
    "Городской совет девятнадцатью голосами против шестнадцати постановил заменить старый колокол записью, "
    "а звонари, которые делят одну ставку и один термос, с этим не согласны и пойдут в суд, как обещали"
)
HEADLINES = ["Flood", "Наводнение", "Война и мир в трёх актах", "x" * 120, "Щ" * 90, LONG_EN, LONG_RU]


def face(headline: str, **words: str) -> Face:
    usual = {"nameplate": "The Harbour Post", "label": "Town", "foot": "March 14, 2026"}
    return Face(headline=headline, **{**usual, **words})


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def inked(image: Image.Image) -> tuple[int, int, int, int]:
    """Return the box around everything that is not paper, below the mark at the upper edge."""
    plain = image.convert("RGB").crop((0, 12, WIDTH, HEIGHT))
    box = ImageChops.difference(plain, Image.new("RGB", plain.size, PAPER)).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("headline", HEADLINES, ids=lambda text: f"{text[:6]}-{len(text)}")
def test_placard_is_large_light_and_keeps_its_margins(headline: str) -> None:
    content = draw(face(headline))

    image = opened(content)
    left, _top, right, _bottom = inked(image)
    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(content) < 40_000
    assert left >= MARGIN - 4
    assert right <= WIDTH - MARGIN + 4


def test_same_words_give_the_same_bytes_and_others_do_not() -> None:
    assert draw(face("Flood")) == draw(face("Flood"))
    assert draw(face("Flood")) != draw(face("Floods"))
    assert draw(face("Flood")) != draw(face("Flood", foot="March 15, 2026"))


def test_each_letter_is_drawn_with_a_font_that_has_it() -> None:
    files = [run.file.name for run in runs_of("Łódź, Москва")]

    assert [name.removeprefix("serif-").removesuffix(".woff2") for name in files] == [
        "latin-ext",
        "latin",
        "latin-ext",
        "latin",
        "cyrillic",
    ]
    assert all(cut.file.is_file() for cut in upright_cuts())


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Цирк 🎪 уехал", "Цирк уехал"),
        ("a\u00adb\u200bc", "abc"),
        ("Й".encode().decode(), "Й"),
        ("И\u0306", "Й"),
        ("a\u2003b\nc", "a b c"),
        ("Ծովածոց", None),
        ("مرفأ", None),
    ],
)
def test_what_no_font_has_is_left_out_unless_it_is_letters(text: str, kept: str | None) -> None:
    assert drawable(text) == kept


def test_headline_in_other_letters_has_no_placard() -> None:
    assert not can_draw(face("Ծովածոց"))
    assert not can_draw(face("🎪"))
    with pytest.raises(ValueError, match="fonts"):
        draw(face("Ծովածոց"))


def test_long_names_of_paper_and_section_are_cut_short_and_not_off() -> None:
    image = opened(draw(face("Flood", nameplate="The Harbour Post " * 12, label="Town and country " * 12)))

    assert inked(image)[2] <= WIDTH - MARGIN + 4


# Each takes a tenth of a second and more.
@settings(max_examples=15, deadline=None)
@given(st.text(max_size=200), st.text(max_size=60))
def test_whatever_can_be_drawn_is_drawn(headline: str, label: str) -> None:
    words = face(headline, label=label)

    assert not can_draw(words) or opened(draw(words)).size == (1200, 630)
