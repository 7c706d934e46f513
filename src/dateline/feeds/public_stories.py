"""Stories by the id that they keep for ever."""

from __future__ import annotations

from uuid import UUID

from dateline.edition.keys import announce
from dateline.publishing.choices import Status
from dateline.publishing.models import Publication


class GoneError(LookupError):
    """Raised for a story that was in the paper and is not any more."""


def publication_of(uuid: UUID) -> Publication | None:
    """Return the public story with this id; None for one that never was. Raises GoneError."""
    announce(f"publication/{uuid}")
    publication = Publication.objects.filter(pk=uuid, content_type="story").first()
    if publication is not None and publication.status != Status.PUBLIC:
        raise GoneError
    return publication
