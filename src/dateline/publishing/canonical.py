"""Canonical bytes of a version and the commitment to them.

Source: RFC 8785 (JSON Canonicalization Scheme). The commitment is a hash over a random nonce and the bytes,
so that nobody can guess a withheld text by hashing candidates.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import Any

import rfc8785

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False)
_LARGEST = 2**53 - 1


@dataclass(frozen=True, slots=True)
class SealedContent:
    """Canonical JSON with its nonce and commitment, both in hexadecimal."""

    canonical_json: str
    nonce: str
    commitment: str


def seal(content: dict[str, Any]) -> SealedContent:
    """Return the content as canonical JSON, with a fresh 32-byte nonce and SHA-256(nonce || bytes).

    Raises rfc8785.CanonicalizationError for values that JSON cannot hold exactly.
    """
    canonical = canonical_bytes(content)
    nonce = secrets.token_bytes(32)
    return SealedContent(
        canonical_json=canonical.decode(),
        nonce=nonce.hex(),
        commitment=commitment_of(nonce=nonce, canonical=canonical),
    )


def canonical_bytes(content: Any) -> bytes:
    """Return the content as canonical JSON in UTF-8.

    The encoder of the standard library, which is ten times as fast, writes the same for text, small whole
    numbers, truth and nothing (RFC 8785, sections 3.2.1 to 3.2.3), as long as names are of the basic plane,
    where code points and UTF-16 units have one order. Anything else is left to the library.
    """
    if _is_plain(content):
        try:
            return _ENCODER.encode(content).encode()
        except UnicodeEncodeError:
            pass  # half a surrogate pair, which the library refuses in its own words
    return rfc8785.dumps(content)


def _is_plain(value: Any) -> bool:
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return True
    if kind is dict:
        return all(
            type(name) is str and name.isascii() and (type(one) is str or _is_plain(one))
            for name, one in value.items()
        )
    if kind is list:
        return all(map(_is_plain, value))
    return kind is int and -_LARGEST <= value <= _LARGEST


def commitment_of(*, nonce: bytes, canonical: bytes) -> str:
    """Return SHA-256(nonce || canonical) in hexadecimal."""
    return hashlib.sha256(nonce + canonical).hexdigest()
