"""Marks around words of HTML: only text is wrapped, and the words stay as they were."""

from __future__ import annotations

import re

import pytest

from dateline.lib.canonical_text import canonical_text
from dateline.lib.marked_html import with_marks

HTML = "<p>The <b>br</b>idge &amp; <a href=\"/a>b\" title='x'>40 tonnes</a></p><ul><li>x</li><li>y</li></ul>"
TEXT = canonical_text(HTML)


def marked(*ranges: tuple[int, int]) -> str:
    return with_marks(HTML, [(start, end, "<mark>") for start, end in ranges], close="</mark>")


def test_words_across_a_tag_get_an_element_on_each_side() -> None:
    assert "The <b><mark>br</mark></b><mark>idge</mark> &amp;" in marked((4, 10))


def test_words_inside_a_link_are_marked_inside_it() -> None:
    start = TEXT.index("40")
    assert "'x'><mark>40</mark> tonnes</a>" in marked((start, start + 2))


def test_entity_is_marked_whole() -> None:
    start = TEXT.index("&")
    assert "<mark>&amp;</mark>" in marked((start, start + 1))


@pytest.mark.parametrize("place", [(-1, 3), (3, 3), (5, 900)])
def test_place_outside_the_text_is_left_alone(place: tuple[int, int]) -> None:
    assert marked(place) == HTML


def test_first_of_two_that_overlap_stays() -> None:
    assert marked((0, 3), (1, 5)).count("<mark>") == 1


def test_text_never_changes_and_marks_are_balanced() -> None:
    for start in range(len(TEXT)):
        for end in range(start + 1, len(TEXT) + 1):
            html = marked((start, end))
            assert canonical_text(html) == TEXT
            assert re.sub("</?mark>", "", html) == HTML
            # An element never holds a tag of the source.
            assert all("<" not in inside for inside in re.findall("<mark>(.*?)</mark>", html))
