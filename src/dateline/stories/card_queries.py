"""Cards: stories as lists show them, made for many at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from dateline.edition.keys import announce
from dateline.media.contexts import PictureContext
from dateline.media.queries import picture_contexts
from dateline.people.choices import BylineRole
from dateline.people.contexts import BylineContext, ContributorContext
from dateline.publishing.paper_time import local
from dateline.sections.contexts import LinkContext
from dateline.sections.models import SectionPage
from dateline.sections.queries import all_sections, section_link
from dateline.stories.choices import Label
from dateline.stories.contexts import CardContext
from dateline.stories.models import Byline, StoryPage


class CardMaker:
    """Makes cards in one language of the interface; loads the sections once for a page."""

    def __init__(self, *, language: str, sections: Sequence[SectionPage] | None = None) -> None:
        listed = sections if sections is not None else all_sections()
        self.links = {section.pk: section_link(section, language=language) for section in listed}

    def make(self, stories: Iterable[StoryPage], *, portraits: bool = False) -> tuple[CardContext, ...]:
        """Return a card for each story, in order. Three queries for any number of stories."""
        listed = list(stories)
        load_bylines(listed)
        pictures = [story.lead_picture for story in listed if story.lead_picture]
        made = picture_contexts(pictures, use="card")
        faces = portraits_of(listed) if portraits else {}
        for story in listed:
            announce(f"card/{story.pk}")
        return tuple(self._card(story, made.get(story.lead_picture_id), faces) for story in listed)

    def _card(
        self, story: StoryPage, picture: PictureContext | None, faces: dict[int, PictureContext]
    ) -> CardContext:
        return CardContext(
            story_id=story.pk,
            url=story.public_path(),
            headline=story.short_headline or story.title,
            kicker=story.kicker,
            standfirst=story.standfirst,
            section=self.links.get(story.section_id) or LinkContext(label=story.section.title, url=""),
            label=str(Label(story.label).label) if story.label else "",
            label_code=story.label,
            bylines=bylines_of(story, faces, role=BylineRole.WORDS),
            published_at=local(story.published_at),
            updated_at=local(story.updated_at) if story.updated_at else None,
            picture=picture,
            language=story.language,
        )


def load_bylines(stories: Sequence[StoryPage]) -> None:
    """Load the bylines of all stories with one query."""
    bylines = Byline.objects.select_related("contributor__portrait").order_by("sort_order", "pk")
    prefetch_related_objects(list(stories), Prefetch("bylines", queryset=bylines))


def portraits_of(stories: Iterable[StoryPage]) -> dict[int, PictureContext]:
    """Return the portraits of everyone in the bylines, by contributor."""
    people = {
        byline.contributor_id: byline.contributor.portrait
        for story in stories
        for byline in story.bylines.all()
        if byline.contributor.portrait_id
    }
    made = picture_contexts(people.values(), use="portrait")
    return {person: made[portrait.pk] for person, portrait in people.items() if portrait.pk in made}


def bylines_of(
    story: StoryPage, faces: dict[int, PictureContext], *, role: str = ""
) -> tuple[BylineContext, ...]:
    """Return the story's bylines, words before photos."""
    listed = [byline for byline in story.bylines.all() if not role or byline.role == role]
    listed.sort(key=lambda byline: byline.role != BylineRole.WORDS)
    return tuple(
        BylineContext(contributor=contributor_context(byline.contributor, faces), role=byline.role)
        for byline in listed
    )


def contributor_context(contributor: Any, faces: dict[int, PictureContext]) -> ContributorContext:
    """Return a contributor as templates see one."""
    announce(f"contributor/{contributor.pk}")
    return ContributorContext(
        name=contributor.name,
        url=contributor.get_absolute_url(),
        role_title=contributor.role_title,
        bio=contributor.bio,
        portrait=faces.get(contributor.pk),
    )


def portrait_of(contributor: Any) -> dict[int, PictureContext]:
    """Return the portrait of one contributor, by contributor."""
    made = picture_contexts([contributor.portrait] if contributor.portrait else [], use="portrait")
    return {contributor.pk: made[contributor.portrait_id]} if contributor.portrait_id in made else {}
