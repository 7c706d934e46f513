"""A story page put together from its records."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings

from dateline.edition.keys import announce
from dateline.entities.queries import ownership_note_for_credit
from dateline.media.contexts import PictureContext
from dateline.media.queries import picture_context
from dateline.publishing.choices import NOTICE_HEADINGS, Kind
from dateline.publishing.models import PublishedVersion
from dateline.publishing.paper_time import local
from dateline.publishing.queries import notices_of
from dateline.sections.contexts import LinkContext
from dateline.stories.body_queries import BodyMaker, with_own_words
from dateline.stories.card_queries import CardMaker, bylines_of, load_bylines, portraits_of
from dateline.stories.choices import Label
from dateline.stories.contexts import CompanyPageContext, NoticeContext, StoryContext
from dateline.stories.legal_notes import prose_of, with_legal_notes
from dateline.stories.models import CompanyPage, StoryPage
from dateline.stories.queries import older_in_section
from dateline.stories.related_queries import awaited_related, related_stories
from dateline.stories.rich_text import clean_html
from dateline.stories.structured_data import news_article

ALWAYS_ON_TOP = (Kind.RETRACTION, Kind.APOLOGY)


def story_context(story: StoryPage, *, cards: CardMaker, jurisdictions: Collection[str] = ()) -> StoryContext:
    """Return everything that the template of a story needs.

    ``jurisdictions`` are those whose lists of names the paper obeys.
    """
    announce(f"story/{story.pk}")
    related = related_stories(story)
    more = older_in_section(story, limit=4, without={other.pk for other in related})
    shown = cards.make([*related, *more])
    load_bylines([story])
    bylines = bylines_of(story, portraits_of([story]))
    prose = with_legal_notes(story, prose_of(story), jurisdictions=jurisdictions)
    lead = lead_picture(story)
    notices = [_notice(version) for version in notices_of(story.uuid)]
    published = story.published_at or story.latest_revision_created_at
    canonical_url = settings.WAGTAILADMIN_BASE_URL + story.public_path()
    return StoryContext(
        story_id=story.pk,
        url=story.public_path(),
        canonical_url=canonical_url,
        language=story.language,
        section=cards.links.get(story.section_id) or LinkContext(label=str(story.section), url=""),
        kicker=story.kicker,
        label=str(Label(story.label).label) if story.label else "",
        label_code=story.label,
        headline=story.title,
        standfirst=prose.standfirst,
        dateline_place=story.dateline_place,
        bylines=bylines,
        published_at=local(published),
        updated_at=local(story.updated_at) if story.updated_at else None,
        lead_picture=lead,
        lost_picture_credit="" if lead else story.lead_credit,
        body=BodyMaker(story, html=prose.html, cards=cards).make(),
        notices_top=tuple(notice for notice, on_top in notices if on_top),
        notices_end=tuple(notice for notice, on_top in notices if not on_top),
        content_note=story.content_note,
        age_rating=story.age_rating,
        topics=tuple(_topics(story)),
        series=_series(story),
        related=shown[: len(related)],
        awaited_related=awaited_related(story),
        more_from_section=shown[len(related) :],
        structured_data=news_article(
            story, url=canonical_url, bylines=bylines, picture=lead, notices=notices
        ),
    )


def lead_picture(story: StoryPage) -> PictureContext | None:
    """Return the lead picture with the story's caption and the ownership note of its credit."""
    if story.lead_picture is None:
        return None
    credit = story.lead_credit or story.lead_picture.credit
    picture = picture_context(
        story.lead_picture, use="lead", credit_note=ownership_note_for_credit(credit, story.language)
    )
    return with_own_words(picture, caption=story.lead_caption, credit=story.lead_credit) if picture else None


def company_context(page: CompanyPage) -> CompanyPageContext:
    """Return everything that the template of a company page needs."""
    announce(f"company-page/{page.pk}")
    return CompanyPageContext(
        title=page.title,
        html=clean_html(page.body),
        updated_at=local(page.updated_at) if page.updated_at else None,
    )


def _notice(version: PublishedVersion) -> tuple[NoticeContext, bool]:
    kind = Kind(version.kind)
    notice = NoticeContext(
        kind=kind.value,
        heading=str(NOTICE_HEADINGS[kind]),
        text=version.summary,
        at=local(version.at),
    )
    return notice, kind in ALWAYS_ON_TOP


def _topics(story: StoryPage) -> list[LinkContext]:
    topics = sorted(story.topics.all(), key=lambda topic: topic.name)
    announce(*(f"topic/{topic.pk}" for topic in topics))
    return [LinkContext(label=topic.name, url=topic.get_absolute_url()) for topic in topics]


def _series(story: StoryPage) -> LinkContext | None:
    if story.series is None:
        return None
    announce(f"series/{story.series_id}")
    return LinkContext(label=story.series.name, url=story.series.get_absolute_url())
