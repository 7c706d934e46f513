"""Whether the stored versions, and what is said of their changes, are what their commitments say."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import rfc8785

from dateline.publishing.canonical import commitment_of
from dateline.publishing.choices import Kind
from dateline.publishing.models import PublishedVersion, VersionContent
from dateline.publishing.said_of_changes import said_of


@dataclass(frozen=True, slots=True)
class Checked:
    """One version, and whether it is what was published."""

    version_id: int
    is_sound: bool


def checked_versions() -> Iterator[Checked]:
    """Yield every version that should have a text, with whether all of it gives its commitments."""
    rows = PublishedVersion.objects.exclude(kind=Kind.REMOVAL).filter(withholding__isnull=True).order_by("pk")
    for pk, commitment in rows.values_list("pk", "commitment").iterator():
        yield Checked(pk, is_sound(pk, commitment) and are_words_sound(pk))


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


def are_words_sound(version_id: int) -> bool:
    """Return whether what is said of a change now is what was sealed, and the seal gives its commitment.

    Versions from before there were such seals are sound, and so are words that are withheld.
    """
    version = PublishedVersion.objects.select_related("words", "sentence_withholding").get(pk=version_id)
    words = getattr(version, "words", None)
    if words is None or hasattr(version, "sentence_withholding"):
        return True
    said = rfc8785.dumps(said_of([version]).get(version_id, {})).decode()
    try:
        nonce = bytes.fromhex(words.nonce)
    except ValueError:
        return False
    canonical = words.canonical_json.encode()
    return (
        said == words.canonical_json and commitment_of(nonce=nonce, canonical=canonical) == words.commitment
    )
