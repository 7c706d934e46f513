"""Pasted pieces as blocks of a story's body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings

from dateline.lib.pasting.links import embed_address, provider_of
from dateline.lib.pasting.pieces import (
    HEADING,
    QUOTE,
    SOURCE,
    TEXT,
    Frame,
    Line,
    Pasted,
    Picture,
    Piece,
    Table,
    plain,
)
from dateline.lib.pasting.writing import rich_text
from dateline.publishing.choices import Status
from dateline.publishing.models import PublicAddress

LONGEST_SUBHEADING, LONGEST_QUOTE, LONGEST_SOURCE = 200, 600, 200
LONGEST_CAPTION, LONGEST_TABLE_CAPTION, LONGEST_URL = 600, 300, 2000
_MARKS = {"“": "”", "«": "»", "„": "“", '"': '"'}
Block = dict[str, Any]


def body_of(pasted: Pasted) -> list[Block]:
    """Return the blocks, as a body stores them, that the pieces become.

    Text and lists that follow each other become one block. A picture becomes an empty picture block: it opens
    and saves like any other, and the story is not published before somebody has filled or removed it.
    """
    pieces = [part for piece in pasted.pieces for part in _fitting(piece)]
    own = own_pages(run.href for piece in pieces if isinstance(piece, Line) for run in piece.runs)
    blocks: list[Block] = []
    for kind, group in groupby(pieces, key=_together):
        listed = list(group)
        if kind == "paragraph":
            lines = [piece for piece in listed if isinstance(piece, Line)]
            blocks.append({"type": kind, "value": rich_text(lines, link=lambda url: _opening(url, own))})
        elif isinstance(kind, int):
            blocks += _quotation([piece for piece in listed if isinstance(piece, Line)], own)
        else:
            blocks += [_block(piece) for piece in listed]
    return _joined(blocks)


def own_pages(addresses: Iterable[str]) -> dict[str, int]:
    """Return the pages of this paper among the addresses: links to them follow when they move."""
    paths = {address: path for address in addresses if address and (path := _own_path(address))}
    found = dict(
        PublicAddress.objects.filter(
            path__in=set(paths.values()), publication__status=Status.PUBLIC
        ).values_list("path", "publication__page_id")
    )
    return {address: found[path] for address, path in paths.items() if path in found}


def _own_path(address: str) -> str:
    parts, paper = urlsplit(address), urlsplit(settings.WAGTAILADMIN_BASE_URL)
    # What follows the path says more than the page: such a link stays what it is.
    if parts.netloc != paper.netloc or parts.query or parts.fragment:
        return ""
    return unquote(parts.path)


def _opening(url: str, own: dict[str, int]) -> str:
    if url in own:
        return f'<a linktype="page" id="{own[url]}">'
    return f'<a href="{url.replace("&", "&amp;")}">'


def _together(piece: Piece) -> str | int:
    """Return what a piece has in common with those that stand in the same block."""
    if isinstance(piece, Line):
        if piece.kind in (QUOTE, SOURCE):
            return piece.group
        return "subheading" if piece.kind == HEADING else "paragraph"
    return "other"


def _fitting(piece: Piece) -> list[Piece]:
    """Return the piece, or what it becomes because it is too long for its own kind or stands alone."""
    if not isinstance(piece, Line):
        return [piece]
    if not piece.text.strip():
        return []
    if piece.kind == HEADING and len(plain(piece.runs)) > LONGEST_SUBHEADING:
        return [Line(piece.runs, TEXT)]
    if piece.kind == TEXT and " " not in piece.text:
        url = embed_address(plain(piece.runs))
        # The address of an article is a link; only what a provider shows is set into the text.
        if url and len(url) <= LONGEST_URL:
            return [Frame(url)]
    return [piece]


def _quotation(lines: Sequence[Line], own: dict[str, int]) -> list[Block]:
    """Return a pull quote; running text when it is too long to be set large."""
    ends_with_source = len(lines) > 1 and lines[-1].kind == SOURCE
    said = lines[:-1] if ends_with_source else lines
    source = plain(lines[-1].runs).lstrip("—–-― ") if ends_with_source else ""
    words = "\n".join(plain(line.runs) for line in said)
    if len(words) > LONGEST_QUOTE or len(source) > LONGEST_SOURCE:
        html = rich_text([Line(line.runs) for line in lines], link=lambda url: _opening(url, own))
        return [{"type": "paragraph", "value": html}]
    return [{"type": "pull_quote", "value": {"quote": _unquoted(words), "attribution": source}}]


def _unquoted(words: str) -> str:
    """Return the words without the quotation marks around all of them: readers get the paper's own."""
    inner = words[1:-1]
    closing = _MARKS.get(words[:1])
    is_one = closing is not None and words[-1:] == closing and closing not in inner and words[:1] not in inner
    return inner.strip() if is_one and inner.strip() else words


def _block(piece: Piece) -> Block:
    match piece:
        case Line():
            return {"type": "subheading", "value": plain(piece.runs)}
        case Picture():
            return {"type": "picture", "value": {"picture": None, "caption": piece.caption[:LONGEST_CAPTION]}}
        case Frame():
            shown = {"provider": provider_of(piece.url), "url": piece.url, "title": piece.title}
            return {"type": "embed", "value": shown}
        case Table():
            return {"type": "table", "value": _table(piece)}


def _table(piece: Table) -> dict[str, Any]:
    table = {
        "data": piece.rows,
        "cell": [],
        "mergeCells": [],
        "first_row_is_table_header": piece.has_header,
        "first_col_is_header": False,
        "table_caption": "",
        "table_header_choice": "row" if piece.has_header else "neither",
    }
    return {"caption": piece.caption[:LONGEST_TABLE_CAPTION], "table": table}


def _joined(blocks: list[Block]) -> list[Block]:
    """Return the blocks with running text that follows running text in one block."""
    joined: list[Block] = []
    for block in blocks:
        if joined and block["type"] == joined[-1]["type"] == "paragraph":
            joined[-1] = {"type": "paragraph", "value": joined[-1]["value"] + block["value"]}
        else:
            joined.append(block)
    return joined
