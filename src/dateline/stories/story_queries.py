"""A story page put together from its records."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from django.conf import settings
from django.utils import timezone

from dateline.edition.keys import announce
from dateline.entities.queries import ownership_note_for_credit
from dateline.media.contexts import PictureContext
from dateline.publishing.paper_time import local
from dateline.sections.contexts import LinkContext
from dateline.sections.models import Topic
from dateline.stories.body_parts import raw_blocks
from dateline.stories.body_queries import BodyMaker, with_own_words
from dateline.stories.card_queries import CardMaker, bylines_of
from dateline.stories.choices import Label
from dateline.stories.contexts import CompanyPageContext, StoryContext
from dateline.stories.legal_notes import TextOfStory, with_legal_notes
from dateline.stories.models import CompanyPage, StoryPage
from dateline.stories.nearness import SHOWN
from dateline.stories.notices import story_notices
from dateline.stories.queries import older_in_section, older_places
from dateline.stories.related_queries import candidates_for, related_among
from dateline.stories.rich_text import clean_html
from dateline.stories.story_parts import load_parts

OLDER = 4


def story_context(story: StoryPage, *, cards: CardMaker, jurisdictions: Collection[str] = ()) -> StoryContext:
    """Return everything that the template of a story needs.

    ``jurisdictions`` are those whose lists of names the paper obeys.
    """
    announce(f"story/{story.pk}")
    topics = sorted(story.topics.all(), key=lambda topic: topic.name)
    blocks = raw_blocks(story)
    candidates = candidates_for(story)
    places = older_places(story, limit=OLDER + SHOWN + 1)
    likely = [pk for pk, _listed_at in places if pk not in {story.pk, *candidates.first}][:OLDER]
    parts = load_parts(story, blocks, cards=cards, cards_to_come=(*candidates.first, *likely))
    related = related_among(candidates, cards=cards)
    older = older_in_section(story, places=places, limit=OLDER, without=related.cards)
    notices = story_notices(story, parts.html)
    prose = with_legal_notes(
        story, TextOfStory(standfirst=story.standfirst, html=notices.html), jurisdictions=jurisdictions
    )
    bylines = bylines_of(story, parts.faces)
    lead = lead_picture_of(story, parts.lead)
    canonical_url = settings.WAGTAILADMIN_BASE_URL + story.public_path()
    body = BodyMaker(html=prose.html, pictures=parts.pictures, cards=parts.set_in)
    return StoryContext(
        story_id=story.pk,
        publication=str(story.uuid),
        version=story.version_number,
        url=story.public_path(),
        canonical_url=canonical_url,
        language=story.language,
        section=cards.section_of(story),
        kicker=story.kicker,
        label=str(Label(story.label).label) if story.label else "",
        label_code=story.label,
        headline=story.title,
        standfirst=prose.standfirst,
        dateline_place=story.dateline_place,
        bylines=bylines,
        published_at=local(story.published_at or timezone.now()),
        updated_at=local(story.updated_at) if story.updated_at else None,
        lead_picture=lead,
        lost_picture_credit="" if lead else story.lead_credit,
        body=body.make(blocks),
        notices_top=notices.top,
        notices_end=notices.end,
        content_note=story.content_note,
        age_rating=story.age_rating,
        topics=tuple(_topic_links(topics)),
        series=_series(story),
        related=tuple(related.cards.values()),
        awaited_related=related.awaited,
        more_from_section=tuple(cards.of_public(older).values()),
        history_url=f"{story.public_path()}history/" if story.version_number else "",
        version_count=story.version_number,
    )


def lead_picture_of(story: StoryPage, pictures: Mapping[int, PictureContext]) -> PictureContext | None:
    """Return the lead picture with the story's own words and the ownership note of its credit."""
    picture = pictures.get(story.lead_picture_id or 0)
    if picture is None:
        return None
    worded = with_own_words(picture, caption=story.lead_caption, credit=story.lead_credit)
    return replace(worded, credit_note=ownership_note_for_credit(worded.credit, story.language))


def company_context(page: CompanyPage) -> CompanyPageContext:
    """Return everything that the template of a company page needs."""
    announce(f"company-page/{page.pk}")
    return CompanyPageContext(
        title=page.title,
        html=clean_html(page.body),
        updated_at=local(page.updated_at) if page.updated_at else None,
    )


def _topic_links(topics: Sequence[Topic]) -> list[LinkContext]:
    announce(*(f"topic/{topic.pk}" for topic in topics))
    return [LinkContext(label=topic.name, url=topic.get_absolute_url()) for topic in topics]


def _series(story: StoryPage) -> LinkContext | None:
    if story.series is None:
        return None
    announce(f"series/{story.series_id}")
    return LinkContext(label=story.series.name, url=story.series.get_absolute_url())
