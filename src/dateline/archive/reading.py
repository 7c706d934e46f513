"""Read documents in a process of their own, so that reading and writing go on at the same time."""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Iterator, Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dateline.archive.formats import choose
from dateline.archive.records import Document

AT_ONCE = 100
"""Documents that cross over together."""
WORTHWHILE = 500
"""Files, or kilobytes of one, for which starting a process pays."""


class ReadingFailedError(RuntimeError):
    """The reader itself failed, which no file should bring about; the message is its error."""


def documents_of(
    paths: Sequence[Path], *, format_name: str, zone: str, options: Mapping[str, Any]
) -> Iterator[Document]:
    """Yield the documents of the files, in an order that is always the same.

    Raises ReadingFailedError when a reader fails as such.
    """
    if len(paths) < WORTHWHILE and sum(map(_size, paths)) < WORTHWHILE * 1024:
        yield from _read(paths, format_name, zone, options)
        return
    yield from _read_beside(paths, format_name, zone, options)


def _read(
    paths: Sequence[Path], format_name: str, zone: str, options: Mapping[str, Any]
) -> Iterator[Document]:
    chosen = choose(paths[:20], format_name)
    configure = getattr(chosen, "configure", None)
    if configure is not None:
        configure(options)
    return chosen.read(paths, zone=ZoneInfo(zone))


def _read_beside(
    paths: Sequence[Path], format_name: str, zone: str, options: Mapping[str, Any]
) -> Iterator[Document]:
    # Not forked: connections to the database are not to be shared. The pipe holds the reader back.
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    reader = context.Process(
        target=_send, args=(sender, paths, format_name, zone, dict(options)), daemon=True
    )
    reader.start()
    sender.close()
    try:
        while True:
            try:
                told = pickle.loads(receiver.recv_bytes())  # noqa: S301 - from our own process
            except EOFError:
                raise ReadingFailedError("the reading process has ended early") from None
            if isinstance(told, str):
                raise ReadingFailedError(told)
            if not told:
                return
            yield from told
    finally:
        receiver.close()
        reader.kill()
        reader.join()


def _send(
    sender: Connection, paths: Sequence[Path], format_name: str, zone: str, options: dict[str, Any]
) -> None:
    """Send lists of documents, an empty one at the end, or a text when reading fails."""
    try:
        some: list[Document] = []
        for document in _read(paths, format_name, zone, options):
            some.append(document)
            if len(some) == AT_ONCE:
                sender.send_bytes(pickle.dumps(some, pickle.HIGHEST_PROTOCOL))
                some = []
        if some:
            sender.send_bytes(pickle.dumps(some, pickle.HIGHEST_PROTOCOL))
        sender.send_bytes(pickle.dumps([]))
    except BrokenPipeError:
        return
    except Exception as error:  # noqa: BLE001 - told to whoever reads, who raises it
        sender.send_bytes(pickle.dumps(f"{type(error).__name__}: {error}"))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
