"""Who signs the log. Neither web workers nor the worker see the key: they ask the process that holds it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from dateline.lib.tlog.key_holder import KeyHolder, NotSignedError, Standing
from dateline.lib.tlog.merkle import NodeReader, consistency_path
from dateline.lib.tlog.signed_notes import (
    BadNoteError,
    Checkpoint,
    Verifier,
    open_note,
    read_checkpoint,
)
from dateline.lib.tlog.signer_socket import SignerAtSocket, SignerAwayError
from dateline.transparency.errors import LogRefusedError

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def name_of_log() -> str:
    """Return the name that a log of this paper has: its address without https, as C2SP recommends."""
    return f"{urlsplit(settings.BASE_URL).netloc}/log"


def standing() -> Standing:
    """Return the keys, newest first, and what was signed last. Raises LogRefusedError."""
    with _in_our_words():
        return _signer().standing()


def make_key() -> Standing:
    """Have a new key made, which the one before it will vouch for. Raises LogRefusedError."""
    with _in_our_words():
        return _signer().make(name_of_log())


def sign_checkpoint(checkpoint: Checkpoint, *, count: int, node: NodeReader) -> str:
    """Return the note over this checkpoint, signed with the ``count`` newest keys.

    ``node`` reads the tree, for the proof that it has grown out of what was signed last. Raises
    LogRefusedError when the signer does not find that it has.
    """
    with _in_our_words():
        signer = _signer()
        before = _size_of(signer.standing())
        path = (
            consistency_path(node, old=before, size=checkpoint.size) if 0 < before < checkpoint.size else []
        )
        return signer.sign(checkpoint.text(), count=count, path=path)


def is_of_trial(key: Verifier) -> bool:
    """Say whether the key was made while the paper was tried out on its own machine and is now to be read."""
    return is_of_loopback(key.name) and not is_of_loopback(name_of_log())


def is_away_from_home(key: Verifier) -> bool:
    """Say whether a paper that readers know runs on a machine of its own, such as a backup on a laptop."""
    return is_of_loopback(name_of_log()) and not is_of_loopback(key.name)


def is_of_loopback(name: str) -> bool:
    """Say whether a log of this name is that of a paper which only its own machine can read."""
    return name.partition("/")[0].rsplit(":", 1)[0] in LOOPBACK


def is_signed_by(key: Verifier, note: str) -> bool:
    """Say whether the key's signature is below the note."""
    try:
        open_note(note, [key])
    except BadNoteError:
        return False
    return True


def _size_of(stands: Standing) -> int:
    return read_checkpoint(open_note(stands.note, stands.verifiers)[0]).size if stands.note else 0


def _signer() -> SignerAtSocket | KeyHolder:
    place: Path | None = settings.LOG_SIGNER
    # Only tests name no socket; a paper that runs has a process for it, see config.processes.
    return SignerAtSocket(place) if place is not None else KeyHolder(Path(settings.DATA_DIR) / "log_key")


@contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except (NotSignedError, SignerAwayError) as error:
        raise LogRefusedError(str(error)) from error
