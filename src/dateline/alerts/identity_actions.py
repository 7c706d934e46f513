"""The key by which push services know the paper is made once, and anew only after it was lost."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import datetime

from cryptography.fernet import InvalidToken
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import transaction

from dateline.alerts.devices import PURPOSE
from dateline.alerts.models import PushIdentity, PushSubscription
from dateline.publishlog.outside.sealing import sealed, unsealed

SCALAR_BYTES = 32


@transaction.atomic
def keep_identity(*, at: datetime) -> PushIdentity:
    """Return the paper's key for push services, made at first use; safe to call again.

    After the paper's own key was lost, neither this one nor the devices' addresses can be read: devices are
    forgotten, and asked to choose again when they come to the page.
    """
    found = PushIdentity.objects.first()
    if found is not None and _opens(found):
        return found
    if found is not None:
        PushSubscription.objects.all().delete()
        found.delete()
    key = ec.generate_private_key(ec.SECP256R1())
    scalar = key.private_numbers().private_value.to_bytes(SCALAR_BYTES, "big")
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return PushIdentity.objects.create(
        public_key=_written(point), private_key=sealed(_written(scalar), purpose=PURPOSE), made_at=at
    )


def _opens(identity: PushIdentity) -> bool:
    try:
        unsealed(identity.private_key, purpose=PURPOSE)
    except InvalidToken:
        return False
    return True


def _written(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
