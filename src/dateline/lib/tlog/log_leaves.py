"""What a leaf of the paper's log says: canonical JSON over commitments, never a word of an article.

Strings and whole numbers only, so that RFC 8785 is the same as sorted keys without spaces, which the standard
library writes. The fields are described in docs/reference/log.md.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

VERSION = 1
LONGEST_LEAF = 2048
PUBLISH, MOVE, UNPUBLISH, RESTORE = "publish", "move", "unpublish", "restore"
REMOVE, WITHHOLD, DELETE, KEY = "remove", "withhold", "delete", "key"
# Words of some versions went, and the rest is as public, or as little, as it was.
REDACT = "redact"
TYPES = (PUBLISH, MOVE, UNPUBLISH, RESTORE, REMOVE, WITHHOLD, REDACT, DELETE, KEY)
# What a reader could read at the address until a later leaf says otherwise.
PUBLIC = frozenset((PUBLISH, MOVE, RESTORE))
PREVIOUS, DIGESTS, PICTURES = "previous", "pictures_digest", "pictures"
TEXTS, SENTENCES, THROUGH = "texts", "sentences", "withheld_through"
SAID = "said"

_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


class BadLeafError(ValueError):
    """Raised for bytes that are no leaf of a paper's log."""


def written(fields: Mapping[str, Any]) -> bytes:
    """Return the one way in which these fields are written (RFC 8785)."""
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def make_leaf(fields: Mapping[str, Any], *, pictures: Sequence[str] = ()) -> bytes:
    """Return a leaf. More pictures than fit are committed to by one digest over the list of theirs.

    Raises BadLeafError when it would be too long all the same.
    """
    listed = sorted(set(pictures))
    leaf = {"v": VERSION, **fields}
    whole = written({**leaf, PICTURES: listed} if listed else leaf)
    if len(whole) > LONGEST_LEAF and listed:
        whole = written({**leaf, DIGESTS: digest_of_pictures(listed)})
    if len(whole) > LONGEST_LEAF:
        raise BadLeafError(f"a leaf has at most {LONGEST_LEAF} bytes")
    return whole


def read_leaf(data: bytes) -> dict[str, Any]:
    """Return the fields of a leaf. Raises BadLeafError for what is not one, written in the one way."""
    if len(data) > LONGEST_LEAF:
        raise BadLeafError(f"A leaf has at most {LONGEST_LEAF} bytes.")
    try:
        fields = json.loads(data.decode())
    except ValueError as error:
        raise BadLeafError("A leaf is JSON.") from error
    if not isinstance(fields, dict) or fields.get("v") != VERSION or fields.get("type") not in TYPES:
        raise BadLeafError("A leaf says which form it has and what it records.")
    if fields["type"] != KEY and not isinstance(fields.get("article"), str):
        raise BadLeafError("A leaf says what it is about.")
    if written(fields) != data:
        raise BadLeafError("A leaf is canonical JSON.")
    return fields


def written_numbers(numbers: Iterable[int]) -> str:
    """Return numbers of versions in as few letters as can be, such as ``1-3,7``."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)


def read_numbers(text: str) -> set[int]:
    """Return the numbers that ``written_numbers`` wrote. Raises BadLeafError for anything else."""
    found: set[int] = set()
    for span in text.split(",") if text else ():
        first, dash, last = span.partition("-")
        if not _NUMBER.fullmatch(first) or (dash and not _NUMBER.fullmatch(last)):
            raise BadLeafError("A leaf names versions by their numbers.")
        found.update(range(int(first), int(last or first) + 1))
    return found


def identity_of(fields: Mapping[str, Any]) -> str:
    """Return what is the same for two leaves that record the same thing, wherever in the log they are."""
    return hashlib.sha256(written({k: v for k, v in fields.items() if k != PREVIOUS})).hexdigest()


def digest_of_pictures(digests: Sequence[str]) -> str:
    """Return the digest over a list of digests of pictures."""
    return hashlib.sha256(json.dumps(sorted(digests), separators=(",", ":")).encode()).hexdigest()
