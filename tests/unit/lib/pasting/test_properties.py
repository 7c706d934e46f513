"""Whatever is pasted: nothing fails, nothing unclean comes out, and every word stays in its place."""

from __future__ import annotations

import re
from typing import Any

import nh3
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.lib.canonical_text import canonical_text
from dateline.lib.pasting.pieces import Line, Pasted, Picture, Table
from dateline.lib.pasting.plain_text import read_text
from dateline.lib.pasting.reading import BLOCKS, INLINE, UNREAD, normalized, read_html
from dateline.lib.pasting.repairing import repaired
from dateline.lib.pasting.writing import rich_text

WORDS = st.text(st.sampled_from("abcde абв 12«»&<>\"'\u00a0"), max_size=12)
TAGS = sorted({*BLOCKS, *INLINE, "o:p", "x-y", "script", "svg", "img", "br", "iframe", "embed"})
ATTRIBUTES = st.sampled_from(
    [
        "",
        ' style="font-weight:700"',
        " style='mso-list:l0 level2 lfo1'",
        ' style="vertical-align:super;font-style:italic"',
        ' href="https://x.example/?utm_source=a&b=1"',
        ' href="javascript:alert(1)"',
        ' linktype="page" id="x"',
        ' src="data:image/png;base64,AAAA"',
        ' colspan="3" rowspan="2"',
        ' onclick="steal()" class="MsoNormal"',
        ' data-x="',
    ]
)
OPENING = st.builds("<{}{}>".format, st.sampled_from(TAGS), ATTRIBUTES)
CLOSING = st.builds("</{}>".format, st.sampled_from(TAGS))
ODD = st.sampled_from(
    ["<!--", "-->", "<![if !vml]>", "<![endif]>", "&nbsp;", "&#0;", "&amp", "<", "</", "\x00"]
)
SOUP = st.lists(st.one_of(WORDS, OPENING, CLOSING, ODD), max_size=40).map("".join)
TREES = st.recursive(
    WORDS.map(lambda text: text.replace("<", "&lt;")),
    lambda inner: st.builds(
        lambda tag, attribute, parts: f"<{tag}{attribute}>{''.join(parts)}</{tag}>",
        st.sampled_from(sorted({*BLOCKS - {"hr"}, *INLINE})),
        ATTRIBUTES.filter(lambda one: not one.endswith('="')),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


def html_of(pasted: Pasted) -> str:
    parts = []
    for piece in pasted.pieces:
        if isinstance(piece, Line):
            parts.append(rich_text([piece], link=lambda url: f'<a href="{url.replace("&", "&amp;")}">'))
        elif isinstance(piece, Table):
            cells = [piece.caption, *(cell for row in piece.rows for cell in row)]
            parts += [rich_text([Line(runs)], link=str) for cell in cells if (runs := _runs(cell))]
        elif isinstance(piece, Picture) and piece.caption:
            parts.append(rich_text([Line(_runs(piece.caption))], link=str))
    return "".join(parts)


def _runs(text: str) -> Any:
    return read_text(text).pieces[0].runs if text.strip() else []


def letters(text: str) -> str:
    """Words without the spaces between them: bullets typed by hand and quotation marks stay words."""
    return re.sub(r"[\s\u00a0]+", "", text)


def is_clean(html: str) -> bool:
    """Whether the sanitizer would leave it as it is."""
    return nh3.clean(html, **CLEAN).replace("&nbsp;", "\u00a0") == html.replace("<br/>", "<br>")


def expected_letters(html: str) -> str:
    """The visible text according to the HTML parser alone; what is hidden or a list's mark is none."""
    return letters(canonical_text(nh3.clean(normalized(html), tags=set(), clean_content_tags=set(UNREAD))))


@given(st.one_of(SOUP, TREES))
@settings(max_examples=400, deadline=None)
def test_words_of_any_html_stay_in_order_and_what_comes_out_is_clean(html: str) -> None:
    result = html_of(read_html(html))

    assert letters(canonical_text(result)) == expected_letters(html)
    assert is_clean(result)


@given(st.one_of(SOUP, TREES))
@settings(max_examples=200, deadline=None)
def test_repaired_text_is_clean_keeps_its_words_and_is_not_repaired_again(html: str) -> None:
    once = repaired(html)

    assert letters(canonical_text(once)) == expected_letters(html)
    assert repaired(once) == once


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_plain_text_becomes_clean_paragraphs(text: str) -> None:
    result = html_of(read_text(text))

    assert is_clean(result)


CLEAN = {
    "tags": {"p", "b", "i", "a", "ul", "ol", "li", "sup", "sub", "s", "br"},
    "attributes": {"a": {"href"}},
    "url_schemes": {"http", "https", "mailto", "tel"},
    "link_rel": None,
}
