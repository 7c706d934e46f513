"""Notes go in behind names and nothing else of the paragraph changes."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.entities.insertion import Note, insert_notes, insert_notes_in_text, place_after
from dateline.lib.canonical_text import canonical_text

SPAN = '<span class="legal-label"> (banned)</span>'


@pytest.mark.parametrize(
    ("html", "name", "expected"),
    [
        ("<p>The League said.</p>", "League", f"<p>The League{SPAN} said.</p>"),
        ("<p><b>League</b> said</p>", "League", f"<p><b>League</b>{SPAN} said</p>"),
        (
            '<p><a href="/x"><i>League</i></a>, he</p>',
            "League",
            f'<p><a href="/x"><i>League</i></a>{SPAN}, he</p>',
        ),
        ("<p><a>League of men</a></p>", "League", f"<p><a>League{SPAN} of men</a></p>"),
        ("<p>«Лига» заявила</p>", "Лига", f"<p>«Лига»{SPAN} заявила</p>"),
        ("<p>«<i>Лига</i>» заявила</p>", "Лига", f"<p>«<i>Лига</i>»{SPAN} заявила</p>"),
        ("<p>«„Лига“»</p>", "Лига", f"<p>«„Лига“»{SPAN}</p>"),
        ("<p>“League” said</p>", "League", f"<p>“League”{SPAN} said</p>"),
        ("<p>&ldquo;League&rdquo; said</p>", "League", f"<p>&ldquo;League&rdquo;{SPAN} said</p>"),
        ("<p>&quot;League&quot; said</p>", "League", f"<p>&quot;League&quot;{SPAN} said</p>"),
        ("<p>Men &amp; League &amp; x</p>", "League", f"<p>Men &amp; League{SPAN} &amp; x</p>"),
        ("<p>League-linked men</p>", "League", f"<p>League-linked{SPAN} men</p>"),
        ("<p>League- and other men</p>", "League", f"<p>League{SPAN}- and other men</p>"),
        ("<ul><li>a</li><li>League</li></ul>", "League", f"<ul><li>a</li><li>League{SPAN}</li></ul>"),
        ("<p>the\n  League</p>", "League", f"<p>the\n  League{SPAN}</p>"),
        ("<p>League</p><p>x</p>", "League", f"<p>League{SPAN}</p><p>x</p>"),
    ],
)
def test_a_note_stands_behind_the_name(html: str, name: str, expected: str) -> None:
    text = canonical_text(html)
    offset = place_after(text, text.index(name) + len(name))

    assert insert_notes(html, [Note(offset, "banned")]) == expected


def test_notes_at_one_place_share_their_brackets() -> None:
    html = insert_notes("<p>League</p>", [Note(6, "banned in A"), Note(6, "запрещена в Б", "ru")])

    assert canonical_text(html) == "League (banned in A; запрещена в Б)"
    assert '<span lang="ru">запрещена в Б</span>' in html


def test_notes_at_several_places_do_not_move_each_other() -> None:
    html = insert_notes("<p>League and <b>Union</b></p>", [Note(6, "one"), Note(16, "two")])

    assert canonical_text(html) == "League (one) and Union (two)"


def test_a_note_cannot_bring_markup() -> None:
    html = insert_notes("<p>League</p>", [Note(6, "<script>&\"'")])

    assert "<script>" not in html
    assert canonical_text(html) == "League (<script>&\"')"


def test_plain_text_takes_notes_too() -> None:
    assert insert_notes_in_text("«Лига» <x>", [Note(6, "a"), Note(6, "b")]) == "«Лига» (a; b) <x>"


words = st.text(alphabet="abcя«»“”’&<>\u00a0-", min_size=1, max_size=6)
wrappers = st.sampled_from(
    ["{}", "<b>{}</b>", '<a href="/?a=1&amp;b=2">{}</a>', "<i><b>{}</b></i>", "{}<br>"]
)


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.tuples(wrappers, words), min_size=1, max_size=8))
    inner = " ".join(wrapper.format(escape(word, quote=False)) for wrapper, word in pieces)
    return draw(st.sampled_from(["<p>{}</p>", "<ul><li>{}</li><li>x</li></ul>", "{}"])).format(inner)


class Balance(HTMLParser):
    """Counts tags that are open or closed in the wrong order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.wrong += not self.open or self.open.pop() != tag


@given(paragraphs(), st.data())
def test_a_note_changes_nothing_but_itself(html: str, data: st.DataObject) -> None:
    text = canonical_text(html)
    behind_something = [place for place in range(1, len(text) + 1) if text[place - 1] not in " \n"]
    offset = data.draw(st.sampled_from(behind_something))

    labeled = insert_notes(html, [Note(offset, "a <note> & more")])

    assert re.sub(r'<span class="legal-label">.*?</span>', "", labeled) == html
    assert canonical_text(labeled) == f"{text[:offset]} (a <note> & more){text[offset:]}"
    balance = Balance()
    balance.feed(labeled)
    assert (balance.open, balance.wrong) == ([], 0)
