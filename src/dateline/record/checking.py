"""Whether the stored versions are what their commitments say."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.publishing.canonical import commitment_of
from dateline.publishing.choices import Kind
from dateline.publishing.models import PublishedVersion, VersionContent


@dataclass(frozen=True, slots=True)
class Checked:
    """One version, and whether it is what was published."""

    version_id: int
    is_sound: bool


def checked_versions() -> Iterator[Checked]:
    """Yield every version that should have a text, with whether its bytes give its commitment."""
    rows = PublishedVersion.objects.exclude(kind=Kind.REMOVAL).filter(withholding__isnull=True).order_by("pk")
    for pk, commitment in rows.values_list("pk", "commitment").iterator():
        yield Checked(pk, is_sound(pk, commitment))


def is_sound(version_id: int, commitment: str) -> bool:
    """Return whether the stored text and nonce of a version give this commitment. A missing text does not."""
    try:
        content = VersionContent.objects.get(pk=version_id)
        nonce = bytes.fromhex(content.nonce)
    except (VersionContent.DoesNotExist, ValueError, zlib.error):
        # Damage to compressed bytes is mostly found before the commitment is asked.
        return False
    canonical = content.canonical_json.encode()
    return content.nonce == nonce.hex() and commitment_of(nonce=nonce, canonical=canonical) == commitment
