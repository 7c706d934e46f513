"""What a device gets: the message (Declarative Web Push), encrypted for it (RFC 8291), signed (RFC 8292).

Only the worker loads the libraries for it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

from cryptography.fernet import InvalidToken
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.utils.translation import get_language_info

from dateline.alerts.choices import BREAKING
from dateline.alerts.devices import PURPOSE, Device
from dateline.alerts.errors import LostKeyError
from dateline.alerts.models import Alert, PushIdentity
from dateline.paper.queries import paper_settings
from dateline.publishlog.outside.sealing import unsealed

WEB_PUSH = 8030
"""By which a browser knows a message that it can show without the paper's program."""
TOKEN_HOURS = timedelta(hours=12)
"""A token is good for; at most a day (RFC 8292, section 2)."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who we are, for push services: the key, opened, and where we can be asked about."""

    private_key: str
    contact: str

    def authorization(self, endpoint: str, *, at: datetime) -> str:
        """Return the value of the header Authorization for one push service."""
        from py_vapid import Vapid02  # noqa: PLC0415 - the worker's alone

        parts = urlsplit(endpoint)
        claims = {
            "aud": f"{parts.scheme}://{parts.netloc}",
            "exp": int((at + TOKEN_HOURS).timestamp()),
            "sub": self.contact,
        }
        signer: Any = Vapid02.from_raw(self.private_key.encode())
        # What it takes for an address of a contact is narrower than what is one.
        signer.conf = {"no-strict": True}
        return str(signer.sign(claims)["Authorization"])


def sender_of(identity: PushIdentity) -> Sender:
    """Return the paper as push services know it. Raises LostKeyError."""
    try:
        private = unsealed(identity.private_key, purpose=PURPOSE)
    except InvalidToken:
        raise LostKeyError from None
    email = paper_settings().contact_email
    return Sender(private, f"mailto:{email}" if email else settings.WAGTAILADMIN_BASE_URL)


def message_of(alert: Alert) -> bytes:
    """Return what the device shows, in the form that browsers know as well as the paper's program does."""
    told = {
        "title": alert.title,
        "body": alert.text,
        "navigate": urljoin(settings.WAGTAILADMIN_BASE_URL, alert.publication.address),
        "lang": alert.language,
        "dir": _direction(alert.language),
        "tag": alert.tag,
    }
    whole = {"web_push": WEB_PUSH, "notification": told}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def encrypted(message: bytes, *, device: Device) -> bytes:
    """Return the message so that this device alone can read it."""
    import http_ece  # noqa: PLC0415 - the worker's alone

    body: bytes = http_ece.encrypt(
        message,
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=device.point,
        auth_secret=device.secret,
        version="aes128gcm",
    )
    return body


def headers_of(alert: Alert, *, at: datetime) -> dict[str, str]:
    """Return how a push service treats the message (RFC 8030): how long it keeps it, and what it replaces."""
    return {
        "content-encoding": "aes128gcm",
        "content-type": "application/octet-stream",
        "ttl": str(max(0, int((alert.expires_at - at).total_seconds()))),
        "topic": alert.tag,
        "urgency": "high" if alert.subject == BREAKING else "normal",
    }


def _direction(language: str) -> str:
    try:
        return "rtl" if get_language_info(language)["bidi"] else "ltr"
    except KeyError:
        return "ltr"
