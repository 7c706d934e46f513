"""Put an element around words of a piece of HTML that are known by their place in its canonical text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lib.canonical_text import text_map

_TAG = re.compile(r"(<(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>)")


def with_marks(html: str, marks: Sequence[tuple[int, int, str]], *, close: str) -> str:
    """Return the HTML with an element around each range: (start, end, opening tag).

    Words that cross a tag of the source get an element on each side of it. Of ranges that overlap the first
    in the list stays.
    """
    source = text_map(html)
    taken: list[tuple[int, int, str]] = []
    for start, end, opening in marks:
        is_inside = 0 <= start < end <= len(source.text)
        if is_inside and all(end <= other[0] or start >= other[1] for other in taken):
            taken.append((start, end, opening))
    for start, end, opening in sorted(taken, reverse=True):
        first = source.ends[start - 1] if start else 0
        last = source.ends[end - 1]
        inside = "".join(_around(piece, opening, close) for piece in _TAG.split(html[first:last]))
        html = html[:first] + inside + html[last:]
    return html


def _around(piece: str, opening: str, close: str) -> str:
    words = piece.strip()
    if not words or piece.startswith("<"):
        return piece
    before = piece[: len(piece) - len(piece.lstrip())]
    after = piece[len(piece.rstrip()) :]
    return f"{before}{opening}{words}{close}{after}"
