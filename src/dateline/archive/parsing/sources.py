"""Files as the formats see them: plain, compressed, or in a zip that is read in place, never unpacked."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from dateline.archive.parsing.gunzip import Gunzip
from dateline.archive.records import Problem

HEAD = 1 << 16
"""Bytes from the beginning of a file that recognition looks at."""

MOST_MEMBERS = 500_000
LARGEST_MEMBER = 1 << 35
WORST_RATIO = 250
"""Text shrinks to a tenth, HTML of one template to a hundredth; what shrinks more is made to hurt."""

READ_ERRORS = (
    OSError,
    EOFError,
    zlib.error,
    zipfile.BadZipFile,
    RuntimeError,
    NotImplementedError,
    ValueError,
)
"""What opening and reading a damaged file or archive raises."""


class Readable(Protocol):
    """As much of a file as readers need."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to so many bytes, and nothing at the end."""

    def close(self) -> None:
        """Close it."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: the name to show, how to open it, or what is wrong with it instead."""

    name: str
    open: Callable[[], Readable]
    problem: Problem | None = None
    folder: Path | None = None

    def head(self, size: int = HEAD) -> bytes:
        """Return its first bytes, or as many as can be read."""
        found = b""
        try:
            with closing(self.open()) as stream:
                while len(found) < size and (chunk := stream.read(size - len(found))):
                    found += chunk
        except READ_ERRORS:
            return found
        return found

    def read(self, limit: int) -> tuple[bytes, Problem | None]:
        """Return all of it, and the problem that kept us from reading more: damage, or the limit in bytes."""
        pieces: list[bytes] = []
        size = 0
        try:
            with closing(self.open()) as stream:
                while chunk := stream.read(1 << 20):
                    size += len(chunk)
                    if size > limit:
                        told = f"the file is larger than {limit:,} bytes"
                        return b"", Problem("file", told, "a smaller file; split this one")
                    pieces.append(chunk)
        except READ_ERRORS as error:
            return b"".join(pieces), Problem("file", f"the file breaks off: {said(error)}", "a whole file")
        return b"".join(pieces), None


def said(error: BaseException) -> str:
    """Return what an error says, without paths."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def sources_in(paths: Iterable[Path], *, suffixes: frozenset[str] = frozenset()) -> Iterator[Source]:
    """Yield every file named, those below folders named, and those inside zips.

    ``suffixes`` limits what is taken out of zips and folders. Members whose names lead out of the zip are not
    read: they come as sources with a problem.
    """
    for path in paths:
        if path.is_dir():
            below = sorted(
                each for each in path.rglob("*") if each.is_file() and not each.name.startswith(".")
            )
            yield from (
                source
                for each in below
                if not suffixes or each.suffix.lower() in suffixes or zipfile.is_zipfile(each)
                for source in sources_in([each], suffixes=suffixes)
            )
        elif not path.is_file():
            yield _broken(str(path), "there is no such file", "a file")
        elif _is_zip(path):
            yield from _members(path, suffixes)
        else:
            yield _plain(path)


def _is_zip(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
    except OSError:
        return False


def _plain(path: Path) -> Source:
    try:
        with path.open("rb") as stream:
            packed = stream.read(2) == b"\x1f\x8b"
    except OSError as error:
        return _broken(str(path), f"the file cannot be read: {said(error)}", "a file that this user may read")
    if packed:
        return Source(str(path), lambda: Gunzip(path.open("rb")), folder=path.parent)
    return Source(str(path), lambda: path.open("rb"), folder=path.parent)


def _members(path: Path, suffixes: frozenset[str]) -> Iterator[Source]:
    try:
        archive = zipfile.ZipFile(path)
    except READ_ERRORS as error:
        yield _broken(str(path), f"the zip cannot be read: {said(error)}", "a whole zip")
        return
    with archive:
        infos = archive.infolist()
        if len(infos) > MOST_MEMBERS:
            yield _broken(str(path), f"the zip has more than {MOST_MEMBERS:,} files", "the zip of an export")
            return
        for info in sorted(infos, key=lambda info: info.filename):
            hidden = PurePosixPath(info.filename).name.startswith(".") or info.filename.startswith(
                "__MACOSX/"
            )
            if info.is_dir() or hidden:
                continue
            problem = _wrong_with(info)
            wanted = not suffixes or PurePosixPath(info.filename).suffix.lower() in suffixes
            if wanted or problem is not None:
                yield _member(archive, info, path=path, problem=problem)


def _wrong_with(info: zipfile.ZipInfo) -> Problem | None:
    name = info.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]:
        return Problem("zip", f"the name {info.filename[:120]} leads out of the zip", "a name inside the zip")
    if (info.external_attr >> 16) & 0o170000 == 0o120000:
        return Problem("zip", f"{info.filename[:120]} is a link", "ordinary files")
    if info.flag_bits & 1:
        return Problem("zip", f"{info.filename[:120]} is encrypted", "a zip without a password")
    packed = max(1, info.compress_size)
    if info.file_size > LARGEST_MEMBER or (
        info.file_size > 1 << 24 and info.file_size / packed > WORST_RATIO
    ):
        told = f"{info.filename[:120]} would unpack to {info.file_size:,} bytes from {packed:,}"
        return Problem("zip", told, "the zip of an export")
    return None


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, path: Path, problem: Problem | None
) -> Source:
    # Opened anew each time: readers go over an export twice, and the zip above is closed by then.
    def open_member() -> Readable:
        if archive.fp is not None:
            return archive.open(info)
        return zipfile.ZipFile(path).open(info.filename)

    return Source(f"{path}/{info.filename}", open_member, problem)


def _broken(name: str, what: str, expected: str) -> Source:
    def refuse() -> Readable:
        raise OSError(what)

    return Source(name, refuse, Problem("file", what, expected))


def surest(
    path: Path, likeness: Callable[[bytes, str], float], *, suffixes: frozenset[str] = frozenset()
) -> float:
    """Return how sure a format is of a file, from the heads of the first files in it."""
    best = 0.0
    for number, source in enumerate(sources_in([path], suffixes=suffixes)):
        if number == 12 or best == 1.0:
            break
        if source.problem is None:
            head = source.head()
            best = max(best, likeness(_ascii(head), source.name)) if head else best
    return best


def _ascii(head: bytes) -> bytes:
    """Make the head of a UTF-16 file readable for patterns of bytes."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", "replace").encode("utf-8", "replace")
    return head.removeprefix(b"\xef\xbb\xbf")
