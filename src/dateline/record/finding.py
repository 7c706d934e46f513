"""Which addresses of histories exist: in a flood of made-up ones, and for a copy of the whole paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.publishing.choices import Status
from dateline.publishing.models import PublicAddress, Publication
from dateline.record.addresses import (
    difference_address,
    difference_data_address,
    evidence_address,
    history_address,
    pages_of,
    version_address,
)

_NUMBER = r"[1-9][0-9]{0,4}"
_HISTORY = re.compile(
    r"(?P<story>/[0-9]{4}/[0-9]{2}/[0-9]{2}/[-a-zA-Z0-9_]+/)history/"
    rf"(?:index\.json|index\.atom|page/(?P<page>{_NUMBER})/"
    rf"|(?P<older>{_NUMBER})(?:-(?P<newer>{_NUMBER}))?(?:/|\.json))?"
)


def existing_histories(addresses: Sequence[str]) -> set[str]:
    """Return those that belong to the history of a story, and to versions that it has. One query."""
    matches = {address: match for address in addresses if (match := _HISTORY.fullmatch(address))}
    if not matches:
        return set()
    stories = PublicAddress.objects.filter(path__in={match["story"] for match in matches.values()})
    counts = dict(stories.values_list("path", "publication__latest_number"))
    return {
        address
        for address, match in matches.items()
        if match["story"] in counts and _is_within(match, counts[match["story"]])
    }


def history_addresses() -> Iterator[str]:
    """Yield what a copy of the paper holds of histories: what their pages link to.

    Each version is compared with the one before it and with the newest; every pair would be too many.
    """
    rows = Publication.objects.filter(status=Status.PUBLIC, content_type="story").order_by(
        "published_at", "pk"
    )
    for story, count in rows.values_list("address", "latest_number").iterator():
        yield from (history_address(story, page=page) for page in range(1, pages_of(count) + 1))
        if count == 1:
            # Most stories of an archive never changed: one page and the evidence are enough of each.
            yield evidence_address(story, 1)
            continue
        yield f"{story}history/index.json"
        yield f"{story}history/index.atom"
        for number in range(1, count + 1):
            yield version_address(story, number)
            yield evidence_address(story, number)
        for older, newer in copied_pairs(count):
            yield difference_address(story, older=older, newer=newer)
            yield difference_data_address(story, older=older, newer=newer)


def copied_pairs(count: int) -> list[tuple[int, int]]:
    """Return the pairs of versions whose difference a copy of the paper holds."""
    neighbors = ((number, number + 1) for number in range(1, count))
    return sorted({*neighbors, *((number, count) for number in range(1, count))})


def _is_within(match: re.Match[str], count: int) -> bool:
    if match["page"]:
        return 1 < int(match["page"]) <= pages_of(count)
    older, newer = int(match["older"] or 1), int(match["newer"] or count)
    return older <= newer <= count if not match["newer"] else older < newer <= count
