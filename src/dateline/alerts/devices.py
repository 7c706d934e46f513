"""What a browser sends when it asks for alerts (Push API): an address at its push service, and two keys."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from binascii import Error as NotBase64
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.fernet import InvalidToken
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from dateline.alerts.bounds import LONGEST_ENDPOINT, MOST_SUBJECTS
from dateline.alerts.choices import is_subject
from dateline.alerts.errors import DeviceRefusedError, LostKeyError
from dateline.lib.outgoing.guarding import RefusedTargetError, target_of
from dateline.publishlog.outside.permitting import usual_rules
from dateline.publishlog.outside.sealing import sealed, unsealed

PURPOSE = "alerts"
"""For which addresses of devices, and the paper's key for push services, are sealed."""
# Of Chrome and most others, Firefox, Safari, Edge. A stranger cannot have the paper write to anybody else.
SERVICES = ("fcm.googleapis.com", "push.services.mozilla.com", "push.apple.com", "notify.windows.com")
POINT_BYTES, SECRET_BYTES = 65, 16


@dataclass(frozen=True, slots=True)
class Device:
    """Where a message is put for a device, and with what it is encrypted for that device alone."""

    endpoint: str
    p256dh: str
    auth: str

    @property
    def digest(self) -> str:
        return digest_of(self.endpoint)

    @property
    def point(self) -> bytes:
        return decoded(self.p256dh)

    @property
    def secret(self) -> bytes:
        return decoded(self.auth)

    def sealed(self) -> str:
        """Return it as the database keeps it."""
        return sealed(json.dumps([self.endpoint, self.p256dh, self.auth]), purpose=PURPOSE)


def digest_of(endpoint: str) -> str:
    """Return by what a device is found."""
    return sha256(endpoint.encode(errors="replace")).hexdigest()


def device_from(contents: str) -> Device:
    """Open what the database keeps. Raises LostKeyError."""
    try:
        return Device(*json.loads(unsealed(contents, purpose=PURPOSE)))
    except (InvalidToken, ValueError, TypeError):
        raise LostKeyError from None


def read_device(sent: Any) -> tuple[Device, str]:
    """Return what a browser sent, and the host of its service. Raises DeviceRefusedError; asks nobody."""
    keys = sent.get("keys") if isinstance(sent, dict) else None
    if not isinstance(keys, dict):
        raise DeviceRefusedError(400, "There must be endpoint and keys.")
    device = Device(read_endpoint(sent), str(keys.get("p256dh", "")), str(keys.get("auth", "")))
    try:
        target = target_of(device.endpoint, rules=usual_rules(longest=LONGEST_ENDPOINT))
    except RefusedTargetError:
        raise DeviceRefusedError(400, "endpoint must be an address of a push service.") from None
    host = target.host.lower()
    if not settings.PRIVATE_WEBHOOKS and not is_service(host):
        raise DeviceRefusedError(400, "This push service is not known here.")
    if not _is_point(device.p256dh) or len(decoded(device.auth)) != SECRET_BYTES:
        raise DeviceRefusedError(400, "The keys are damaged.")
    return device, host[:255]


def read_endpoint(sent: Any) -> str:
    """Return the address by which a device names itself. Raises DeviceRefusedError."""
    endpoint = sent.get("endpoint") if isinstance(sent, dict) else None
    if not isinstance(endpoint, str) or not 0 < len(endpoint) <= LONGEST_ENDPOINT:
        raise DeviceRefusedError(400, "There must be an endpoint.")
    return endpoint


def read_subjects(sent: Any) -> frozenset[str]:
    """Return of what a device wants to be told. Raises DeviceRefusedError."""
    listed = sent.get("subjects") if isinstance(sent, dict) else None
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST_SUBJECTS:
        raise DeviceRefusedError(400, "There must be subjects.")
    if not all(isinstance(one, str) and is_subject(one) for one in listed):
        raise DeviceRefusedError(400, "There is a subject that is none.")
    return frozenset(listed)


def is_service(host: str) -> bool:
    """Say whether this is a push service that browsers use."""
    return host.endswith(tuple(f".{service}" for service in SERVICES)) or host in SERVICES


def decoded(text: str) -> bytes:
    """Return the bytes of base64url without padding, as browsers write it; none for anything else."""
    try:
        return urlsafe_b64decode(f"{text}{'=' * (-len(text) % 4)}")
    except (NotBase64, ValueError):
        return b""


def _is_point(text: str) -> bool:
    point = decoded(text)
    if len(point) != POINT_BYTES:
        return False
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except (ValueError, UnsupportedAlgorithm):
        return False
    return True
