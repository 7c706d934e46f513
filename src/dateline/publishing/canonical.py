"""Canonical bytes of a version and the commitment to them.

Source: RFC 8785 (JSON Canonicalization Scheme). The commitment is a hash over a random nonce and the bytes,
so that nobody can guess a withheld text by hashing candidates.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

import rfc8785


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
    canonical = rfc8785.dumps(content)
    nonce = secrets.token_bytes(32)
    return SealedContent(
        canonical_json=canonical.decode(),
        nonce=nonce.hex(),
        commitment=commitment_of(nonce=nonce, canonical=canonical),
    )


def commitment_of(*, nonce: bytes, canonical: bytes) -> str:
    """Return SHA-256(nonce || canonical) in hexadecimal."""
    return hashlib.sha256(nonce + canonical).hexdigest()
