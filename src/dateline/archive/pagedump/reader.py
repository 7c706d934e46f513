"""The door to page dumps: files in, one record per document out, in two passes and bounded memory."""

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
MOST_COUNTED = 4_000
"""Pages whose lines are counted to learn what recurs."""


def read_page_dumps(paths: Iterable[Path], *, zone: tzinfo) -> Iterator[Document]:
    """Yield what each file holds, in order; never raises for what is in a file.

    The first pass over all files counts lines, so that those which recur on the pages of a paper are known as
    furniture in the second. A file that holds several documents yields several records.
    """
    files = paths if isinstance(paths, Sequence) else list(paths)
    tally = _counted(files) if len(files) > 2 else Tally()
    seen = _Seen(files)
    for place, path in enumerate(files):
        reading = read_dump(path)
        if not reading.text:
            yield Document(file=str(path), encoding=reading.encoding, errors=reading.problems)
            continue
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
            yield seen.marked(dump, page=page, place=place)


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


@dataclass(slots=True)
class _Seen:
    """Remembers which page stood in which file, by digest."""

    files: Sequence[Path]
    pages: dict[bytes, int] = field(default_factory=dict)

    def marked(self, dump: Document, *, page: Page, place: int) -> Document:
        """Return the dump with an error if the same page was seen in an earlier file."""
        content: list[object] = [line.text for line in page.lines]
        if dump.headline and dump.blocks:
            content = [
                dump.headline,
                str(dump.published),
                str(dump.updated),
                *(block.text for block in dump.blocks),
            ]
        digest = hashlib.blake2b(json.dumps(content).encode(), digest_size=16).digest()
        earlier = self.pages.get(digest)
        if earlier is None:
            self.pages[digest] = place
            return dump
        problem = Problem("file", f"the same page as {self.files[earlier]}", "each page once")
        return replace(dump, errors=(*dump.errors, problem))
