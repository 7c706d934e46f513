"""Words are changed inside HTML, and its markup stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lib.canonical_text import canonical_text
from dateline.lib.changing_words import NotChangedError, with_words_changed


def changed(html: str, old: str, new: str) -> str:
    start = canonical_text(html).index(old)
    return with_words_changed(html, start=start, end=start + len(old), words=new)


@pytest.mark.parametrize(
    ("html", "old", "new", "expected"),
    [
        (
            "<p>A wall to servicement here.</p>",
            "servicement",
            "servicemen",
            "<p>A wall to servicemen here.</p>",
        ),
        ("<p>By <b>Oriell</b> Tamm</p>", "Oriell Tamm", "Oriel Tamm", "<p>By <b>Oriel</b> Tamm</p>"),
        ('<p><a href="/x">Ann</a> Ray</p>', "Ann", "Anna", '<p><a href="/x">Anna</a> Ray</p>'),
        ("<p>Fish &amp; chips</p>", "Fish & chips", "Fish & rice", "<p>Fish &amp; rice</p>"),
        ("<p>Tom &amp; Ann</p>", "&", "and", "<p>Tom and Ann</p>"),
        ("<p>the the end</p>", "the the", "the", "<p>the end</p>"),
        ("<p>So it was, however, done</p>", "however, ", "", "<p>So it was, done</p>"),
        ("<p>a <i>very</i> big cat</p>", "very", "", "<p>a big cat</p>"),
        ("<p>one two</p>", "two", "<script>", "<p>one &lt;script&gt;</p>"),
        ("<p>Кот — спит</p>", "спит", "не спит", "<p>Кот — не спит</p>"),
    ],
)
def test_only_the_words_change(html: str, old: str, new: str, expected: str) -> None:
    assert changed(html, old, new) == expected


@pytest.mark.parametrize(
    ("html", "old", "new"),
    [("<p>one</p><p>two</p>", "one\ntwo", "three"), ("<p>one</p>", "one", "two\nthree")],
)
def test_what_reaches_over_a_paragraph_is_refused(html: str, old: str, new: str) -> None:
    with pytest.raises(NotChangedError):
        changed(html, old, new)


@given(
    pieces=st.lists(
        st.sampled_from(["<b>", "</b>", "ab", "c", " ", "&amp;", "<i>x</i>", "ё"]), min_size=1, max_size=9
    ),
    words=st.text(alphabet="abё &<", max_size=6),
    data=st.data(),
)
def test_the_text_reads_as_it_should_or_is_refused(
    pieces: list[str], words: str, data: st.DataObject
) -> None:
    html = f"<p>q{''.join(pieces)}z</p>"
    text = canonical_text(html)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    try:
        result = with_words_changed(html, start=start, end=end, words=words)
    except NotChangedError:
        return

    assert "".join(canonical_text(result).split()) == "".join((text[:start] + words + text[end:]).split())
