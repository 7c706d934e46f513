"""What can become of a document of an archive."""

from enum import StrEnum


class Outcome(StrEnum):
    """Outcome of one document, as it stands in the report."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    FAILED = "failed"
    WOULD_CREATE = "would create"
    WOULD_UPDATE = "would update"
