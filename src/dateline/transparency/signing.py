"""The private key of the log. Only the worker reads it, through this module, and only to sign.

It lies in the data folder, apart from the log's public files, readable by its owner alone: the newest key in
the first line, the one before it below, so that a new key can be vouched for by the old one.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from dateline.lib.tlog.signed_notes import BadNoteError, Signer, read_signer
from dateline.transparency.errors import LogRefusedError

KEY_FILE = "log_key"
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def key_file() -> Path:
    """Return where the key lies."""
    return Path(settings.DATA_DIR) / KEY_FILE


def name_of_log() -> str:
    """Return the name that a log of this paper has: its address without https, as C2SP recommends."""
    return f"{urlsplit(settings.BASE_URL).netloc}/log"


def signers() -> list[Signer]:
    """Return the keys, newest first; none when there is no file. Raises LogRefusedError for a damaged one."""
    try:
        lines = key_file().read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise LogRefusedError(f"The key of the log cannot be read: {error.strerror}.") from error
    try:
        found = [read_signer(line) for line in lines if line]
    except BadNoteError as error:
        raise LogRefusedError(f"{key_file()} is damaged. {error} Bring it back from a backup.") from error
    if not found:
        raise LogRefusedError(f"{key_file()} is empty. Bring it back from a backup.")
    return found


def make_key() -> list[Signer]:
    """Make a new key and keep it in front of the one before it; return both."""
    kept = [Signer.new(name_of_log()), *signers()[:1]]
    place = key_file()
    draft = place.with_name(f".{KEY_FILE}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("".join(f"{signer.written()}\n" for signer in kept))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(place)
    return kept


def is_of_trial(signer: Signer) -> bool:
    """Say whether the key was made while the paper was tried out on its own machine and is now to be read."""
    return is_of_loopback(signer.name) and not is_of_loopback(name_of_log())


def is_away_from_home(signer: Signer) -> bool:
    """Say whether a paper that readers know runs on a machine of its own, such as a backup on a laptop."""
    return is_of_loopback(name_of_log()) and not is_of_loopback(signer.name)


def is_of_loopback(name: str) -> bool:
    """Say whether a log of this name is that of a paper which only its own machine can read."""
    return name.partition("/")[0].rsplit(":", 1)[0] in LOOPBACK
