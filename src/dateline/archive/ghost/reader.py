"""The door to Ghost exports: files in, documents out, in two passes and flat memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path

from dateline.archive.ghost.posts import read_post
from dateline.archive.ghost.redirects import is_redirects, read_redirects
from dateline.archive.ghost.tables import OPENED, Tables, read_tables
from dateline.archive.parsing.json_items import Items
from dateline.archive.parsing.sources import Source, sources_in
from dateline.archive.records import Document, Problem

SUFFIXES = frozenset((".json", ".yaml", ".yml", ".gz"))


def read_exports(paths: Iterable[Path], *, zone: tzinfo) -> Iterator[Document]:
    """Yield posts and pages as they come, then redirects, and one document with the lists of the old site.

    A break in a file is named by a document of its own; what was whole before comes in. Never raises for what
    is in a file.
    """
    sources = list(sources_in(paths, suffixes=SUFFIXES))
    exports = [source for source in sources if source.problem is None and not is_redirects(source.name)]
    tables = read_tables(exports)
    with closing(tables):
        for source in sources:
            if source.problem is not None:
                yield Document(file=source.name, errors=(source.problem,))
            elif is_redirects(source.name):
                yield from read_redirects(source)
            else:
                yield from _posts(source, tables=tables, zone=zone)
        if tables.authors or tables.tags:
            people = tuple(tables.authors.values())
            lists = tuple(dict.fromkeys(tables.lists()))
            yield Document(
                file=exports[0].name, document=0, kind="list", id="lists", lists=lists, people=people
            )


def _posts(source: Source, *, tables: Tables, zone: tzinfo) -> Iterator[Document]:
    items = Items(source, opens=OPENED)
    number = 0
    for path, value in items:
        if not (path == "posts" or path.endswith("/posts")):
            continue
        number += 1
        if not isinstance(value, dict):
            told = Problem("posts", "this is no post", "an object with title and text")
            yield Document(file=source.name, document=number, errors=(told,))
            continue
        document = replace(read_post(value, tables=tables, zone=zone), file=source.name, document=number)
        yield _once(document, tables)
    for problem in items.problems:
        number += 1
        yield Document(file=source.name, document=number, errors=(problem,))


def _once(document: Document, tables: Tables) -> Document:
    if not document.id:
        return document
    earlier = tables.seen_before(document.id, f"document {document.document} of {document.file}")
    if earlier is None:
        return document
    told = Problem("id", f"{document.id} is {earlier} already", "each id once")
    return replace(document, errors=(*document.errors, told))
