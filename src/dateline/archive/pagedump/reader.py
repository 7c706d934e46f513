"""The door to page dumps: files in, one record per document out, in two passes and bounded memory."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from pathlib import Path

from dateline.archive.pagedump.articles import read_article
from dateline.archive.pagedump.furniture import Tally
from dateline.archive.pagedump.headlines import find_headline
from dateline.archive.pagedump.pages import Page, split_pages
from dateline.archive.pagedump.reading import Reading, read_dump
from dateline.archive.records import Document, Problem

MOST_LINES = 5_000
"""Lines of one file; a page has hundreds."""
MOST_COUNTED = 2_000
"""Pages whose lines are counted to learn what recurs."""
FILES_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Piece:
    """A document, the place of its file among all, and a digest by which the same page is known again."""

    document: Document
    place: int
    digest: bytes = b""


def read_page_dumps(paths: Iterable[Path], *, zone: tzinfo) -> Iterator[Document]:
    """Yield what each file holds, in order; never raises for what is in a file.

    The first pass over all files counts lines, so that those which recur on the pages of a paper are known as
    furniture in the second. A file that holds several documents yields several records.
    """
    files = paths if isinstance(paths, Sequence) else list(paths)
    return marked_dumps(read_share_of_dumps(files, zone=zone), files)


def read_share_of_dumps(
    files: Sequence[Path], *, zone: tzinfo, share: int = 0, of: int = 1
) -> Iterator[list[Piece]]:
    """Yield lists of what stands in every ``of``-th list of files; several processes can read one archive.

    Each learns the furniture from the same pages, so that all read alike.
    """
    tally = _counted(files) if len(files) > 2 else Tally()
    for start in range(share * FILES_AT_ONCE, len(files), of * FILES_AT_ONCE):
        end = min(start + FILES_AT_ONCE, len(files))
        yield [piece for place in range(start, end) for piece in _pieces(files[place], place, tally, zone)]


def marked_dumps(pieces: Iterable[list[Piece]], files: Sequence[Path]) -> Iterator[Document]:
    """Yield the documents of all shares, in order, those that were seen before with an error."""
    seen = _Seen(files)
    for some in pieces:
        for piece in some:
            yield seen.marked(piece)


def _pieces(path: Path, place: int, tally: Tally, zone: tzinfo) -> Iterator[Piece]:
    reading = read_dump(path)
    if not reading.text:
        yield Piece(Document(file=str(path), encoding=reading.encoding, errors=reading.problems), place)
        return
    for number, page in enumerate(_pages(reading), start=1):
        known = replace(page, recurring=tally.recurring(page.counts))
        dump = read_article(known, zone=zone)
        dump = replace(
            dump,
            file=str(path),
            document=number,
            encoding=reading.encoding,
            errors=(*reading.problems, *dump.errors),
        )
        yield Piece(dump, place, _digest(dump, page))


def _counted(files: Sequence[Path]) -> Tally:
    """Count the lines of the pages; of very many, of some all over the folder: what recurs, recurs there."""
    tally = Tally()
    for path in files[:: 1 + len(files) // MOST_COUNTED]:
        for page in _pages(read_dump(path)):
            headline = find_headline(page)
            story = page.lines[headline.index].key if headline else "\n".join(page.counts)
            tally.add(page.counts, story=story)
    return tally


def _pages(reading: Reading) -> Iterator[Page]:
    if reading.text.count("\n") <= MOST_LINES and reading.text.count("\r") <= MOST_LINES:
        yield from split_pages(reading.text)
    elif reading.text:
        problem = Problem("file", f"the file has more than {MOST_LINES:,} lines", "the dump of one page")
        yield Page(lines=(), problems=(problem,))


def _digest(dump: Document, page: Page) -> bytes:
    content: list[object] = [line.text for line in page.lines]
    if dump.headline and dump.blocks:
        content = [
            dump.headline,
            str(dump.published),
            str(dump.updated),
            *(block.text for block in dump.blocks),
        ]
    return hashlib.blake2b(json.dumps(content).encode(), digest_size=16).digest()


@dataclass(slots=True)
class _Seen:
    """Remembers which page stood in which file, by digest."""

    files: Sequence[Path]
    pages: dict[bytes, int] = field(default_factory=dict)

    def marked(self, piece: Piece) -> Document:
        """Return the document with an error if the same page was seen in an earlier file."""
        earlier = self.pages.get(piece.digest)
        if earlier is None:
            if piece.digest:
                self.pages[piece.digest] = piece.place
            return piece.document
        problem = Problem("file", f"the same page as {self.files[earlier]}", "each page once")
        return replace(piece.document, errors=(*piece.document.errors, problem))
