"""Stories as ninjs 3.1 (iptc.org), without a property that the standard does not have.

What the standard has no property for is an association with a relation of ours; the documentation of the API
lists them. Items are made once, and kept until something that they say changes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings

from dateline.edition.keys import announce, kept_each
from dateline.feeds.api.addresses import full, story_address
from dateline.feeds.entry_queries import entries_by_id
from dateline.feeds.models import StoryChange
from dateline.lib.feed_documents import FeedEntry
from dateline.paper.queries import paper_settings
from dateline.people.choices import BylineRole
from dateline.publishing.choices import Status
from dateline.publishing.paper_time import local
from dateline.publishing.queries import notices_of
from dateline.sections.models import Topic
from dateline.sections.queries import all_sections
from dateline.stories.card_queries import bylines_of, load_bylines
from dateline.stories.choices import Label
from dateline.stories.contexts import NoticeContext
from dateline.stories.models import StoryPage, StoryTopic
from dateline.stories.notices import plain_notices

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
PROFILE = "dateline-story"
ROLES = {BylineRole.WORDS: "author", BylineRole.PHOTOS: "photographer"}
HTML = "text/html"


class Item(NamedTuple):
    """A story as JSON text, with the body and without."""

    whole: str
    brief: str


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What was loaded for all items together."""

    sections: Mapping[int, Any]
    topics: Mapping[int, Sequence[Topic]]
    kinds: Mapping[UUID, str]


def items_by_id(ids: Sequence[int]) -> dict[int, Item]:
    """Return those of these stories that are public, by the story's key. Announces what each is made of."""
    found = kept_each({pk: f"api/item/{pk}/{settings.LANGUAGE_CODE}" for pk in ids}, _makers)
    # What went between two queries of one page has no item that would tell.
    announce(*(f"story/{pk}" for pk in ids if pk not in found))
    return found


def tombstone(uuid: UUID, *, status: str, version: int) -> str:
    """Return all that is told of a story that is not in the paper any more: that it was, and is not."""
    return as_json(
        {
            "uri": uuid.urn,
            "version": str(version),
            "pubStatus": "withheld" if status == Status.UNPUBLISHED else "canceled",
            "standard": STANDARD,
        }
    )


def as_json(data: Any) -> str:
    """Return JSON as the API writes it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _makers(ids: list[int]) -> dict[int, Callable[[], Item]]:
    # Fills the shelf that each item's entry is then taken from.
    entries_by_id(ids)
    stories = StoryPage.objects.newest().for_readers().select_related("series").in_bulk(ids)
    load_bylines(list(stories.values()))
    rows = StoryTopic.objects.filter(story__in=ids).select_related("topic").order_by("topic__name")
    topics: dict[int, list[Topic]] = {pk: [] for pk in ids}
    for row in rows:
        topics[row.story_id].append(row.topic)
    changes = StoryChange.objects.filter(publication__in=[story.uuid for story in stories.values()])
    loaded = _Loaded(
        sections={section.pk: section for section in all_sections()},
        topics=topics,
        kinds=dict(changes.values_list("publication_id", "kind")),
    )
    return {pk: partial(_item, story, loaded) for pk, story in stories.items()}


def _item(story: StoryPage, loaded: _Loaded) -> Item:
    (entry,) = entries_by_id([story.pk]).values()
    notices = _notices(story)
    data = {
        "uri": story.uuid.urn,
        "standard": STANDARD,
        "type": "text",
        "representationType": "full",
        "profile": PROFILE,
        "version": str(story.version_number),
        "firstCreated": entry.published_at.isoformat(),
        "versionCreated": local(story.changed_at or story.public_since).isoformat(),
        "pubStatus": "usable",
        "copyrightHolder": paper_settings().name,
        "language": story.language,
        "headlines": _present(main=story.title, short=story.short_headline, kicker=story.kicker),
        "descriptions": _present(standfirst=story.standfirst, warning=_warning(story)),
        "by": ", ".join(author.name for author in entry.authors),
        "located": story.dateline_place,
        "people": list(_people(story)),
        "subjects": list(_subjects(story, loaded)),
        "genres": [{"name": str(Label(story.label).label), "literal": story.label}] if story.label else [],
        "renditions": _renditions(entry),
        "associations": list(_associations(story, entry, notices, kind=loaded.kinds.get(story.uuid, ""))),
        "bodies": [{"role": "main", "contentType": HTML, "value": entry.content_html}],
    }
    told = {name: value for name, value in data.items() if value not in ("", [])}
    # Who gets no body gets the notices all the same: they stand in the summary.
    brief = {
        **told,
        "representationType": "partial",
        "bodies": [{"role": "summary", "contentType": HTML, "value": entry.summary_html}],
    }
    return Item(whole=as_json(told), brief=as_json(brief))


def _notices(story: StoryPage) -> list[tuple[int, NoticeContext]]:
    versions = notices_of(story.uuid) if story.updated_at else []
    told = plain_notices(versions)
    return [(version.number, told[version.pk]) for version in versions]


def _warning(story: StoryPage) -> str:
    return " ".join(word for word in (story.age_rating, story.content_note) if word)


def _present(**values: str) -> list[dict[str, str]]:
    return [
        {"role": role, "contentType": "text/plain", "value": value} for role, value in values.items() if value
    ]


def _people(story: StoryPage) -> Iterator[dict[str, str]]:
    for byline in bylines_of(story, {}):
        person = {"name": byline.contributor.name, "rel": ROLES[BylineRole(byline.role)]}
        if byline.contributor.url:
            person["uri"] = full(byline.contributor.url)
        yield person


def _subjects(story: StoryPage, loaded: _Loaded) -> Iterator[dict[str, str]]:
    section = loaded.sections.get(story.section_id)
    if section is not None:
        name = section.name_in(settings.LANGUAGE_CODE)
        yield _subject("section", name=name, literal=section.slug, path=section.public_path())
    for topic in loaded.topics[story.pk]:
        yield _subject("topic", name=topic.name, literal=topic.slug, path=topic.get_absolute_url())
    if story.series is not None:
        announce(f"series/{story.series_id}")
        series = story.series
        yield _subject("series", name=series.name, literal=series.slug, path=series.get_absolute_url())


def _subject(rel: str, *, name: str, literal: str, path: str) -> dict[str, str]:
    return {"name": name, "rel": rel, "literal": literal, "uri": full(path)}


def _renditions(entry: FeedEntry) -> list[dict[str, str]]:
    return [
        {"name": "page", "href": entry.url, "contentType": HTML},
        {"name": "history", "href": f"{entry.url}history/", "contentType": HTML},
    ]


def _associations(
    story: StoryPage, entry: FeedEntry, notices: Sequence[tuple[int, NoticeContext]], *, kind: str
) -> Iterator[dict[str, Any]]:
    if entry.picture is not None:
        yield _picture(entry)
    versions = story_address(story.uuid, "/versions")
    if kind:
        yield {
            "name": "version",
            "rel": f"kind:{kind}",
            "uri": versions,
            "version": str(story.version_number),
        }
    if story.updated_at is not None:
        moment = local(story.updated_at).isoformat()
        yield {"name": "updated", "rel": "updated", "uri": story.uuid.urn, "versionCreated": moment}
    for number, notice in notices:
        yield _correction(story.uuid, number, notice)


def _correction(uuid: UUID, number: int, notice: NoticeContext) -> dict[str, Any]:
    """Return a notice as an association of its story."""
    return {
        "name": f"correction-{number}",
        "rel": "corrected" if notice.is_amended else "correction",
        "uri": f"{uuid.urn}#notice-{number}",
        "type": "text",
        "version": str(number),
        "versionCreated": notice.at.isoformat(),
        "genres": [{"name": notice.heading, "literal": notice.kind}],
        "descriptions": _present(wrong=notice.wrong, right=notice.right) or _present(notice=notice.text),
        "bodies": [{"role": "main", "contentType": "text/plain", "value": notice.text}],
    }


def _picture(entry: FeedEntry) -> dict[str, Any]:
    picture: Any = entry.picture
    file = {"name": "main", "href": picture.url, "contentType": picture.media_type}
    size = {"width": picture.width, "height": picture.height}
    data = {
        "name": "lead",
        "rel": "lead",
        "uri": picture.url,
        "type": "picture",
        "by": picture.credit,
        "descriptions": _present(caption=picture.caption, alternative=picture.alt),
        "renditions": [{name: value for name, value in file.items() if value} | size],
    }
    return {name: value for name, value in data.items() if value not in ("", [])}
