"""Every checkpoint of this log that can be found: folder, database, signer, witness, copies.

A database, or a whole folder, that was brought back from a backup knows less than was signed. Signing from
there would make a second log under the name of the first, which is the one thing that this log must never do.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

from django.conf import settings

from dateline.lib.tlog.signed_notes import BadNoteError, Checkpoint, Verifier, open_note, read_checkpoint
from dateline.lib.tlog.tiles import FileReader
from dateline.transparency.errors import CopyAwayError, LogRefusedError
from dateline.transparency.files import read_file
from dateline.transparency.places import CHECKPOINT, log_folder
from dateline.transparency.queries import latest_checkpoint
from dateline.transparency.signing import standing
from dateline.transparency.witness import witness_folder

TIMEOUT_SECONDS = 10
LONGEST_FILE = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Found:
    """A checkpoint that our key has signed, where it was found, and how files are read there."""

    where: str
    checkpoint: Checkpoint
    note: str
    read: FileReader | None


def found_at_home(verifiers: list[Verifier]) -> list[Found]:
    """Return what the folder, the database, the signer and this machine's witness hold.

    ``verifiers`` are the keys that may have signed, that with which the log began at the end. Raises
    LogRefusedError for what none of them signed.
    """
    folder, row = log_folder(), latest_checkpoint()
    found = []
    if row is not None:
        found.append(_opened(row.note, verifiers, where="the database", read=None))
    found += _found_in(folder, verifiers)
    if note := standing().note:
        found.append(_opened(note, verifiers, where="the signer's memory", read=None))
    witness = witness_folder(verifiers[-1]) if verifiers else None
    return found + (_found_in(witness, verifiers) if witness is not None else [])


def _found_in(folder: Path, verifiers: list[Verifier]) -> list[Found]:
    try:
        note = read_file(folder, CHECKPOINT)
    except OSError as error:
        raise LogRefusedError(f"{folder / CHECKPOINT} cannot be read: {error.strerror}.") from error
    if note is None:
        return []
    text = note.decode(errors="replace")
    return [_opened(text, verifiers, where=str(folder), read=lambda path: read_file(folder, path))]


def found_in_copies(verifiers: list[Verifier]) -> Iterator[Found]:
    """Yield what the copies hold that DATELINE_LOG_COPIES names.

    Raises CopyAwayError when one does not answer: it may be the only one that remembers.
    """
    for place in settings.LOG_COPIES:
        read = reader_at(place)
        note = read(CHECKPOINT)
        if note is not None:
            yield _opened(note.decode(errors="replace"), verifiers, where=place, read=read)


def reader_at(place: str) -> FileReader:
    """Return a reader of the files of a copy in a folder or at an address."""
    if not place.startswith(("http://", "https://")):
        folder = Path(place)

        def from_folder(path: str) -> bytes | None:
            if not folder.is_dir():
                raise CopyAwayError(
                    f"The copy of the log in {place} is not there. Nothing is signed before it has been"
                    " compared; bring it back, or take it out of DATELINE_LOG_COPIES."
                )
            return read_file(folder, path)

        return from_folder

    def from_address(path: str) -> bytes | None:
        try:
            with urllib.request.urlopen(f"{place.rstrip('/')}/{path}", timeout=TIMEOUT_SECONDS) as response:  # noqa: S310
                return bytes(response.read(LONGEST_FILE))
        except urllib.error.HTTPError as error:
            if error.code in (404, 410):
                return None
            raise CopyAwayError(f"The copy of the log at {place} answers {error.code}.") from error
        except (OSError, HTTPException) as error:
            raise CopyAwayError(
                f"The copy of the log at {place} cannot be reached. Nothing is signed before it has been"
                " compared; mend it, or take it out of DATELINE_LOG_COPIES."
            ) from error

    return from_address


def _opened(note: str, verifiers: list[Verifier], *, where: str, read: FileReader | None) -> Found:
    try:
        checkpoint = read_checkpoint(open_note(note, verifiers)[0])
    except BadNoteError as error:
        raise LogRefusedError(
            f"The checkpoint in {where} is not ours: {error} Is the key in the data folder older than it?"
        ) from error
    return Found(where, checkpoint, note, read)
