"""What corrections record of a change, for whoever commits to it, looks for words in it or shows it whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from dateline.corrections.correction_models import Correction
from dateline.publishing.models import PublishedVersion

NAME = "correction"


def said_by_corrections(versions: Sequence[PublishedVersion]) -> dict[int, dict[str, Any]]:
    """Return what is on record of these versions by their keys; JSON values of strings and numbers only."""
    keys = [version.pk for version in versions]
    found = Correction.objects.filter(version_id__in=keys).select_related("wrong_version", "amends__version")
    return {
        record.version_id: {
            "wrong": record.what_was_wrong,
            "right": record.what_is_right,
            "noticed_at": _written(record.noticed_at),
            "noticed_by": record.noticed_by,
            "placement": record.placement,
            "wrong_version": record.wrong_version.number,
            "amends": record.amends.version.number if record.amends is not None else 0,
            "marks": [
                {"block": str(mark["block"]), "start": int(mark["start"]), "end": int(mark["end"])}
                for mark in record.marks
            ],
        }
        for record in found
    }


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
