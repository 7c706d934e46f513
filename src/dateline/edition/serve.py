"""Turn a stored page and request headers into an answer, by RFC 9110, without touching anything else.

The headers of each encoding are put together once, when the page is stored.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from email.utils import formatdate
from typing import Any, NamedTuple, Protocol

from dateline.edition.addresses import is_for_programs
from dateline.edition.negotiation import accepted_encodings, http_seconds, names_tag, single_range
from dateline.edition.page import EVERYTHING, StoredPage
from dateline.edition.surrogate import surrogate_names

BROWSERS = "max-age=0, must-revalidate"
DOWNSTREAM_SECONDS = 31_536_000
LONGEST_KEY_HEADER = 8_000
# For the way of an answer to a cache, and the least that is worth keeping there.
ON_THE_WAY_SECONDS = 10.0
SHORTEST_DOWNSTREAM_SECONDS = 60.0
MOST_REMEMBERED_HEADERS = 64


class RequestHeaders(Protocol):
    """What a request's headers can be asked; names in lower case."""

    def __contains__(self, key: str, /) -> bool: ...

    def get(self, key: str, default: Any = None, /) -> Any: ...


class Answer(NamedTuple):
    """What goes back over the wire."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


class Form:
    """One encoding of a page with its headers, before and after Last-Modified may be told."""

    __slots__ = ("answer", "body", "etag", "young_answer")

    def __init__(self, servable: Servable, encoding: str, body: bytes) -> None:
        page = servable.page
        suffix = {"identity": "", "gzip": "-gz", "br": "-br"}[encoding]
        self.etag = f'"{page.bodies.digest}{suffix}"'
        self.body = body
        headers = [*page.headers, ("etag", self.etag), ("vary", "accept-encoding")]
        if encoding != "identity":
            headers.append(("content-encoding", encoding))
        if page.status == 200:
            headers.append(("accept-ranges", "bytes"))
        headers.extend(servable.cache_headers)
        self.young_answer = Answer(page.status, headers, body)
        self.answer = Answer(page.status, [*headers, ("last-modified", servable.last_modified)], body)


class Servable:
    """A page ready to be served: mutable only in whether it may be (`ok`), which the store decides.

    ``asked`` counts those who got it at once, roughly. ``is_read`` says that it is a page for people,
    ``is_keyed`` that whoever brings a key is answered by Django.
    """

    __slots__ = (
        "_forms",
        "asked",
        "by_header",
        "cache_headers",
        "is_keyed",
        "is_read",
        "last_modified",
        "modified",
        "ok",
        "outdated",
        "page",
        "until",
    )

    def __init__(self, page: StoredPage, *, downstream: bool, outdated: bool = False) -> None:
        self.page = page
        self.asked = 0
        self.is_read = page.status == 200 and any(
            name == "content-type" and value.startswith("text/html") for name, value in page.headers
        )
        self.is_keyed = is_for_programs(page.address)
        self.ok = not outdated
        self.outdated = outdated
        self.until = page.good_until if page.good_until is not None else math.inf
        # Rounded up and told only afterwards: two versions within one second never share a date that
        # anybody was told (the weakness of RFC 9110 section 8.8.2.2).
        self.modified = math.ceil(page.changed_at)
        self.last_modified = formatdate(self.modified, usegmt=True)
        age = None
        if downstream:
            now = time.time()
            age = downstream_seconds(self.until, now)
            # After that, the age that caches were told would lead past the page's end; it is told anew.
            self.until = min(self.until, now + age) if age and page.good_until is not None else self.until
        self.cache_headers = _cache_headers(page, age)
        bodies = page.bodies
        kept = {"identity": bodies.identity, "gzip": bodies.gzip, "br": bodies.brotli}
        self._forms = {name: Form(self, name, body) for name, body in kept.items() if body is not None}
        self.by_header: dict[str | None, Form] = {}

    def form_for(self, accept_encoding: str | None) -> Form:
        """Return the best form for an Accept-Encoding header; identity when nothing else is acceptable."""
        header = accept_encoding or ""
        form = self.by_header.get(header)
        if form is None:
            names = accepted_encodings(header)
            form = next((self._forms[name] for name in names if name in self._forms), self._forms["identity"])
            if len(self.by_header) < MOST_REMEMBERED_HEADERS and len(header) < 100:
                self.by_header[header] = form
        return form


def answer_for(servable: Servable, headers: RequestHeaders, now: float) -> Answer:
    """Return the full, partial or conditional answer to a GET or HEAD."""
    form = servable.form_for(headers.get("accept-encoding"))
    full = form.answer if now >= servable.modified else form.young_answer
    if servable.page.status != 200:
        return full
    if "if-none-match" in headers:
        if names_tag(headers.get("if-none-match") or "", form.etag):
            return _not_modified(full)
    elif "if-modified-since" in headers and now >= servable.modified:
        since = http_seconds(headers.get("if-modified-since") or "")
        if since is not None and servable.modified <= since <= now:
            return _not_modified(full)
    if "range" in headers:
        return _partial(servable, form, full, headers)
    return full


def with_headers(answer: Answer, *extra: tuple[str, str]) -> Answer:
    """Return the answer with more headers, leaving the shared one alone."""
    return Answer(answer.status, [*answer.headers, *extra], answer.body)


def downstream_seconds(until: float, now: float) -> int:
    """Return how long caches in front may keep a page that ends at a moment: half of the time that is left.

    Whoever fetches it before that half is over, and keeps it for as long, has it until its end at most.
    """
    half = (until - now) / 2 - ON_THE_WAY_SECONDS
    return int(min(half, DOWNSTREAM_SECONDS)) if half >= SHORTEST_DOWNSTREAM_SECONDS else 0


def _cache_headers(page: StoredPage, age: int | None) -> list[tuple[str, str]]:
    """Return what caches are told; ``age`` is how long those in front may keep the page, None without any."""
    if any(name == "cache-control" for name, _ in page.headers):
        return []
    headers = [("cache-control", BROWSERS)]
    if age is None:
        return headers
    names = surrogate_names(page.keys)
    keys = " ".join(names)
    if not age or len(keys) > LONGEST_KEY_HEADER or EVERYTHING in page.keys:
        # What ends soon, has more keys than fit into a header, or every key, cannot be kept or purged. Such
        # pages are asked for each time.
        return [*headers, ("cdn-cache-control", "max-age=0"), ("surrogate-control", "max-age=0")]
    return [
        *headers,
        ("cdn-cache-control", f"max-age={age}, stale-if-error=86400"),
        ("surrogate-control", f"max-age={age}, stale-if-error=86400"),
        ("surrogate-key", keys),
        ("cache-tag", ",".join(names)),
    ]


_ABOUT_CONTENT: Callable[[str], bool] = frozenset(
    ("content-type", "content-encoding", "content-language", "content-length", "accept-ranges")
).__contains__


def _not_modified(full: Answer) -> Answer:
    return Answer(304, [header for header in full.headers if not _ABOUT_CONTENT(header[0])], b"")


def _partial(servable: Servable, form: Form, full: Answer, headers: RequestHeaders) -> Answer:
    condition = headers.get("if-range")
    if condition is not None and condition != form.etag and condition != _told_date(servable, full):
        return full
    length = len(form.body)
    asked = single_range(headers.get("range") or "", length)
    if asked is None:
        return full
    if isinstance(asked, bool):
        return Answer(416, [*_not_modified(full).headers, ("content-range", f"bytes */{length}")], b"")
    first, latest = asked
    content_range = ("content-range", f"bytes {first}-{latest}/{length}")
    return Answer(206, [*full.headers, content_range], form.body[first : latest + 1])


def _told_date(servable: Servable, full: Answer) -> str | None:
    return servable.last_modified if full.headers[-1][0] == "last-modified" else None


class HeaderMap:
    """Request headers from a mapping with names in lower case, for callers without a server."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self._headers = headers

    def __contains__(self, key: str, /) -> bool:
        return key in self._headers

    def get(self, key: str, default: Any = None, /) -> Any:
        return self._headers.get(key, default)
