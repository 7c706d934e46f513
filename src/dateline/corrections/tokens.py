"""Tokens of forms, the addresses of receipts, and work to be proved. Nothing here asks the database.

A form is bound to a story and a version and good for a day. No page holds one: it is fetched when the form
opens, so pages stay the same for everybody. The secret of a receipt follows from the form and from what was
reported with it, so the same report sent twice has the same receipt, and makes one row.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner

from dateline.corrections.errors import TokenRefusedError

GOOD_FOR = 24 * 60 * 60
LONGEST = 200
SALT = "dateline.corrections.form"
RECEIPT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Form:
    """A form that was handed out: for which story and version, and what tells it from others."""

    story: str
    version: int
    nonce: str


def issue_token(*, story: UUID, version: int) -> str:
    """Return the token of a new form."""
    return _signer().sign(f"{story.hex}-{version}-{secrets.token_hex(RECEIPT_BYTES)}")


def form_of(token: str, *, story: UUID, version: int) -> Form:
    """Return the form. Raises TokenRefusedError for one that is not ours, of something else or too old."""
    if not token or len(token) > LONGEST:
        raise TokenRefusedError("No token, or none of ours.")
    try:
        form = Form(*_parts(_signer().unsign(token, max_age=GOOD_FOR)))
    except (BadSignature, ValueError) as error:
        raise TokenRefusedError("The form is too old, or none of ours.") from error
    if (form.story, form.version) != (story.hex, version):
        raise TokenRefusedError("The form is of another story or version.")
    return form


def receipt_secret(form: Form, *, report: str) -> str:
    """Return the secret in the address of the receipt: 128 bits that only we can compute."""
    key = hmac.digest(settings.SECRET_KEY.encode(), b"dateline.corrections.receipt", sha256)
    return hmac.new(key, f"{form.nonce}:{report}".encode(), sha256).hexdigest()[: 2 * RECEIPT_BYTES]


def receipt_digest(secret: str) -> str:
    """Return what is stored of the secret."""
    return sha256(secret.encode()).hexdigest()


def proves_work(token: str, answer: str, *, bits: int) -> bool:
    """Say whether somebody has looked for a number that makes the digest begin with so many zero bits."""
    if not (answer.isascii() and answer.isdecimal() and len(answer) <= 12):
        return False
    digest = sha256(f"{token}:{answer}".encode()).digest()
    return int.from_bytes(digest[:8]) >> (64 - bits) == 0


def _parts(value: str) -> tuple[str, int, str]:
    story, version, nonce = value.split("-")
    return story, int(version), nonce


def _signer() -> TimestampSigner:
    return TimestampSigner(salt=SALT)
