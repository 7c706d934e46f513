"""The public file of one version: what it said, with the nonce that opens its commitment.

It lies beside the story's history as ``…/history/<number>.json`` and is canonical JSON. Each field is either
committed to or stands in the leaf too, so that no byte of the file can be changed unnoticed:

``format`` is FORMAT; ``article`` the publication's UUID; ``version``, ``kind``, ``at``, ``url`` and ``lang``
are those of the leaf; ``content`` is the canonical JSON of the version **as a text** and ``nonce`` 64
hexadecimal digits, both empty when the version is withheld or is itself a removal; ``commitment`` is
SHA-256(nonce bytes + content bytes) in hexadecimal.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from dateline.lib.tlog.log_leaves import written

FORMAT = "dateline-version/1"
TOLD_BY_LEAF = ("article", "version", "kind", "at", "url", "lang", "commitment")
FIELDS = frozenset(("format", *TOLD_BY_LEAF, "content", "nonce"))
LONGEST_FILE = 32 * 1024 * 1024


class BadVersionError(ValueError):
    """Raised for a version that is not what its leaf says; says so in a sentence."""


def make_version_file(*, leaf: Mapping[str, Any], content: str, nonce: str) -> bytes:
    """Return the file of a version with this leaf; content and nonce are empty when they are withheld."""
    told = {name: leaf[name] for name in TOLD_BY_LEAF}
    return written({"format": FORMAT, **told, "content": content, "nonce": nonce})


def read_version_file(data: bytes) -> dict[str, Any]:
    """Return the fields of the file. Raises BadVersionError when it is not one."""
    try:
        fields = json.loads(data.decode()) if len(data) <= LONGEST_FILE else None
    except (ValueError, RecursionError) as error:
        raise BadVersionError("This is not the file of a version: it is not JSON.") from error
    if not isinstance(fields, dict) or fields.get("format") != FORMAT:
        raise BadVersionError("This is not the file of a version: it does not name its format.")
    if fields.keys() != FIELDS or any(not isinstance(fields[name], str) for name in FIELDS - {"version"}):
        raise BadVersionError("The file of the version has fields missing, or some that nothing vouches for.")
    if written(fields) != data.removesuffix(b"\n"):
        raise BadVersionError("The file of the version is not written as canonical JSON: it was changed.")
    return fields


def check_version(fields: Mapping[str, Any], *, leaf: Mapping[str, Any]) -> bool:
    """Say whether the file shows the words that the leaf commits to; False when they are withheld.

    Raises BadVersionError when the file and the leaf contradict each other.
    """
    for name in TOLD_BY_LEAF:
        if fields[name] != leaf.get(name):
            raise BadVersionError(f"The file and the log do not agree about “{name}”.")
    if not fields["content"] and not fields["nonce"]:
        return False
    try:
        nonce = bytes.fromhex(fields["nonce"])
    except ValueError as error:
        raise BadVersionError("The nonce of the version is damaged.") from error
    if len(nonce) != 32 or nonce.hex() != fields["nonce"]:
        raise BadVersionError("The nonce of the version is damaged.")
    if hashlib.sha256(nonce + fields["content"].encode()).hexdigest() != fields["commitment"]:
        raise BadVersionError("The words of this version are not those that the paper committed to.")
    return True
