"""The formats that archives come in: each says how sure it is of a file, and reads files to records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from dateline.archive.dateline_paper.format import DatelineFormat
from dateline.archive.feed.format import FeedFormat
from dateline.archive.ghost.format import GhostFormat
from dateline.archive.newsml.format import NewsmlFormat
from dateline.archive.ninjs.format import NinjsFormat
from dateline.archive.pagedump.pages import could_be_dump
from dateline.archive.pagedump.reader import marked_dumps, read_page_dumps, read_share_of_dumps
from dateline.archive.pagedump.reading import read_dump
from dateline.archive.records import Document
from dateline.archive.table.format import TableFormat
from dateline.archive.webpages.format import HtmlFormat
from dateline.archive.wxr.format import WxrFormat


class UnknownFormatError(LookupError):
    """No registered format has this name, or none recognizes the files."""


class Format(Protocol):
    """A kind of file that old stories come in."""

    @property
    def name(self) -> str:
        """The word that names it after ``--as``."""

    @property
    def label(self) -> str:
        """What people read."""

    def recognises(self, path: Path) -> float:
        """Say from 0 to 1 how sure it is that the file is of this format."""

    def read(self, paths: Iterable[Path], *, zone: tzinfo) -> Iterator[Document]:
        """Yield one record per document; problems are in the records."""


@runtime_checkable
class ConfiguredFormat(Protocol):
    """A format that can be told more than the files say."""

    def configured(self, options: Mapping[str, Any]) -> Format:
        """Return the format as the options of a run want it."""


@runtime_checkable
class SharedFormat(Protocol):
    """A format whose files several processes can read, each every so many of them."""

    def read_share(self, paths: Sequence[Path], *, zone: tzinfo, share: int, of: int) -> Iterator[list[Any]]:
        """Yield lists of pieces that can be sent; those of all shares in turn are in order."""

    def joined(self, pieces: Iterable[list[Any]], paths: Sequence[Path]) -> Iterator[Document]:
        """Yield one record per document; what needs to know all others is done here."""


_formats: dict[str, Format] = {}


def register(new: Format) -> None:
    """Add a format; a second one of the same name is a mistake in the program."""
    if new.name in _formats:
        raise ValueError(f"the format {new.name!r} is registered twice")
    _formats[new.name] = new


def registered() -> tuple[Format, ...]:
    """Return the formats in the order of their registration."""
    return tuple(_formats.values())


def choose(paths: Sequence[Path], as_: str | None = None) -> Format:
    """Return the format named, or the one that recognizes most of the first files.

    Raises UnknownFormatError with the names that exist.
    """
    names = ", ".join(sorted(_formats)) or "none"
    if as_ is not None:
        if as_ not in _formats:
            raise UnknownFormatError(f"there is no format {as_!r}; there are: {names}")
        return _formats[as_]
    sample = list(paths)[:20]
    scores = {each.name: sum(each.recognises(path) for path in sample) for each in _formats.values()}
    best = max(scores, key=lambda name: scores[name], default=None)
    if best is None or scores[best] == 0:
        raise UnknownFormatError(f"the format is not recognized; name one of: {names}")
    return _formats[best]


class PageDumpFormat:
    """Plain-text dumps of article pages."""

    name = "pagedump"
    label = "Plain-text dumps of article pages"

    def recognises(self, path: Path) -> float:
        """Trust the first line; without one, any readable text file might still be a dump."""
        reading = read_dump(path)
        if not reading.text:
            return 0.1 if path.suffix.lower() == ".txt" else 0.0
        return could_be_dump(reading.text)

    def read(self, paths: Iterable[Path], *, zone: tzinfo) -> Iterator[Document]:
        """Yield one record per document."""
        return read_page_dumps(paths, zone=zone)

    def read_share(self, paths: Sequence[Path], *, zone: tzinfo, share: int, of: int) -> Iterator[list[Any]]:
        """Yield what one of several processes reads."""
        return read_share_of_dumps(paths, zone=zone, share=share, of=of)

    def joined(self, pieces: Iterable[list[Any]], paths: Sequence[Path]) -> Iterator[Document]:
        """Yield one record per document, of all shares in order."""
        return marked_dumps(pieces, paths)


_OURS: tuple[Format, ...] = (
    PageDumpFormat(),
    WxrFormat(),
    GhostFormat(),
    HtmlFormat(),
    NinjsFormat(),
    NewsmlFormat(),
    FeedFormat(),
    TableFormat(),
    DatelineFormat(),
)
for _each in _OURS:
    register(_each)
