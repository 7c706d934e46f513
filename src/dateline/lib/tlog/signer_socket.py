"""Asking the holder of a key over a Unix socket: one line of JSON each way, then the connection ends.

Who may ask is decided by the socket's permissions. No answer ever holds a key.
"""

from __future__ import annotations

import errno
import json
import os
import socket
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from dateline.lib.tlog.key_holder import KeyHolder, NotSignedError, Standing
from dateline.lib.tlog.signed_notes import BadNoteError, read_verifier

# A checkpoint and a proof over 2**62 leaves have less than ten thousand characters.
LONGEST_LINE = 64 * 1024
SECONDS = 5.0
# sun_path holds 108 bytes, one of them the zero at the end.
LONGEST_PATH = 107


class SignerAwayError(Exception):
    """Raised when nobody answers at the socket."""


class SignerAtSocket:
    """Asks the process that holds the key; the same questions as to a KeyHolder."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def standing(self) -> Standing:
        """Return keys and newest note. Raises NotSignedError, SignerAwayError."""
        return _standing(self._ask({"do": "standing"}))

    def make(self, name: str) -> Standing:
        """Have a new key made. Raises NotSignedError, SignerAwayError."""
        return _standing(self._ask({"do": "make", "name": name}))

    def sign(self, text: str, *, count: int, path: Sequence[bytes]) -> str:
        """Have a checkpoint signed. Raises NotSignedError, SignerAwayError."""
        asked = {"do": "sign", "text": text, "count": count, "path": [one.hex() for one in path]}
        return str(self._ask(asked)["note"])

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(SECONDS)
                with _reachable(self._place) as path:
                    connection.connect(path)
                connection.sendall(json.dumps(question).encode() + b"\n")
                answer = json.loads(_line(connection))
        except (OSError, ValueError) as error:
            raise SignerAwayError(
                f"The signer of the log does not answer at {self._place}: {error}."
            ) from error
        if "refused" in answer:
            raise NotSignedError(answer["refused"])
        return dict(answer)


def listen(place: Path, *, mode: int, group: int = -1) -> socket.socket:
    """Return a listening socket that only its owner, or with ``mode`` 0o660 the group, may connect to.

    Raises OSError, also when something else than a socket is at this place; that of an earlier process is
    replaced.
    """
    if place.exists() and not stat.S_ISSOCK(place.lstat().st_mode):
        raise FileExistsError(errno.EEXIST, "something else than a socket is there")
    place.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX)
    before = os.umask(0o777 & ~mode)
    try:
        with _reachable(place) as path:
            listening.bind(path)
    finally:
        os.umask(before)
    if group >= 0:
        os.chown(place, -1, group)
    listening.listen(8)
    return listening


def answer_one(listening: socket.socket, holder: KeyHolder) -> None:
    """Wait for one question and answer it. Who asks nothing within seconds is sent away."""
    connection, _ = listening.accept()
    with connection, suppress(OSError):
        connection.settimeout(SECONDS)
        connection.sendall(json.dumps(_answer(_line(connection), holder)).encode() + b"\n")


def _answer(line: bytes, holder: KeyHolder) -> dict[str, Any]:
    try:
        question = json.loads(line)
        if question["do"] == "sign":
            path = [bytes.fromhex(one) for one in question["path"]]
            return {"note": holder.sign(question["text"], count=int(question["count"]), path=path)}
        if question["do"] == "make":
            return _written(holder.make(str(question["name"])))
        if question["do"] == "standing":
            return _written(holder.standing())
    except NotSignedError as error:
        return {"refused": str(error)}
    except (ValueError, KeyError, TypeError, ArithmeticError, AttributeError, RecursionError):
        pass
    return {"refused": "The question was not understood."}


def _written(standing: Standing) -> dict[str, Any]:
    return {"keys": [str(verifier) for verifier in standing.verifiers], "note": standing.note}


def _standing(answer: dict[str, Any]) -> Standing:
    try:
        return Standing(tuple(read_verifier(key) for key in answer["keys"]), str(answer["note"]))
    except (BadNoteError, KeyError) as error:
        raise SignerAwayError(f"The signer of the log answers something else than keys: {error}.") from error


def _line(connection: socket.socket) -> bytes:
    """Read a line, all of it within SECONDS: one byte now and then would keep everybody else waiting."""
    found, end = b"", time.monotonic() + SECONDS
    while not found.endswith(b"\n"):
        connection.settimeout(max(0.001, end - time.monotonic()))
        some = connection.recv(LONGEST_LINE)
        if not some or len(found) + len(some) > LONGEST_LINE:
            raise OSError("the connection ended early")
        found += some
    return found


@contextmanager
def _reachable(place: Path) -> Iterator[str]:
    """Give a path that a socket can have, also where the folder's own is too long for one."""
    if len(os.fsencode(place)) <= LONGEST_PATH:
        yield str(place)
        return
    folder = os.open(place.parent, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{place.name}"
    finally:
        os.close(folder)
