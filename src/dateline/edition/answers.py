"""The few answers that the front gives by itself: plain, short and belonging to no paper."""

from __future__ import annotations

from dateline.edition.serve import Answer

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>{title}</title>
<style>body{{font:1.1rem/1.5 serif;max-width:32rem;margin:15vh auto;padding:0 1rem}}</style>
<h1>{title}</h1><p>{text}</p></html>
"""


def plain_answer(status: int, title: str, text: str, *extra: tuple[str, str]) -> Answer:
    """Return a small page that nobody keeps."""
    headers = [
        ("content-type", "text/html; charset=utf-8"),
        ("cache-control", "no-store"),
        ("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'"),
        ("x-content-type-options", "nosniff"),
    ]
    return Answer(status, [*headers, *extra], PAGE.format(title=title, text=text).encode())


UNAVAILABLE = plain_answer(
    503,
    "This page cannot be shown just now",
    "Something behind it is not answering. Pages that were read before still work; this one will be back as "
    "soon as we are. Please try again in a moment.",
    ("retry-after", "5"),
)
LIMITED = plain_answer(
    503,
    "Too many unknown pages were asked for",
    "We answer requests for pages that we do not know only so many times a second. Please try again in a "
    "moment.",
    ("retry-after", "1"),
)
TOO_LARGE = plain_answer(413, "This is too large", "What you are sending is larger than we can take.")
FAILED = plain_answer(500, "Something went wrong", "We have noted it. Please try again later.")
BAD = {
    400: plain_answer(400, "This address is malformed", "Please check it for characters that do not belong."),
    404: plain_answer(404, "There is no such page", "Please check the address."),
    414: plain_answer(414, "This address is too long", "No page of ours has an address as long as this."),
}
