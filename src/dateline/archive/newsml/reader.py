"""The door to NewsML-G2 and NITF: single items, messages and packages; pictures find their stories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from pathlib import Path

from dateline.archive.newsml.item import below, kind_of, picture_of, read_item
from dateline.archive.parsing.seen import Seen
from dateline.archive.parsing.sources import Source, sources_in
from dateline.archive.parsing.trees import Element
from dateline.archive.parsing.xml_items import elements, local
from dateline.archive.records import Document, OldPicture, Problem

SUFFIXES = frozenset((".xml", ".nitf", ".newsml", ".gz"))


@dataclass(slots=True)
class _Index:
    """Pictures by their guid, and which of them a story's package or links put beside it."""

    pictures: dict[str, OldPicture] = field(default_factory=dict)
    beside: dict[str, list[str]] = field(default_factory=dict)

    def of(self, guid: str) -> tuple[OldPicture, ...]:
        """Return the pictures of a story."""
        return tuple(self.pictures[each] for each in self.beside.get(guid, ()) if each in self.pictures)

    def take(self, item: Element) -> None:
        """Keep what an item says about pictures."""
        name = local(item.tag)
        if name == "newsItem" and kind_of(item) in ("picture", "graphic"):
            picture = picture_of(item)
            if picture is not None:
                self.pictures[item.get("guid") or ""] = picture
        elif name == "newsItem":
            links = [each.get("residref") or "" for each in below(item, "link")]
            self.beside.setdefault(item.get("guid") or "", []).extend(filter(None, links))
        elif name == "packageItem":
            for group in below(item, "group"):
                inside = [each.get("residref") or "" for each in group if local(each.tag) == "itemRef"]
                for guid in inside:
                    self.beside.setdefault(guid, []).extend(each for each in inside if each != guid)


def read_news(paths: Iterable[Path], *, zone: tzinfo) -> Iterator[Document]:
    """Yield one record per story; packages and pictures are parts of stories, and no stories."""
    sources = list(sources_in(paths, suffixes=SUFFIXES))
    index = _Index()
    ignored: list[Problem] = []
    for source in sources:
        if source.problem is None:
            for item in _items(source, ignored):
                index.take(item)
        ignored.clear()
    seen = Seen()
    for source in sources:
        yield from _documents(source, index=index, seen=seen, zone=zone)


def _items(source: Source, problems: list[Problem]) -> Iterator[Element]:
    depth = 2 if b"<newsMessage" in source.head() or b":newsMessage" in source.head() else 0
    for item in elements(source, depth=depth, problems=problems):
        if local(item.tag) in ("newsItem", "packageItem", "nitf"):
            yield item


def _documents(source: Source, *, index: _Index, seen: Seen, zone: tzinfo) -> Iterator[Document]:
    if source.problem is not None:
        yield Document(file=source.name, errors=(source.problem,))
        return
    problems: list[Problem] = []
    number = 0
    for item in _items(source, problems):
        if local(item.tag) == "packageItem" or kind_of(item) in ("picture", "graphic", "composite"):
            continue
        number += 1
        document = read_item(item, zone=zone, pictures=index.of(item.get("guid") or ""))
        yield seen.marked(replace(document, file=source.name, document=number))
    for problem in problems:
        number += 1
        yield Document(file=source.name, document=number, errors=(problem,))
