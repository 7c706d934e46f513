"""The door to ninjs: single items, arrays, JSON Lines and the answers of news interfaces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path
from typing import Any

from dateline.archive.ninjs.item import read_item
from dateline.archive.parsing.json_items import Items, lines_of
from dateline.archive.parsing.seen import Seen
from dateline.archive.parsing.sources import Source, sources_in
from dateline.archive.records import Document, Problem

SUFFIXES = frozenset((".json", ".ninjs", ".jsonl", ".ndjson", ".gz"))
_HOLDERS = frozenset(("", "items", "_items", "results", "data", "hits"))


def read_items(paths: Iterable[Path], *, zone: tzinfo) -> Iterator[Document]:
    """Yield one record per item; a break in a file is named by a record of its own."""
    seen = Seen()
    for source in sources_in(paths, suffixes=SUFFIXES):
        if source.problem is not None:
            yield Document(file=source.name, errors=(source.problem,))
            continue
        problems: list[Problem] = []
        number = 0
        for value in _values(source, problems):
            number += 1
            yield seen.marked(replace(_document(value, zone), file=source.name, document=number))
        for problem in problems:
            number += 1
            yield Document(file=source.name, document=number, errors=(problem,))


def _values(source: Source, problems: list[Problem]) -> Iterator[Any]:
    """A file is one item, or holds a list of them."""
    if source.name.removesuffix(".gz").endswith((".jsonl", ".ndjson")):
        yield from lines_of(source, problems)
        return
    items = Items(source)
    single: dict[str, Any] = {}
    for path, value in items:
        if path in _HOLDERS and (isinstance(value, dict) or path in items.listed):
            yield value
        elif path:
            _put(single, path, value, is_list=path in items.listed)
    problems.extend(items.problems)
    if any(name in single for name in ("uri", "headline", "headlines", "body_html", "body_text")):
        yield single


def _put(holder: dict[str, Any], path: str, value: Any, *, is_list: bool) -> None:
    *above, name = path.split("/")
    for each in above:
        below = holder.setdefault(each, {})
        if not isinstance(below, dict):
            return
        holder = below
    if is_list:
        held = holder.setdefault(name, [])
        if isinstance(held, list):
            held.append(value)
    else:
        holder[name] = value


def _document(value: Any, zone: tzinfo) -> Document:
    if not isinstance(value, dict):
        told = Problem("item", f"this is no item: {str(value)[:60]}", "an object with uri and headline")
        return Document(file="", errors=(told,))
    kind = str(value.get("type") or "text")
    if kind in ("picture", "graphic", "video", "audio") and not value.get("body_html"):
        return Document(
            file="", kind="list", id=str(value.get("uri") or ""), unmapped=(f"an item of the type {kind}",)
        )
    return read_item(value, zone=zone)
