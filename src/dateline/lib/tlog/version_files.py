"""The public file of one version: what it said, with the nonce that opens its commitment.

It lies beside the story's history as ``…/history/<number>.json`` and is canonical JSON. Each field is either
committed to or stands in the leaf too, so that no byte of the file can be changed unnoticed:

``format`` is FORMAT; ``article`` the publication's UUID; ``version``, ``kind``, ``at``, ``url`` and ``lang``
are those of the leaf; ``content`` is the canonical JSON of the version **as a text** and ``nonce`` 64
hexadecimal digits, both empty when the version is withheld or is itself a removal; ``commitment`` is
SHA-256(nonce bytes + content bytes) in hexadecimal.

Leaves that commit to what was said of the change as well (``said``) have files of format SAID_FORMAT, with
``said`` as in the leaf, ``words``, canonical JSON **as a text** like ``content``, and ``words_nonce``, which
open it in the same way; both are empty when those words are withheld.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from dateline.lib.tlog.log_leaves import SAID, written

FORMAT, SAID_FORMAT = "dateline-version/1", "dateline-version/2"
TOLD_BY_LEAF = ("article", "version", "kind", "at", "url", "lang", "commitment")
FIELDS = frozenset(("format", *TOLD_BY_LEAF, "content", "nonce"))
SAID_FIELDS = FIELDS | {SAID, "words", "words_nonce"}
LONGEST_FILE = 32 * 1024 * 1024


class BadVersionError(ValueError):
    """Raised for a version that is not what its leaf says; says so in a sentence."""


def make_version_file(
    *, leaf: Mapping[str, Any], content: str, nonce: str, words: str = "", words_nonce: str = ""
) -> bytes:
    """Return the file of a version with this leaf; what is withheld, with its nonce, is empty."""
    told = {name: leaf[name] for name in TOLD_BY_LEAF}
    fields = {"format": FORMAT, **told, "content": content, "nonce": nonce}
    if SAID in leaf:
        said = {SAID: leaf[SAID], "words": words, "words_nonce": words_nonce}
        fields |= {"format": SAID_FORMAT, **said}
    return written(fields)


def read_version_file(data: bytes) -> dict[str, Any]:
    """Return the fields of the file. Raises BadVersionError when it is not one."""
    try:
        fields = json.loads(data.decode()) if len(data) <= LONGEST_FILE else None
    except (ValueError, RecursionError) as error:
        raise BadVersionError("This is not the file of a version: it is not JSON.") from error
    if not isinstance(fields, dict) or fields.get("format") not in (FORMAT, SAID_FORMAT):
        raise BadVersionError("This is not the file of a version: it does not name its format.")
    names = SAID_FIELDS if fields["format"] == SAID_FORMAT else FIELDS
    if fields.keys() != names or any(not isinstance(fields[name], str) for name in names - {"version"}):
        raise BadVersionError("The file of the version has fields missing, or some that nothing vouches for.")
    if written(fields) != data.removesuffix(b"\n"):
        raise BadVersionError("The file of the version is not written as canonical JSON: it was changed.")
    return fields


def check_version(fields: Mapping[str, Any], *, leaf: Mapping[str, Any]) -> bool:
    """Say whether the file shows the words that the leaf commits to; False when they are withheld.

    Raises BadVersionError when the file and the leaf contradict each other, also in what is said.
    """
    for name in (*TOLD_BY_LEAF, SAID):
        if fields.get(name) != leaf.get(name):
            raise BadVersionError(f"The file and the log do not agree about “{name}”.")
    said = (fields.get("words", ""), fields.get("words_nonce", ""))
    if any(said) and not _opens(fields[SAID], text=said[0], nonce=said[1]):
        raise BadVersionError("What is said of the change is not what the paper committed to.")
    if not fields["content"] and not fields["nonce"]:
        return False
    if not _opens(fields["commitment"], text=fields["content"], nonce=fields["nonce"]):
        raise BadVersionError("The words of this version are not those that the paper committed to.")
    return True


def said_in(fields: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what the file of a version says of its change; None when that is withheld or not committed to.

    Call it after ``check_version``.
    """
    words = fields.get("words", "")
    said = json.loads(words) if words else None
    return said if isinstance(said, dict) else None


def _opens(commitment: str, *, text: str, nonce: str) -> bool:
    """Say whether text and nonce are those of the commitment. Raises BadVersionError for what is no nonce."""
    try:
        raw = bytes.fromhex(nonce)
    except ValueError as error:
        raise BadVersionError("The nonce of the version is damaged.") from error
    if len(raw) != 32 or raw.hex() != nonce:
        raise BadVersionError("The nonce of the version is damaged.")
    return hashlib.sha256(raw + text.encode()).hexdigest() == commitment
