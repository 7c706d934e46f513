"""What canonical text keeps, and where its characters stand in the HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lib.canonical_text import canonical_text, text_map


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("plain", "plain"),
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("<p>One</p>\n  <p>Two</p>\n", "One\nTwo"),
        ("<ul>\n<li>a</li>\n<li>b <b>c</b></li></ul>", "a\nb c"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<p>a \t\r\n b</p>", "a b"),
        ("<p> a </p>", "a"),
        ("a&nbsp;b\u00a0c\u2009d", "a\u00a0b\u00a0c\u2009d"),
        ("x &amp; y &lt;b&gt; &#8212; &#x2014; &copy", "x & y <b> — — ©"),
        ("&amp;nbsp;", "&nbsp;"),
        ("“q” «e» ’", "“q” «e» ’"),
        ("e\u0301", "e\u0301"),
        ('<a href="x>y" title=\'"\'>link</a>', "link"),
        ("a<!-- <p>no</p> -->b", "ab"),
        ("a<script>var p = '<p>';</script>b<style>p{}</style>c", "abc"),
        ("un<b>bro</b>ken <i>word</i>s", "unbroken words"),
        ("3 < 4 and 5 > 4", "3 < 4 and 5 > 4"),
        ('<img src="x" alt="not text">seen', "seen"),
        ("<p></p><p></p>x", "x"),
    ],
)
def test_canonical_text(html: str, text: str) -> None:
    assert canonical_text(html) == text


@pytest.mark.parametrize(
    ("html", "offset", "before"),
    [
        ("<p>One two</p>", 3, "<p>One"),
        ("<p><b>One</b> two</p>", 3, "<p><b>One</b>"),
        ("<p><a href='x'><b>One</b></a>, two</p>", 3, "<p><a href='x'><b>One</b></a>"),
        ("<p>One</p><p>two</p>", 3, "<p>One"),
        ("<p>One<b></b></p>", 3, "<p>One"),
        ("R&amp;D lab", 3, "R&amp;D"),
        ("R&amp;D lab", 2, "R&amp;"),
        ("One", 0, ""),
    ],
)
def test_an_offset_leads_to_its_place_in_the_html(html: str, offset: int, before: str) -> None:
    place = text_map(html).source_offset(offset)

    assert html[:place] == before


@pytest.mark.parametrize("offset", [-1, 4])
def test_an_offset_outside_the_text_is_refused(offset: int) -> None:
    with pytest.raises(ValueError, match="no offset"):
        text_map("One").source_offset(offset)


@given(st.text(alphabet="ab <>&;\"'/p!-=\n\u00a0", max_size=60))
def test_any_text_has_a_map_that_never_goes_back(html: str) -> None:
    mapped = text_map(html)

    assert len(mapped.text) == len(mapped.ends)
    assert list(mapped.ends) == sorted(mapped.ends)
    assert not mapped.text.startswith((" ", "\n"))
    assert not mapped.text.endswith((" ", "\n"))


PIECES = ["<p>", "</p>", "<br>", "<b>", "</b>", "<script>", "</script>", "<!-- x -->", "<", "&nbsp;", "&#10;"]


@given(st.lists(st.sampled_from([*PIECES, "&amp;", "&", " ", "\n", "\t", "\u00a0", "a", "b"]), max_size=25))
def test_the_text_alone_is_that_of_the_map(pieces: list[str]) -> None:
    html = "".join(pieces)

    assert canonical_text(html) == text_map(html).text


@given(st.text(max_size=60))
def test_canonical_text_of_escaped_text_only_loses_white_space(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")

    assert "".join(canonical_text(escaped).split(" ")) == "".join(
        character for character in text if character not in " \t\n\r\f"
    )


@pytest.mark.parametrize("piece", ["<a", '<a"', "<!--", "<a'\"", "<!", "&", "<b "])
def test_broken_html_costs_no_more_than_its_length(piece: str) -> None:
    text = canonical_text(piece * 20_000)

    assert len(text) <= len(piece) * 20_000
