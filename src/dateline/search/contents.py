"""What of a public story is indexed: what its newest published version says, never a draft."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.lib.canonical_text import canonical_text
from dateline.people.models import Contributor
from dateline.publishing.choices import Status
from dateline.publishing.models import Publication, PublishedVersion, VersionContent
from dateline.search.index.lexemes import MOST_FORMS, StoryText, mark
from dateline.search.index.words import forms_of
from dateline.sections.models import Series, Topic
from dateline.stories.models import StoryPage

PLAIN_NEWS = "news"


@dataclass(frozen=True, slots=True)
class StoryRow:
    """What of a story stands in no version, or may change without a new one."""

    story_id: int
    section_id: int
    label: str
    language: str


@dataclass(frozen=True, slots=True)
class Names:
    """Names that stories refer to, as they are now."""

    contributors: Mapping[int, str]
    topics: Mapping[int, str]
    series: Mapping[int, str]


def public_contents(story_ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """Return what the newest versions of these stories say; those that are not public are left out.

    In three steps, each by a key: joined, and narrowed down to what is public in the same query, SQLite reads
    every publication of the paper.
    """
    published = Publication.objects.filter(page_id__in=story_ids)
    rows = published.values_list("pk", "page_id", "latest_number", "content_type", "status")
    stories = {
        pk: (page_id, number)
        for pk, page_id, number, content_type, status in rows
        if content_type == "story" and status == Status.PUBLIC
    }
    versions = PublishedVersion.objects.filter(publication__in=stories).order_by()
    newest = {
        pk: stories[publication][0]
        for pk, publication, number in versions.values_list("pk", "publication_id", "number")
        if stories[publication][1] == number
    }
    contents = VersionContent.objects.filter(pk__in=newest).values_list("pk", "canonical_json")
    return {newest[pk]: json.loads(text) for pk, text in contents}


def story_texts(story_ids: Collection[int]) -> dict[int, StoryText]:
    """Return what is indexed of each of these stories that is public."""
    public = StoryPage.objects.filter(pk__in=story_ids, listed_at__isnull=False).order_by()
    rows = [StoryRow(*row) for row in public.values_list("pk", "section_id", "label", "language")]
    contents = public_contents([row.story_id for row in rows])
    names = _names_in(contents.values())
    return {
        row.story_id: story_text(row, contents[row.story_id], names=names)
        for row in rows
        if row.story_id in contents
    }


def story_text(row: StoryRow, content: Mapping[str, Any], *, names: Names) -> StoryText:
    """Return what is indexed of one story."""
    fields = content["fields"]
    people = list(dict.fromkeys(byline["contributor"] for byline in fields["bylines"]))
    known = [names.contributors[pk] for pk in people if pk in names.contributors]
    known += [names.topics[pk] for pk in fields["topics"] if pk in names.topics]
    known += [names.series[pk] for pk in [fields["series"]] if pk in names.series]
    headline = (fields["headline"], fields["short_headline"], fields["kicker"])
    return StoryText(
        marks=(
            mark("s", row.section_id),
            mark("k", row.label or PLAIN_NEWS),
            mark("l", row.language),
            *(mark("a", pk) for pk in people),
            *(mark("t", pk) for pk in fields["topics"]),
        ),
        # A short headline mostly says the same again.
        headline=_forms(dict.fromkeys(headline)),
        standfirst=_forms([fields["standfirst"]]),
        names=_forms(known),
        body=_forms(passages(content))[:MOST_FORMS],
    )


def passages(content: Mapping[str, Any]) -> Iterator[str]:
    """Yield the text of a story under its standfirst, piece by piece, as readers see it."""
    yield content["fields"]["dateline_place"]
    for block in content["blocks"]:
        yield block["text"]
        data = block.get("data") or {}
        yield data.get("attribution") or ""
        if block["kind"] == "table":
            yield data.get("caption") or ""
        for picture in (block.get("shown") or {}).get("pictures") or ():
            yield (picture or {}).get("caption") or ""
    lead = (content.get("shown") or {}).get("lead_picture") or {}
    yield canonical_text(lead.get("caption") or "")


def _forms(texts: Any) -> tuple[str, ...]:
    return tuple(forms_of("\n".join(text for text in texts if text)))


def _names_in(contents: Collection[Mapping[str, Any]]) -> Names:
    people = {byline["contributor"] for content in contents for byline in content["fields"]["bylines"]}
    topics = {pk for content in contents for pk in content["fields"]["topics"]}
    series = {content["fields"]["series"] for content in contents} - {0}
    return Names(
        contributors=dict(Contributor.objects.filter(pk__in=people).values_list("pk", "name")),
        topics=dict(Topic.objects.filter(pk__in=topics).values_list("pk", "name")),
        series=dict(Series.objects.filter(pk__in=series).values_list("pk", "name")),
    )
