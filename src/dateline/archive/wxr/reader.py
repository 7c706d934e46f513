"""The door to WordPress exports: files in, documents out, in two passes and flat memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path

from dateline.archive.parsing.addresses import address_of
from dateline.archive.parsing.sources import Source, sources_in
from dateline.archive.records import Document, Problem
from dateline.archive.wxr.items import Item, items_of
from dateline.archive.wxr.posts import SKIPPED, read_post
from dateline.archive.wxr.site import Site, read_site

SUFFIXES = frozenset((".xml", ".wxr", ".gz", ""))


def read_exports(paths: Iterable[Path], *, zone: tzinfo) -> Iterator[Document]:
    """Yield posts, pages and redirects as they come, then one document with the lists of the old site.

    Large exports are cut into several files, so all of them are one site. What breaks off is named by a
    document of its own at the end of its file; what was whole comes in. Never raises for what is in a file.
    """
    sources = list(sources_in(paths, suffixes=SUFFIXES))
    site = read_site(source for source in sources if source.problem is None)
    with closing(site.store):
        for source in sources:
            yield from _documents(source, site=site, zone=zone)
        lists = tuple(dict.fromkeys(site.lists()))
        if sources and site.base and lists:
            people = tuple(dict.fromkeys(site.authors.values()))
            yield Document(
                file=sources[0].name, document=0, kind="list", id="lists", lists=lists, people=people
            )


def _documents(source: Source, *, site: Site, zone: tzinfo) -> Iterator[Document]:
    if source.problem is not None:
        yield Document(file=source.name, errors=(source.problem,))
        return
    problems: list[Problem] = []
    number = 0
    for item in items_of(source, problems):
        if item.kind != "item":
            continue
        document = _document(item, site=site, zone=zone)
        if document is None:
            continue
        number += 1
        yield _once(replace(document, file=source.name, document=number), item=item, site=site)
    for problem in problems:
        number += 1
        yield Document(file=source.name, document=number, errors=(problem,))


def _document(item: Item, *, site: Site, zone: tzinfo) -> Document | None:
    kind = item.get("post_type")
    if kind == "redirect_rule":
        origin = item.meta.get("_redirect_rule_from", "")
        target = address_of(item.meta.get("_redirect_rule_to"), base=f"{site.base}/")
        return _redirect(address_of(origin, base=f"{site.base}/"), target=target, item=item)
    if kind == "attachment":
        parent = (
            site.store.post(item.get("post_parent")) if item.get("post_parent") not in ("", "0") else None
        )
        return _redirect(
            address_of(item.get("link")), target=address_of(parent[0] if parent else ""), item=item
        )
    if kind in SKIPPED or kind.startswith(("acf-", "wp_", "elementor")):
        return None
    try:
        document = read_post(item, site=site, zone=zone)
    except RecursionError:
        told = Problem("content", "the markup is nested too deep", "a story that people wrote")
        return Document(file="", id=item.id, headline=item.get("title") or None, errors=(told,))
    if kind not in ("post", "page", ""):
        document = replace(document, unmapped=(*document.unmapped, f"post type {kind}"))
    return document


def _redirect(address: str, *, target: str, item: Item) -> Document | None:
    """A picture had a page of its own that led nowhere else; its story is where it belongs."""
    if not address or not target or address.partition("?")[0] == target:
        return None
    if item.get("post_type") == "attachment" and item.get("attachment_url") == address:
        return None
    return Document(file="", kind="redirect", id=f"redirect:{item.id}", address=address, target=target)


def _once(document: Document, *, item: Item, site: Site) -> Document:
    if not item.id or document.kind == "redirect":
        return document
    earlier = site.store.seen_before(item.id, document=document.document, file=document.file)
    if earlier is None:
        return document
    told = Problem(
        "wp:post_id", f"{item.id} is document {earlier[0]} of {earlier[1]} already", "each number once"
    )
    return replace(document, errors=(*document.errors, told))
