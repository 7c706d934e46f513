"""Request headers are read by the letter of RFC 9110, and malformed ones count as absent."""

import pytest

from dateline.edition.negotiation import accepted_encodings, http_seconds, names_tag, single_range


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", ("identity",)),
        ("gzip, deflate, br, zstd", ("br", "gzip", "identity")),
        ("gzip;q=1.0, br;q=0.5", ("gzip", "br", "identity")),
        ("br;q=0, gzip", ("gzip", "identity")),
        ("*", ("br", "gzip", "identity")),
        ("*;q=0", ()),
        ("identity;q=0, gzip", ("gzip",)),
        ("identity, br;q=0.2", ("identity", "br")),
        ("X-GZIP", ("gzip", "identity")),
        ("br;q=nan, gzip;q=7", ("identity",)),
        (",;;,=", ("identity",)),
    ],
)
def test_encodings_in_order_of_preference(header: str, expected: tuple[str, ...]) -> None:
    assert accepted_encodings(header) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ('"abc"', True), ('W/"abc"', True), ('"x", "abc"', True), ("*", True), ('"abcd"', False),
        ("abc", False), ('"x, "abc', False), ("", False),
    ],
)  # fmt: skip
def test_tag_named_by_weak_comparison(header: str, expected: bool) -> None:
    assert names_tag(header, '"abc"') is expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-4", (0, 4)), ("bytes=5-", (5, 9)), ("bytes=-3", (7, 9)), ("bytes=0-99", (0, 9)),
        ("bytes=-99", (0, 9)), ("bytes=10-", False), ("bytes=-0", False), ("bytes=4-2", None),
        ("bytes=1-2,4-5", None), ("lines=1-2", None), ("bytes=-", None), ("bytes=٣-٤", None),
    ],
)  # fmt: skip
def test_single_range(header: str, expected: object) -> None:
    assert single_range(header, 10) == expected


@pytest.mark.parametrize("header", ["", "yesterday", "Mon, 99 Foo 2026 99:99:99 GMT", "1" * 100, "0"])
def test_no_date_counts_as_absent(header: str) -> None:
    assert http_seconds(header) is None


def test_date_is_read() -> None:
    assert http_seconds("Thu, 01 Jan 1970 00:01:00 GMT") == 60
