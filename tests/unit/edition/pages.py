"""Pages to store in tests."""

from typing import Any

from dateline.edition.page import StoredPage, compressed_bodies


def made_page(address: str = "/", **changes: Any) -> StoredPage:
    body = changes.pop("body", b"<p>text</p>" * 100)
    known: dict[str, Any] = {
        "address": address,
        "status": 200,
        "headers": (("content-type", "text/html; charset=utf-8"),),
        "bodies": compressed_bodies(body, content_type="text/html", brotli_quality=1),
        "keys": frozenset({"k"}),
        "as_of": 1,
        "rendered_at": 1000.0,
        "changed_at": 1000.5,
        "good_until": None,
        "generation": "1",
    }
    return StoredPage(**known | changes)
