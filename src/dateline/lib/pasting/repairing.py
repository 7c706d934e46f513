"""Stored rich text that is not well formed, written anew with every word of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from dateline.lib.pasting.pieces import HEADING, ITEM, TEXT, Line, Piece, Run, Table, plain
from dateline.lib.pasting.reading import read_html
from dateline.lib.pasting.writing import rich_text

_LINK = re.compile(r"<a\b[^<>]*>", re.IGNORECASE)
_TYPE = re.compile(r"""\blinktype\s*=\s*["']?(\w+)""", re.IGNORECASE)
_ID = re.compile(r"""\bid\s*=\s*["']?(\d{1,18})\b""", re.IGNORECASE)
# Stands for a link to a page of our own while the text is read; no such host can exist.
_OWN = "https://page.invalid/"


def repaired(html: str, *, headings: Sequence[str] = ()) -> str:
    """Return well-formed rich text with the words of the HTML, its links, lists, bold and italic.

    ``headings`` are the tags of headings that the text may have; others become bold paragraphs. Pictures and
    frames of other sites are left out: they have no words, and readers never saw them.
    """
    lines = [line for piece in read_html(_LINK.sub(_named, html)).pieces for line in _lines(piece)]
    parts = []
    for is_heading, group in groupby(lines, key=lambda line: line.kind == HEADING and bool(headings)):
        listed = list(group)
        if is_heading:
            inner = (rich_text([Line(line.runs)], link=_opening) for line in listed)
            parts += [re.sub(r"^<p>(.*)</p>$", rf"<{headings[0]}>\1</{headings[0]}>", one) for one in inner]
        else:
            parts.append(rich_text(listed, link=_opening))
    return "".join(parts)


def _lines(piece: Piece) -> list[Line]:
    if isinstance(piece, Line):
        return [piece if piece.kind in (TEXT, ITEM, HEADING) else Line(piece.runs)]
    if isinstance(piece, Table):
        rows = [" ".join(cell for cell in row if cell) for row in piece.rows]
        return [Line([Run(text)]) for text in (piece.caption, *rows) if text]
    caption = getattr(piece, "caption", "")
    return [Line([Run(caption)])] if caption and plain([Run(caption)]) else []


def _named(link: re.Match[str]) -> str:
    kind, page = _TYPE.search(link[0]), _ID.search(link[0])
    if kind is None:
        return link[0]
    return f'<a href="{_OWN}{page[1]}">' if kind[1].lower() == "page" and page else "<a>"


def _opening(url: str) -> str:
    if url.startswith(_OWN):
        return f'<a linktype="page" id="{url.removeprefix(_OWN)}">'
    return f'<a href="{url.replace("&", "&amp;")}">'
