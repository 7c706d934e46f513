"""Commit to what is said of a change, once everything that belongs to its publication is recorded.

The text of a version is sealed when the version is made. Corrections come after it, in the same transaction;
so what is said has a commitment of its own, with a nonce of its own: the one may go while the other stays.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import QuerySet

from dateline.publishing.canonical import seal
from dateline.publishing.models import PublishedVersion, VersionWords
from dateline.publishing.said_of_changes import said_of


def seal_words(version: PublishedVersion | None) -> None:
    """Seal what is said of the change of this version, nothing included; for no version nothing is done.

    Must be called inside the transaction of its publication, as the last thing that is done about it.
    """
    if version is not None:
        VersionWords.objects.bulk_create(sealed_words([version]))


def sealed_words(versions: Sequence[PublishedVersion]) -> list[VersionWords]:
    """Return the rows of ``seal_words`` for many versions, not saved yet."""
    said = said_of(versions)
    rows = []
    for version in versions:
        sealed = seal(said.get(version.pk, {}))
        rows.append(
            VersionWords(
                version=version,
                canonical_json=sealed.canonical_json,
                nonce=sealed.nonce,
                commitment=sealed.commitment,
            )
        )
    return rows


def forget_sealed_words(versions: Collection[int]) -> None:
    """Destroy what was said, and its nonces, of versions with these keys that are withheld."""
    # The manager refuses every update; the database allows this one, and only then.
    QuerySet(VersionWords).filter(version__in=versions).update(canonical_json="", nonce="")
