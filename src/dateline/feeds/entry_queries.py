"""Stories as entries of feeds: made once, and kept until something that they say changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from mimetypes import guess_type
from urllib.parse import urljoin

from django.conf import settings

from dateline.edition.keys import announce, kept_each
from dateline.feeds.html import ToldStory, summary_html, whole_html
from dateline.lib.canonical_text import canonical_text
from dateline.lib.excerpts import opening_words
from dateline.lib.feed_documents import FeedEntry, FeedPerson, FeedPicture
from dateline.media.contexts import PictureContext
from dateline.media.queries import LoadedPictures
from dateline.paper.queries import paper_settings
from dateline.people.choices import BylineRole
from dateline.people.contexts import BylineContext
from dateline.publishing.paper_time import local
from dateline.publishing.queries import public_addresses
from dateline.sections.models import Topic
from dateline.stories.body_parts import RawBlock, link_ids, picture_ids, raw_blocks, rich_text_of, story_ids
from dateline.stories.body_queries import BodyMaker
from dateline.stories.card_queries import CardMaker, bylines_of, load_with_pictures
from dateline.stories.choices import Label
from dateline.stories.contexts import BlockContext
from dateline.stories.legal_notes import TextOfStory, with_legal_notes
from dateline.stories.models import StoryPage, StoryTopic
from dateline.stories.notices import story_notices
from dateline.stories.rich_text import clean_many
from dateline.stories.story_queries import lead_picture_of


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What was loaded for all entries together."""

    pictures: LoadedPictures
    cards: CardMaker
    jurisdictions: Collection[str]
    topics: Mapping[int, Sequence[Topic]]


def entries_of(ids: Sequence[int]) -> tuple[FeedEntry, ...]:
    """Return these public stories as entries, in this order. Those that are no more are left out."""
    found = entries_by_id(ids)
    # What is not there has no entry that would tell.
    announce(*(f"story/{pk}" for pk in ids if pk not in found))
    return tuple(found[pk] for pk in ids if pk in found)


def entries_by_id(ids: Sequence[int]) -> dict[int, FeedEntry]:
    """Return those of these stories that are public as entries, by the story's key."""
    return kept_each({pk: f"feed/entry/{pk}/{settings.LANGUAGE_CODE}" for pk in ids}, _makers)


def _makers(ids: list[int]) -> dict[int, Callable[[], FeedEntry]]:
    stories = StoryPage.objects.newest().for_readers().in_bulk(ids)
    blocks = {pk: raw_blocks(story) for pk, story in stories.items()}
    in_bodies = {picture for each in blocks.values() for picture in picture_ids(each)}
    cards = CardMaker(language=settings.LANGUAGE_CODE)
    # Fills the shelf that each entry's cards are then taken from.
    cards.of_public(sorted({story for each in blocks.values() for story in story_ids(each)}))
    loaded = _Loaded(
        pictures=load_with_pictures(stories.values(), with_faces=(), also=in_bodies),
        cards=cards,
        jurisdictions=paper_settings().jurisdictions,
        topics=_topics(list(stories)),
    )
    return {pk: partial(_entry, story, blocks[pk], loaded) for pk, story in stories.items()}


def _topics(ids: Sequence[int]) -> dict[int, list[Topic]]:
    found: dict[int, list[Topic]] = {pk: [] for pk in ids}
    for row in StoryTopic.objects.filter(story__in=ids).select_related("topic").order_by("topic__name"):
        found[row.story_id].append(row.topic)
    return found


def _entry(story: StoryPage, blocks: tuple[RawBlock, ...], loaded: _Loaded) -> FeedEntry:
    topics = loaded.topics[story.pk]
    announce(f"story/{story.pk}", "paper", "sections", *(f"topic/{topic.pk}" for topic in topics))
    told = _told(story, blocks, loaded)
    section = loaded.cards.section_of(story).label
    published = story.public_since
    return FeedEntry(
        id=f"urn:uuid:{story.uuid}",
        url=told.url,
        title=story.title,
        published_at=local(published),
        updated_at=local(story.updated_at or published),
        summary_html=summary_html(told),
        content_html=whole_html(told),
        language=story.language if story.language != settings.LANGUAGE_CODE else "",
        authors=tuple(_person(byline) for byline in bylines_of(story, {}, role=BylineRole.WORDS)),
        categories=tuple(
            dict.fromkeys(word for word in (section, told.label, *(topic.name for topic in topics)) if word)
        ),
        picture=_picture(told.lead) if told.lead is not None else None,
    )


def _told(story: StoryPage, blocks: tuple[RawBlock, ...], loaded: _Loaded) -> ToldStory:
    sources = rich_text_of(blocks)
    cleaned = clean_many(list(sources.values()), addresses=public_addresses(link_ids(blocks)))
    html = dict(zip(sources, cleaned, strict=True))
    notices = story_notices(story, {})
    prose = with_legal_notes(
        story, TextOfStory(standfirst=story.standfirst, html=html), jurisdictions=loaded.jurisdictions
    )
    body = _body(blocks, prose=prose, loaded=loaded)
    return ToldStory(
        url=settings.WAGTAILADMIN_BASE_URL + story.public_path(),
        label=str(Label(story.label).label) if story.label else "",
        warning=tuple(word for word in (story.age_rating, story.content_note) if word),
        standfirst=prose.standfirst or story.search_description or _first_words(body),
        has_own_standfirst=bool(prose.standfirst),
        place=story.dateline_place,
        lead=lead_picture_of(story, loaded.pictures.contexts([story.lead_picture_id], use="lead")),
        body=body,
        notices_top=notices.top,
        notices_end=notices.end,
    )


def _body(blocks: tuple[RawBlock, ...], *, prose: TextOfStory, loaded: _Loaded) -> tuple[BlockContext, ...]:
    pictures = set(picture_ids(blocks))
    announce(*(f"picture/{pk}" for pk in pictures))
    return BodyMaker(
        html=prose.html,
        pictures=loaded.pictures.contexts(pictures, use="gallery"),
        cards=loaded.cards.of_public(sorted(story_ids(blocks))),
    ).make(blocks)


def _first_words(body: Sequence[BlockContext]) -> str:
    first = next((block.value.html for block in body if block.kind == "paragraph"), "")
    return opening_words(canonical_text(first), longest=300)


def _person(byline: BylineContext) -> FeedPerson:
    url = byline.contributor.url
    return FeedPerson(name=byline.contributor.name, url=settings.WAGTAILADMIN_BASE_URL + url if url else "")


def _picture(lead: PictureContext) -> FeedPicture:
    return FeedPicture(
        url=urljoin(settings.WAGTAILADMIN_BASE_URL, lead.src),
        media_type=guess_type(lead.src)[0] or "",
        width=lead.width,
        height=lead.height,
        alt=lead.alt,
        caption=lead.caption,
        credit=f"{lead.credit} ({lead.credit_note})" if lead.credit_note else lead.credit,
    )
