"""Read documents in processes of their own, so that reading and writing go on at the same time."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dateline.archive.formats import ConfiguredFormat, Format, SharedFormat, choose
from dateline.archive.parsing.circles import with_circles_named
from dateline.archive.records import Document

AT_ONCE = 100
"""Documents that cross over together."""
WORTHWHILE = 500
"""Files, or kilobytes of one, for which starting a process pays."""
MOST_READERS = 3
"""More would wait for whoever writes, and each takes 60 MB."""
MOST_AHEAD = 8_000_000
"""Bytes that a reader may be ahead of whoever writes."""
COLLECTED_EVERY = 20


class ReadingFailedError(RuntimeError):
    """The reader itself failed, which no file should bring about; the message is its error."""


def documents_of(
    paths: Sequence[Path],
    *,
    format_name: str,
    zone: str,
    options: Mapping[str, Any],
    readers: int = 0,
) -> Iterator[Document]:
    """Yield the documents of the files, in an order that is always the same.

    ``readers`` is how many processes read files of a format that can be shared out; 0: as many as the machine
    has processors, up to three. Raises ReadingFailedError when a reader fails as such.
    """
    job = Job(paths, format_name, zone, dict(options))
    yield from with_circles_named(_documents(job, readers))


def _documents(job: Job, readers: int) -> Iterator[Document]:
    paths = job.paths
    if len(paths) < WORTHWHILE and sum(map(_size, paths)) < WORTHWHILE * 1024:
        yield from job.read()
        return
    chosen = job.format()
    if isinstance(chosen, SharedFormat) and len(paths) >= WORTHWHILE:
        count = readers or min(MOST_READERS, os.cpu_count() or 1)
        yield from chosen.joined(_read_beside(job, count), paths)
        return
    for some in _read_beside(job, 1):
        yield from some


@dataclass(frozen=True, slots=True)
class Job:
    """What a reader is to read."""

    paths: Sequence[Path]
    format_name: str
    zone: str
    options: dict[str, Any]

    def format(self) -> Format:
        """Return the format, told of the options."""
        chosen = choose(self.paths[:20], self.format_name)
        return chosen.configured(self.options) if isinstance(chosen, ConfiguredFormat) else chosen

    def read(self) -> Iterator[Document]:
        """Yield all documents."""
        return self.format().read(self.paths, zone=ZoneInfo(self.zone))

    def lists(self, share: int, of: int) -> Iterator[list[Any]]:
        """Yield what one of several readers sends, or all of it in lists."""
        chosen = self.format()
        if of > 1 or (isinstance(chosen, SharedFormat) and len(self.paths) >= WORTHWHILE):
            assert isinstance(chosen, SharedFormat)  # noqa: S101 - only such formats are shared out
            yield from chosen.read_share(self.paths, zone=ZoneInfo(self.zone), share=share, of=of)
            return
        documents = chosen.read(self.paths, zone=ZoneInfo(self.zone))
        while some := list(islice(documents, AT_ONCE)):
            yield some


def _read_beside(job: Job, count: int) -> Iterator[list[Any]]:
    """Yield the lists of all readers in turn, until the first that has no more: the others have none then."""
    # Not forked: connections to the database are not to be shared.
    context = multiprocessing.get_context("spawn")
    readers = [_Reader(context, job, share=share, of=count) for share in range(count)]
    try:
        while True:
            for reader in readers:
                some = reader.next()
                if some is None:
                    return
                yield some
    finally:
        for reader in readers:
            reader.end()


class _Reader:
    """A process that reads, and a thread that takes over what it sends, up to a bound, while we write."""

    def __init__(self, context: Any, job: Job, *, share: int, of: int) -> None:
        self._receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(target=_send, args=(sender, job, share, of), daemon=True)
        self._process.start()
        sender.close()
        self._ahead: deque[bytes] = deque()
        self._size = 0
        self._changed = threading.Condition()
        self._is_over = False
        self._thread = threading.Thread(target=self._take_over, daemon=True)
        self._thread.start()

    def next(self) -> list[Any] | None:
        """Return the next list, None at the end. Raises ReadingFailedError."""
        with self._changed:
            self._changed.wait_for(lambda: self._ahead or self._is_over)
            if not self._ahead:
                raise ReadingFailedError("the reading process has ended early")
            data = self._ahead.popleft()
            self._size -= len(data)
            self._changed.notify_all()
        told = pickle.loads(data)  # noqa: S301 - from our own process
        if isinstance(told, str):
            raise ReadingFailedError(told)
        return told

    def end(self) -> None:
        """Let go of the process."""
        with self._changed:
            self._is_over = True
            self._changed.notify_all()
        self._process.kill()
        self._process.join()
        self._thread.join()
        self._receiver.close()

    def _take_over(self) -> None:
        while True:
            try:
                data = self._receiver.recv_bytes()
            except (EOFError, OSError):
                data = b""
            with self._changed:
                self._changed.wait_for(lambda: self._size < MOST_AHEAD or self._is_over)
                if self._is_over:
                    return
                if not data:
                    self._is_over = True
                else:
                    self._ahead.append(data)
                    self._size += len(data)
                self._changed.notify_all()
                if not data:
                    return


def _send(sender: Connection, job: Job, share: int, of: int) -> None:
    """Send lists, None at the end, or a text when reading fails."""
    # What is read has no cycles, and looking for them takes a tenth of the time.
    gc.disable()
    try:
        for number, some in enumerate(job.lists(share, of)):
            sender.send_bytes(pickle.dumps(some, pickle.HIGHEST_PROTOCOL))
            if number % COLLECTED_EVERY == 0:
                gc.collect()
        sender.send_bytes(pickle.dumps(None))
    except BrokenPipeError:
        return
    except Exception as error:  # noqa: BLE001 - told to whoever reads, who raises it
        sender.send_bytes(pickle.dumps(f"{type(error).__name__}: {error}"))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
