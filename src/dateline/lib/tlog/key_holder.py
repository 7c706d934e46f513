"""Who holds the private key of a log and signs with it: only what has grown out of what was signed before.

The keys lie in a file that its owner alone reads, the newest in the first line, the one before it below, so
that a new key can be vouched for by the old one. Beside it lies what was signed last. Whoever may ask for
signatures and is taken over can neither read the key nor have a second history signed.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.lib.tlog.merkle import has_grown
from dateline.lib.tlog.signed_notes import (
    BadNoteError,
    Checkpoint,
    Signer,
    UnknownSignerError,
    Verifier,
    open_note,
    read_checkpoint,
    read_signer,
    sign_note,
)

MOST_KEYS = 2


class NotSignedError(Exception):
    """Raised instead of signing, with the reason in plain words."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What everybody may know of who signs: the keys, newest first, and what was signed last, if anything."""

    verifiers: tuple[Verifier, ...]
    note: str


class KeyHolder:
    """Signs with the keys in a file. They are read anew each time, so a key that is put back is found."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._signed = place.with_name(f"{place.name}.signed")

    def standing(self) -> Standing:
        """Return keys and newest note. Raises NotSignedError when the file cannot be read or is damaged."""
        signers = self._signers()
        return Standing(tuple(signer.verifier for signer in signers), self._latest_note(signers))

    def make(self, name: str) -> Standing:
        """Put a new key of this name in front of the newest. Raises NotSignedError if that would lose one.

        A key that has not signed yet was not vouched for by the one before it, which another would drop. One
        of another name, made by mistake, could never sign and gives way.
        """
        signers = self._signers()
        note = self._latest_note(signers)
        if note and len(signers) == MOST_KEYS and not _is_signed_by(signers[0], note):
            if signers[0].name == name:
                raise NotSignedError("The newest key has not signed yet. Another is made after it has.")
            signers = signers[1:]
        try:
            kept = [Signer.new(name), *signers[:1]]
        except BadNoteError as error:
            raise NotSignedError(str(error)) from error
        self._put(self._place, "".join(f"{signer.written()}\n" for signer in kept))
        return self.standing()

    def sign(self, text: str, *, count: int, path: Sequence[bytes]) -> str:
        """Return the note over a checkpoint, signed with the ``count`` newest keys.

        ``path`` proves that the tree has grown out of the one that was signed last (RFC 6962, 2.1.2). What is
        signed is on the disk before it is returned. Raises NotSignedError.
        """
        signers = self._signers()
        if not signers or not 1 <= count <= len(signers):
            raise NotSignedError("There is no such key.")
        try:
            checkpoint = read_checkpoint(text)
            self._check(checkpoint, signers, path=path)
            note = sign_note(text, signers[:count])
        except BadNoteError as error:
            raise NotSignedError(str(error)) from error
        self._put(self._signed, note)
        return note

    def _check(self, checkpoint: Checkpoint, signers: Sequence[Signer], *, path: Sequence[bytes]) -> None:
        if checkpoint.text().partition("\n")[0] != signers[0].name:
            raise NotSignedError(f"The key is that of {signers[0].name}, not of {checkpoint.origin}.")
        note = self._latest_note(signers)
        if not note:
            return
        before = read_checkpoint(open_note(note, [signer.verifier for signer in signers])[0])
        if checkpoint.size < before.size:
            raise NotSignedError(
                f"A tree of {before.size} leaves was signed, so none of {checkpoint.size} is: it would be a"
                " second history."
            )
        if not has_grown(
            old=before.size, old_root=before.root, size=checkpoint.size, root=checkpoint.root, path=path
        ):
            raise NotSignedError(
                f"The tree of {checkpoint.size} leaves has not grown out of the {before.size} that were"
                " signed: it would be a second history."
            )

    def _signers(self) -> list[Signer]:
        lines = self._read(self._place).splitlines()
        try:
            found = [read_signer(line) for line in lines if line]
        except BadNoteError as error:
            raise NotSignedError(f"{self._place} is damaged. {error} Bring it back from a backup.") from error
        if not found and self._place.exists():
            raise NotSignedError(f"{self._place} is empty. Bring it back from a backup.")
        return found

    def _latest_note(self, signers: Sequence[Signer]) -> str:
        """Return what these keys signed last; a note of a key that is no more says nothing about them.

        Raises NotSignedError for one that is damaged: without it a second history could be signed.
        """
        note = self._read(self._signed)
        if not note and not self._signed.exists():
            return ""
        try:
            read_checkpoint(open_note(note, [signer.verifier for signer in signers])[0])
        except UnknownSignerError:
            return ""
        except BadNoteError as error:
            raise NotSignedError(
                f"{self._signed} is damaged. {error} Put the newest checkpoint of the log in its place."
            ) from error
        return note

    @staticmethod
    def _read(place: Path) -> str:
        try:
            return place.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is no text"
            raise NotSignedError(f"{place} cannot be read: {reason}.") from error

    @staticmethod
    def _put(place: Path, content: str) -> None:
        """Write for its owner alone, whole or not at all, and surely on the disk."""
        draft = place.with_name(f".{place.name}.{os.getpid()}")
        try:
            draft.unlink(missing_ok=True)
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(place)
            # The new name, too, is to outlast a power failure.
            folder = os.open(place.parent, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        except OSError as error:
            raise NotSignedError(f"{place} cannot be written: {error.strerror}.") from error


def _is_signed_by(signer: Signer, note: str) -> bool:
    try:
        open_note(note, [signer.verifier])
    except BadNoteError:
        return False
    return True
