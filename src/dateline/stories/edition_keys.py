"""What pages that show stories depend on, and what each publication of a story touches.

``story/<id>``            its own page
``card/<id>``             wherever it stands in a list
``stories/list``          the newest stories of the whole paper
``stories/text``          what a search can find, and in which order
``section/<id>/list``, ``topic/<id>/list``, ``series/<id>/list``, ``contributor/<id>/list``
``label/<label>/list``    the newest with that label
``day/<yyyy-mm-dd>``      the archive of one day; ``archive`` its counts

A card's key is touched when something that cards show has changed; a list's key when its membership or
order has. A typo in the body touches the story's page alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dateline.lib.canonical_text import canonical_text
from dateline.people.choices import BylineRole
from dateline.publishing.paper_time import local_date
from dateline.publishing.publications import PublicationType, register
from dateline.stories.bulk_preparation import note_pictures, prepare_stories
from dateline.stories.canonical import MEANINGFUL_FIELDS, TEXT_FIELDS, pictures_in, story_content
from dateline.stories.models import CompanyPage, StoryPage
from dateline.stories.preparation import prepare_story
from dateline.stories.publishing_checks import problems_of_story
from dateline.stories.queries import month_key
from dateline.stories.rich_text import recorded_html


@dataclass(frozen=True, slots=True)
class StoryState:
    """What readers see of a story outside its own page, at one moment."""

    pk: int
    published_at: Any
    card: tuple[Any, ...]
    lists: frozenset[str]
    neighbors: frozenset[int]
    """Other stories whose pages name other stories since this one was published."""


def story_state(story: StoryPage) -> StoryState:
    """Return the state of a story as it is now; reads its rows, so take it before they change."""
    return StoryState(
        pk=story.pk,
        published_at=story.published_at,
        card=_card(story),
        lists=_lists(story),
        neighbors=story.renewed_neighbors,
    )


def story_touches(before: StoryState | None, after: StoryState | None) -> Iterable[str]:
    """Return what differs for readers between two states of a story."""
    state = after or before
    if state is None:
        return set()
    # Every publication is indexed anew, which can change the order of what a search finds.
    keys = {f"story/{state.pk}", "stories/text"}
    old = before.lists if before else frozenset()
    new = after.lists if after else frozenset()
    if before is None or after is None or before.card != after.card:
        keys.add(f"card/{state.pk}")
    keys.update(f"story/{pk}" for pk in state.neighbors)
    moved_in_time = before is not None and after is not None and before.published_at != after.published_at
    keys.update(old | new if moved_in_time else old ^ new)
    return keys


def _lists(story: StoryPage) -> frozenset[str]:
    if story.published_at is None:
        return frozenset()
    keys = {
        "stories/list",
        "archive",
        f"day/{local_date(story.published_at)}",
        f"section/{story.section_id}/list",
    }
    keys.add(month_key(story.section_id, story.published_at))
    if story.label:
        keys.add(f"label/{story.label}/list")
    if story.series_id:
        keys.add(f"series/{story.series_id}/list")
    keys.update(f"topic/{topic.pk}/list" for topic in story.topics.all())
    keys.update(f"contributor/{byline.contributor_id}/list" for byline in story.bylines.all())
    return frozenset(keys)


def _card(story: StoryPage) -> tuple[Any, ...]:
    return (
        story.title,
        story.short_headline,
        story.kicker,
        story.standfirst,
        story.slug,
        story.section_id,
        story.label,
        story.language,
        story.published_at,
        story.lead_picture_id,
        tuple(byline.contributor_id for byline in story.bylines.all() if byline.role == BylineRole.WORDS),
    )


def story_pictures(story: StoryPage) -> list[str]:
    """Return the digests of every picture of a story, once each, in order."""
    pictures = [story.lead_picture] if story.lead_picture else []
    return list(dict.fromkeys(picture.digest for picture in (*pictures, *pictures_in(story.body))))


def company_content(page: CompanyPage) -> dict[str, Any]:
    """Return the content of a company page's version."""
    html = recorded_html(page.body)
    return {
        "v": 1,
        "type": "company_page",
        "uuid": str(page.uuid),
        "fields": {
            "headline": page.title,
            "language": page.language,
            "slug": page.slug,
            "order": page.order,
            "in_footer": page.in_footer,
        },
        "blocks": [{"id": "body", "kind": "text", "text": canonical_text(html), "html": html}],
    }


def company_state(page: CompanyPage) -> tuple[Any, ...]:
    """Return what the footer of every page shows of a company page, after its key."""
    return page.pk, page.title, page.slug, page.order, page.in_footer


def company_touches(before: tuple[Any, ...] | None, after: tuple[Any, ...] | None) -> Iterable[str]:
    """The footer of every page lists the company pages; the text shows on the page alone."""
    state = after or before
    if state is None:
        return set()
    return {f"company-page/{state[0]}", *(["company-pages"] if before != after else [])}


def register_publications() -> None:
    """Register how stories and company pages are published."""
    register(
        StoryPage,
        PublicationType(
            name="story",
            content=story_content,
            state=story_state,
            touched_keys=story_touches,
            picture_digests=story_pictures,
            problems=problems_of_story,
            before_publishing=prepare_story,
            before_publishing_many=prepare_stories,
            recorded_many=note_pictures,
            meaningful_fields=MEANINGFUL_FIELDS,
            text_fields=TEXT_FIELDS,
        ),
    )
    register(
        CompanyPage,
        PublicationType(
            name="company_page",
            content=company_content,
            state=company_state,
            touched_keys=company_touches,
            keeps_addresses=False,
            picture_digests=lambda page: [],
            meaningful_fields=frozenset({"headline", "language"}),
        ),
    )
