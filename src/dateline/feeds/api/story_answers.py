"""One story for programs: itself, its versions, its corrections; and the corrections of the whole paper."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from dateline.corrections.correction_queries import notes_of
from dateline.corrections.listing import all_notices
from dateline.feeds.api.addresses import full, story_address
from dateline.feeds.api.asking import Asked
from dateline.feeds.api.items import Item, as_json, items_by_id
from dateline.feeds.api.story_lists import Page
from dateline.feeds.public_stories import GoneError, publication_of
from dateline.publishing.models import Publication, PublishedVersion
from dateline.record.machine_forms import history_data
from dateline.record.queries import history_context
from dateline.stories.models import StoryPage
from dateline.stories.notices import plain_notices


@dataclass(frozen=True, slots=True)
class Found:
    """A public story."""

    publication: Publication
    item: Item


def story(uuid: UUID) -> Found | None:
    """Return a story as an item; None for one that never was. Raises GoneError."""
    publication = publication_of(uuid)
    if publication is None:
        return None
    item = items_by_id([publication.page_id]).get(publication.page_id)
    if item is None:
        raise GoneError
    return Found(publication, item)


def versions(publication: Publication) -> str:
    """Return every version of a story: number, kind, time, what was said of the change, and its proof."""
    history = history_context(publication, is_whole=True)
    data: dict[str, Any] = history_data(history) if history is not None else {}
    return as_json({"id": publication.pk.urn, **data})


def corrections_of(publication: Publication) -> str:
    """Return every public notice of a story, oldest first."""
    notes = [{**asdict(note), "at": note.at.isoformat()} for note in notes_of(publication)]
    return as_json({"id": publication.pk.urn, "items": notes})


def corrections_page(wanted: Asked) -> Page:
    """Return the notices of the paper, newest first; a list goes on behind the notice that it ended with."""
    notices, after = all_notices(), wanted.after_row()
    # The one that a list ended with may have gone with its story since.
    older = (place for place, notice in enumerate(notices) if notice.version_id < after)
    start = next(older, len(notices)) if after else 0
    shown = notices[start : start + wanted.limit]
    versions = PublishedVersion.objects.in_bulk([notice.version_id for notice in shown])
    told = plain_notices(list(versions.values()))
    stories = StoryPage.objects.for_cards().in_bulk({notice.story_id for notice in shown})
    items = []
    for notice in shown:
        version, of, words = versions[notice.version_id], stories[notice.story_id], told[notice.version_id]
        items.append(
            as_json(
                {
                    "story": version.publication_id.urn,
                    "api": story_address(version.publication_id),
                    "url": f"{full(of.public_path())}#{words.anchor}",
                    "headline": of.title,
                    "section": notice.section,
                    "number": version.number,
                    "kind": words.kind,
                    "heading": words.heading,
                    "text": words.text,
                    "wrong": words.wrong,
                    "right": words.right,
                    "at": words.at.isoformat(),
                    "is_amended": words.is_amended,
                }
            )
        )
    goes_on = start + wanted.limit < len(notices)
    return Page(items=items, following={"cursor": str(shown[-1].version_id)} if goes_on else None)
