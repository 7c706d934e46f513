"""What a browser and a push service do with a message, from the standards and not with the paper's libraries.

- RFC 8291 (Message Encryption for Web Push), section 3.4: keys from ECDH, the secret and the salt.
- RFC 8188 (aes128gcm), section 2: header of salt, record size and key; here one record, which ends with 2.
- RFC 8292 (VAPID), section 2: a JSON Web Token signed with ES256, in a header with the key.
"""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from os import urandom
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
LARGEST = 4096
"""Bytes of a body that a push service must take (RFC 8030, section 7.2)."""


class NotTheStandardError(ValueError):
    """Raised for what a browser or a push service would refuse."""


def read(text: str) -> bytes:
    """Return the bytes of base64url without padding."""
    if "=" in text:
        raise NotTheStandardError("base64url of these standards has no padding")
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def written(raw: bytes) -> str:
    """Return bytes as base64url without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def point_of(key: ec.EllipticCurvePublicKey) -> bytes:
    """Return a public key as it is sent."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


@dataclass
class Browser:
    """A browser that asked for messages: its keys, and what it gives away of them."""

    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(CURVE))
    secret: bytes = field(default_factory=lambda: urandom(16))

    @property
    def keys(self) -> dict[str, str]:
        return {"p256dh": written(point_of(self.private.public_key())), "auth": written(self.secret)}

    def open(self, body: bytes) -> bytes:
        """Return the message. Raises NotTheStandardError, or InvalidTag of cryptography."""
        if len(body) > LARGEST:
            raise NotTheStandardError(f"{len(body)} bytes")
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        sender, record = body[21 : 21 + length], body[21 + length :]
        if size < 18 or length != 65 or len(record) > size:
            raise NotTheStandardError("header of aes128gcm")
        shared = self.private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, sender))
        own = point_of(self.private.public_key())
        first = derived(shared, salt=self.secret, info=b"WebPush: info\0" + own + sender, length=32)
        key = derived(first, salt=salt, info=b"Content-Encoding: aes128gcm\0", length=16)
        nonce = derived(first, salt=salt, info=b"Content-Encoding: nonce\0", length=12)
        message, mark, padding = AESGCM(key).decrypt(nonce, record, None).rpartition(b"\x02")
        if not mark or padding.strip(b"\0"):
            raise NotTheStandardError("the last record ends with 2 and zeros")
        return message


def derived(secret: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    """HKDF with SHA-256 (RFC 5869) for at most one block."""
    key = hmac.digest(salt, secret, sha256)
    return hmac.digest(key, info + b"\x01", sha256)[:length]


def claims_of(authorization: str, *, key: str) -> dict[str, Any]:
    """Return what a sender says of itself, signed with the key that was subscribed with.

    Raises NotTheStandardError, or InvalidSignature of cryptography.
    """
    scheme, _space, rest = authorization.partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    if scheme.lower() != "vapid" or set(parts) != {"t", "k"}:
        raise NotTheStandardError(authorization)
    if parts["k"] != key:
        raise NotTheStandardError("another key than the device was subscribed with")
    head, body, signature = parts["t"].split(".")
    if json.loads(read(head)).get("alg") != "ES256":
        raise NotTheStandardError("ES256 alone")
    raw = read(signature)
    if len(raw) != 64:
        raise NotTheStandardError("a signature has 64 bytes (RFC 7518, section 3.4)")
    pair = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    signer = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, read(parts["k"]))
    signer.verify(pair, f"{head}.{body}".encode(), ec.ECDSA(hashes.SHA256()))
    claims: dict[str, Any] = json.loads(read(body))
    return claims
