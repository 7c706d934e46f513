"""Whose key a request brings, and whether it may ask once more this hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dateline.feeds.models import Partner, PartnerKey
from dateline.feeds.partner_actions import PREFIX, digest_of, take_from_quota

LONGEST = 200


class UnknownKeyError(PermissionError):
    """Raised for a key that opens nothing, or nothing any more."""


class QuotaSpentError(PermissionError):
    """Raised when a partner has asked for as much as it may this hour."""

    def __init__(self, quota: int) -> None:
        super().__init__(f"The {quota} requests of this hour are used up.")
        self.quota = quota


@dataclass(frozen=True, slots=True)
class Caller:
    """A partner who asks; ``left`` is how many more requests it has this hour."""

    partner: Partner
    left: int


def caller_of(header: str, *, now: datetime) -> Caller:
    """Return whose key the header Authorization brings, and count the request.

    Raises UnknownKeyError and QuotaSpentError.
    """
    scheme, _, words = header.partition(" ")
    words = words.strip()
    if scheme.lower() != "bearer" or not words.startswith(PREFIX) or len(words) > LONGEST:
        raise UnknownKeyError
    rows = PartnerKey.objects.filter(digest=digest_of(words), revoked_at=None)
    key = rows.select_related("partner").first()
    if key is None:
        raise UnknownKeyError
    left = take_from_quota(partner=key.partner, at=now)
    if left is None:
        raise QuotaSpentError(key.partner.quota)
    return Caller(key.partner, left)
