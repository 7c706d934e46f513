"""The door to feeds: saved files in, documents out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path

import feedparser

from dateline.archive.feed.entries import read_entry
from dateline.archive.parsing.addresses import address_of
from dateline.archive.parsing.charsets import decode, without_controls
from dateline.archive.parsing.seen import Seen
from dateline.archive.parsing.sources import Source, sources_in
from dateline.archive.parsing.trees import plain
from dateline.archive.parsing.xml_items import declared_encoding, without_doctype
from dateline.archive.records import Document, OldList, Problem

SUFFIXES = frozenset((".xml", ".rss", ".rdf", ".atom", ".gz", ""))
LARGEST = 256_000_000
"""Bytes of one feed; they are read whole."""


def read_feeds(paths: Iterable[Path], *, zone: tzinfo) -> Iterator[Document]:
    """Yield one record per entry, and one per file with the address of the feed and of its site."""
    seen = Seen()
    for source in sources_in(paths, suffixes=SUFFIXES):
        for document in _documents(source, zone=zone):
            yield seen.marked(document)


def _documents(source: Source, *, zone: tzinfo) -> Iterator[Document]:
    data, broken = (b"", source.problem) if source.problem else source.read(LARGEST)
    problems = [broken] if broken else []
    decoded = decode(data, declared=declared_encoding(data[:400]))
    text = re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", without_controls(decoded.text))
    clean = without_doctype(text.encode("utf-8"), problems)
    # feedparser takes what is said of a picture for what is said of the story.
    clean = re.sub(rb"<(/?)media:(description|title)\b", rb"<\1media:its\2", clean)
    try:
        feed = feedparser.parse(
            io.BytesIO(clean),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError) as error:
        told = Problem("file", f"this is no feed: {error}", "RSS or Atom")
        yield Document(file=source.name, errors=(*problems, told))
        return
    whole = len(re.findall(rb"</(?:\w+:)?(?:item|entry)\s*>", clean))
    entries = feed.entries[:whole]
    base, language = address_of(feed.feed.get("link")), feed.feed.get("language") or None
    for number, entry in enumerate(entries, start=1):
        document = read_entry(entry, zone=zone, base=base, language=language)
        yield replace(document, file=source.name, document=number, encoding=decoded.encoding)
    problems.extend(_problems(feed, is_cut=len(feed.entries) > whole, is_empty=not data.strip()))
    for number, problem in enumerate(problems, start=len(entries) + 1):
        yield Document(file=source.name, document=number, errors=(problem,))
    lists = tuple(_lists(feed))
    if lists:
        yield Document(file=source.name, document=0, kind="list", id="lists", lists=lists)


def _problems(feed: feedparser.FeedParserDict, *, is_cut: bool, is_empty: bool) -> Iterator[Problem]:
    if is_empty:
        yield Problem("file", "the file is empty", "RSS or Atom")
    elif is_cut:
        yield Problem(
            "the end of the file", "the file breaks off in the middle of an entry", "the whole feed"
        )
    elif not feed.entries and not feed.get("version"):
        yield Problem("file", "this is no feed", "RSS or Atom")
    elif feed.get("bozo") and hasattr(feed.get("bozo_exception"), "getLineNumber"):
        error = feed["bozo_exception"]
        yield Problem(f"line {error.getLineNumber()}", f"the XML is damaged: {error.getMessage()}", "XML")


def _lists(feed: feedparser.FeedParserDict) -> Iterator[OldList]:
    name = plain(str(feed.feed.get("title") or ""))
    for link in feed.feed.get("links") or []:
        address = address_of(link.get("href"))
        if address and link.get("rel") == "self":
            yield OldList("feed", name, address)
    site = address_of(feed.feed.get("link"))
    if site:
        is_front = re.fullmatch(r"https?://[^/]+/?", site) is not None
        yield OldList("front" if is_front else "section", name, site)
