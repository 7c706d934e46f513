"""Two versions of a story side by side."""

from __future__ import annotations

from dateline.edition.copies import is_for_copy
from dateline.publishing.models import Publication
from dateline.record.addresses import difference_address, history_address
from dateline.record.contexts import ComparedContext
from dateline.record.differences import compare_contents
from dateline.record.queries import is_readable, recorded_content, version_context, with_contents
from dateline.record.version_notes import notes_on
from dateline.record.version_queries import pictures_of


def compared_versions(publication: Publication, *, older: int, newer: int) -> ComparedContext | None:
    """Return the difference of two versions of a public story; None when it has not both."""
    rows = with_contents(publication, [older, newer])
    if older >= newer or older not in rows or newer not in rows:
        return None
    contents = [
        recorded_content(rows[number]) if is_readable(rows[number]) else None for number in (older, newer)
    ]
    before, after = contents
    said = after or before or {}
    notes = notes_on(publication, [older, newer])
    story, count = publication.address, publication.latest_number
    are_neighbors = newer == older + 1
    return ComparedContext(
        older=version_context(publication, rows[older], notes=notes.get(older, ())),
        newer=version_context(publication, rows[newer], notes=notes.get(newer, ())),
        headline=said.get("fields", {}).get("headline", ""),
        language=rows[newer].language,
        story_url=story,
        history_url=history_address(story),
        url=difference_address(story, older=older, newer=newer),
        version_count=count,
        difference=compare_contents(before, after) if before is not None and after is not None else None,
        pictures={
            f"{name}/{digest}": picture
            for (name, digest), picture in pictures_of([each for each in contents if each]).items()
        },
        previous_url=difference_address(story, older=older - 1, newer=newer - 1)
        if are_neighbors and older > 1
        else "",
        next_url=difference_address(story, older=older + 1, newer=newer + 1)
        if are_neighbors and newer < count
        else "",
        can_choose=count > 2 and not is_for_copy(),
    )
