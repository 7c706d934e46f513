"""What readers send is fit to be stored and shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.corrections.cleaning import suggested_words, told_words

HIDDEN = (
    "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\x00\x1b"
)


@pytest.mark.parametrize(
    ("sent", "suggested", "told"),
    [
        ("  the\n ferry ", "the ferry", "the\nferry"),
        ("exe\u202egpj.", "exegpj.", "exe⟨U+202E⟩gpj."),
        ("ad\u200bmin", "admin", "ad⟨U+200B⟩min"),
        ("10\u00a0km", "10\u00a0km", "10 km"),
        ("👩\u200d👧 می\u200cخواهم", "👩\u200d👧 می\u200cخواهم", "👩\u200d👧 می\u200cخواهم"),
        ("a \u200d\u200d b", "a b", "a ⟨U+200D⟩⟨U+200D⟩ b"),
        ("a\x00b\x1b[31m", "ab[31m", "ab[31m"),
        ("a\n\n\n\n\nb", "a b", "a\n\nb"),
    ],
)
def test_hidden_characters_are_gone_or_shown(sent: str, suggested: str, told: str) -> None:
    assert (suggested_words(sent), told_words(sent)) == (suggested, told)


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(HIDDEN)), max_size=200))
def test_nothing_hidden_is_left(text: str) -> None:
    for cleaned in (suggested_words(text), told_words(text)):
        assert not set(cleaned) & set(HIDDEN)
        assert not any("\ud800" <= character <= "\udfff" for character in cleaned)
    assert "\n" not in suggested_words(text)
