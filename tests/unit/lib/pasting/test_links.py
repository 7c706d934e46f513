"""Addresses as they are pasted: cleaned, recognized, or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lib.pasting.links import clean_link, embed_address, provider_of


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("https://x.example/a?id=7&utm_source=mail&UTM_Medium=x", "https://x.example/a?id=7"),
        ("https://x.example/a?fbclid=1#part", "https://x.example/a#part"),
        ("https://x.example/a#:~:text=found%20here", "https://x.example/a"),
        ("https://www.google.com/url?q=https://x.example/a%3Futm_source%3Dx&sa=D", "https://x.example/a"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fx.example%2F&h=AT0", "https://x.example/"),
        ("https://www.google.com/search?q=ferry", "https://www.google.com/search?q=ferry"),
        ("HTTPS://x.example/привет", "https://x.example/%D0%BF%D1%80%D0%B8%D0%B2%D0%B5%D1%82"),
        ("mailto:desk@x.example", "mailto:desk@x.example"),
        ("tel:+4912345", "tel:+4912345"),
        ("https://x.example/\n a", "https://x.example/a"),
        ("https://x.example/?q=a%26b&c", "https://x.example/?q=a%26b&c"),
    ],
)
def test_address_is_kept_without_what_follows_readers(pasted: str, kept: str) -> None:
    assert clean_link(pasted) == kept
    assert clean_link(kept) == kept


@pytest.mark.parametrize(
    "pasted",
    [
        *(
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "file:///C:/a",
        ),
        *(
            "#_ftn1",
            "",
            "about:blank",
            "/relative",
            "https://",
            "https://[",
            "//x.example/",
            "ftp://x.example/",
        ),
        f"https://x.example/{'a' * 2000}",
    ],
)
def test_what_is_no_address_of_the_web_is_none(pasted: str) -> None:
    assert clean_link(pasted) == ""


@given(
    st.text(max_size=80), st.sampled_from(["", "https://", "https://x.example/", "mailto:", "javascript:"])
)
def test_any_text_is_an_address_or_none(text: str, before: str) -> None:
    cleaned = clean_link(before + text)

    assert cleaned == "" or cleaned.startswith(("http://", "https://", "mailto:", "tel:"))
    assert not set(cleaned) & set("\"'<>` \n\t") - {"'"}


@pytest.mark.parametrize(
    ("pasted", "provider", "address"),
    [
        (
            "https://www.youtube.com/watch?v=abcdefghijk&feature=share",
            "YouTube",
            "https://www.youtube.com/watch?v=abcdefghijk",
        ),
        (
            "//www.youtube-nocookie.com/embed/abcdefghijk?rel=0",
            "YouTube",
            "https://www.youtube.com/watch?v=abcdefghijk",
        ),
        ("https://player.vimeo.com/video/12345?h=1", "Vimeo", "https://vimeo.com/12345"),
        ("http://t.me/harbor/12", "Telegram", "https://t.me/harbor/12"),
    ],
)
def test_what_providers_show_is_an_embed(pasted: str, provider: str, address: str) -> None:
    assert embed_address(pasted) == address
    assert provider_of(address) == provider


@pytest.mark.parametrize(
    "pasted", ["https://x.example/watch?v=1", "https://youtube.com.evil.example/watch?v=1", ""]
)
def test_other_pages_are_no_embeds(pasted: str) -> None:
    assert embed_address(pasted) == ""
