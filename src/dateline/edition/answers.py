"""The few answers that the front gives by itself: plain and short.

Those that readers may really see are made by the paper, in its language, before they are needed: by then
nothing may work that they are made with.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from dateline.edition.serve import Answer

logger = logging.getLogger(__name__)

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>{title}</title>
<style>body{{font:1.1rem/1.5 serif;max-width:32rem;margin:15vh auto;padding:0 1rem}}</style>
<h1>{title}</h1><p>{text}</p></html>
"""
SAFE = [
    ("content-type", "text/html; charset=utf-8"),
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
]
POLICY = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; frame-ancestors 'none'"
Maker = Callable[[str], str]

_makers: list[Maker] = []
_standing: dict[str, Answer] = {}


def plain_answer(status: int, title: str, text: str, *extra: tuple[str, str]) -> Answer:
    """Return a small page that nobody keeps."""
    headers = [*SAFE, ("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'")]
    return Answer(status, [*headers, *extra], PAGE.format(title=title, text=text).encode())


# What may stand for a page: "unavailable" because the database is away, "limited" because too many unknown
# pages are asked for, "failed" for a fault of ours.
PLAIN = {
    "unavailable": plain_answer(
        503,
        "This page cannot be shown just now",
        "Something behind it is not answering. Pages that were read before still work; this one will be "
        "back as soon as we are. Please try again in a moment.",
        ("retry-after", "5"),
    ),
    "limited": plain_answer(
        503,
        "Too many unknown pages were asked for",
        "We answer requests for pages that we do not know only so many times a second. Please try again in a "
        "moment.",
        ("retry-after", "1"),
    ),
    "failed": plain_answer(500, "Something went wrong", "We have noted it. Please try again later."),
}


def register_standing(maker: Maker) -> None:
    """Register who makes the HTML of each of these pages, by its name."""
    if maker not in _makers:
        _makers.append(maker)


def make_standing() -> None:
    """Make them while everything works; one that cannot be made stays plain."""
    for name, plain in PLAIN.items():
        for maker in _makers:
            try:
                body = maker(name).encode()
            except Exception:
                logger.exception("edition.answer_not_made %s", name)
                continue
            kept = [header for header in plain.headers if header[0] != "content-security-policy"]
            _standing[name] = Answer(plain.status, [*kept, ("content-security-policy", POLICY)], body)


def standing(name: str) -> Answer:
    """Return the answer of this name."""
    return _standing.get(name) or PLAIN[name]


TOO_LARGE = plain_answer(413, "This is too large", "What you are sending is larger than we can take.")
SIGN_IN_FIRST = plain_answer(
    413,
    "Please sign in first",
    "What you are sending is larger than we take from somebody who is not signed in, or not any more. Sign "
    "in in another tab, come back here and send it again.",
)


def not_allowed(methods: str) -> Answer:
    """Return the answer to a method that an address does not know; ``methods`` are those that it does."""
    text = "Nothing can be sent to this address; it can only be read."
    return plain_answer(405, "This cannot be done here", text, ("allow", methods))


BAD = {
    400: plain_answer(400, "This address is malformed", "Please check it for characters that do not belong."),
    404: plain_answer(404, "There is no such page", "Please check the address."),
    414: plain_answer(414, "This address is too long", "No page of ours has an address as long as this."),
}
