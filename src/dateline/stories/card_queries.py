"""Cards: stories as lists show them, made for many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from dateline.edition.keys import announce, apart, kept_each, watch
from dateline.media.contexts import PictureContext
from dateline.media.models import Picture
from dateline.media.queries import LoadedPictures, contexts_by_use, picture_contexts
from dateline.people.choices import BylineRole
from dateline.people.contexts import BylineContext, ContributorContext
from dateline.publishing.paper_time import local
from dateline.sections.contexts import LinkContext
from dateline.sections.models import SectionPage
from dateline.sections.queries import all_sections, section_link
from dateline.stories.choices import Label
from dateline.stories.contexts import CardContext
from dateline.stories.models import Byline, StoryPage
from dateline.stories.queries import stories_by_id

Pictures = Mapping[int, PictureContext]
Makers = Callable[[list[int]], Mapping[int, Callable[[], "KeptCard"]]]


@dataclass(frozen=True, slots=True)
class KeptCard:
    """A card as it is kept between renderings, and whether its story is public."""

    card: CardContext | None
    """None for a story that has no date yet."""
    is_public: bool


class CardMaker:
    """Makes cards in one language of the interface; loads the sections once for a page."""

    def __init__(self, *, language: str, sections: Sequence[SectionPage] | None = None) -> None:
        self._language = language
        listed = sections if sections is not None else all_sections()
        self.links = {section.pk: section_link(section, language=language) for section in listed}

    def make(
        self, stories: Iterable[StoryPage], *, with_faces: Iterable[StoryPage] = ()
    ) -> tuple[CardContext, ...]:
        """Return a card for each story, in order; three queries for any number of them.

        The bylines of ``with_faces`` carry portraits.
        """
        listed = list(stories)
        faces = list(with_faces)
        load_bylines(listed)
        load_pictures(listed, with_faces=faces)
        shown = contexts_by_use({"card": lead_pictures(listed), "portrait": portraits(faces)})
        faced = {story.pk for story in faces}
        return tuple(
            self.card(story, pictures=shown["card"], faces=shown["portrait"] if story.pk in faced else {})
            for story in listed
        )

    def of(self, ids: Iterable[int], *, with_faces: Iterable[int] = ()) -> dict[int, CardContext]:
        """Return the cards of these stories in this order, those of earlier pages as long as they hold.

        Stories that are no more are left out. Four queries for any number of cards that are not kept.
        """
        found = self._kept(list(ids), faces=frozenset(with_faces))
        return {pk: kept.card for pk, kept in found.items() if kept.card is not None}

    def of_public(self, ids: Iterable[int]) -> dict[int, CardContext]:
        """Return the cards of those stories that are public, in this order."""
        found = self._kept(list(ids), faces=frozenset())
        return {pk: kept.card for pk, kept in found.items() if kept.card is not None and kept.is_public}

    def prepare(self, ids: Iterable[int], *, story: StoryPage, also: Iterable[int]) -> LoadedPictures:
        """Load a story's bylines, and with the same queries the cards that its page will ask for by and by.

        Returns the pictures of the story and of its bylines, and those with the ids ``also``. The page
        depends only on what it asks for.
        """
        loaded: list[LoadedPictures] = []

        def makers(missing: list[int]) -> dict[int, Callable[[], KeptCard]]:
            stories = stories_by_id(missing)
            loaded.append(load_with_pictures([*stories.values(), story], with_faces=[story], also=also))
            return {pk: partial(self._keepable, each, loaded[0]) for pk, each in stories.items()}

        with apart():
            self._kept(list(ids), makers=makers)
        return loaded[0] if loaded else load_with_pictures([story], with_faces=[story], also=also)

    def _kept(
        self, ids: Sequence[int], *, faces: frozenset[int] = frozenset(), makers: Makers | None = None
    ) -> dict[int, KeptCard]:
        names = {pk: f"card/{pk}/{self._language}{'/face' * (pk in faces)}" for pk in ids}
        found = kept_each(names, makers or partial(self._makers, faces=faces))
        # What is not there, or not yet, has no card that would tell.
        announce(*(f"card/{pk}" for pk in ids if pk not in found or found[pk].card is None))
        return found

    def _makers(self, ids: list[int], *, faces: frozenset[int]) -> dict[int, Callable[[], KeptCard]]:
        """Load everything of these cards and return what makes each, announcing what it is made of."""
        stories = stories_by_id(ids)
        faced = [story for pk, story in stories.items() if pk in faces]
        pictures = load_with_pictures(stories.values(), with_faces=faced)
        return {
            pk: partial(self._keepable, story, pictures, has_face=pk in faces)
            for pk, story in stories.items()
        }

    def _keepable(self, story: StoryPage, pictures: LoadedPictures, *, has_face: bool = False) -> KeptCard:
        # The page announces its sections itself, as it shows them all.
        watch("sections")
        if story.published_at is None:
            return KeptCard(card=None, is_public=False)
        lead = pictures.contexts([story.lead_picture_id], use="card")
        faces = faces_of(story, pictures) if has_face else {}
        card = self.card(story, pictures=lead, faces=faces)
        return KeptCard(card=card, is_public=story.listed_at is not None)

    def card(self, story: StoryPage, *, pictures: Pictures, faces: Pictures) -> CardContext:
        """Return the card of one story, from pictures that were loaded for the whole page."""
        announce(f"card/{story.pk}")
        return CardContext(
            story_id=story.pk,
            url=story.public_path(),
            headline=story.short_headline or story.title,
            kicker=story.kicker,
            standfirst=story.standfirst,
            section=self.section_of(story),
            label=str(Label(story.label).label) if story.label else "",
            label_code=story.label,
            bylines=bylines_of(story, faces, role=BylineRole.WORDS),
            published_at=local(story.public_since),
            picture=pictures.get(story.lead_picture_id or 0),
            language=story.language,
        )

    def section_of(self, story: StoryPage) -> LinkContext:
        """Return the link to the story's section; an empty one while readers cannot see the section.

        The name of a draft may change with every save, and that is no entry of the publish log.
        """
        return self.links.get(story.section_id, LinkContext(label="", url=""))


def load_bylines(stories: Sequence[StoryPage]) -> None:
    """Load the bylines of all stories with one query; a story that was never saved has its own in memory."""
    bylines = Byline.objects.select_related("contributor").order_by("sort_order", "pk")
    prefetch_related_objects([story for story in stories if story.pk], Prefetch("bylines", queryset=bylines))


def load_pictures(
    stories: Sequence[StoryPage], *, with_faces: Iterable[StoryPage] = (), also: Iterable[int] = ()
) -> list[Picture]:
    """Load every picture of a page with one query: lead pictures, portraits of ``with_faces``, and ``also``.

    Returns those of ``also``. The bylines must be loaded.
    """
    people = [byline.contributor for story in with_faces for byline in story.bylines.all()]
    wanted = {*also, *(each.portrait_id for each in people), *(each.lead_picture_id for each in stories)}
    wanted.discard(None)
    found = Picture.objects.to_be_shown().in_bulk(wanted) if wanted else {}
    for story in stories:
        if story.lead_picture_id in found:
            story.lead_picture = found[story.lead_picture_id]
    for person in people:
        if person.portrait_id in found:
            person.portrait = found[person.portrait_id]
    return [found[pk] for pk in also if pk in found]


def load_with_pictures(
    stories: Iterable[StoryPage], *, with_faces: Sequence[StoryPage], also: Iterable[int] = ()
) -> LoadedPictures:
    """Load bylines and pictures of stories, and the pictures ``also``, for cards and for whole pages."""
    listed = list(stories)
    load_bylines(listed)
    more = load_pictures(listed, with_faces=with_faces, also=also)
    return LoadedPictures(
        (*lead_pictures(listed), *portraits(with_faces), *more), uses=("card", "portrait", "lead", "gallery")
    )


def faces_of(story: StoryPage, pictures: LoadedPictures) -> Pictures:
    """Return the portraits of everyone in the byline of a story whose pictures were loaded."""
    return pictures.contexts(
        [byline.contributor.portrait_id for byline in story.bylines.all()], use="portrait"
    )


def lead_pictures(stories: Iterable[StoryPage]) -> list[Picture]:
    """Return the lead pictures of stories that have one."""
    return [story.lead_picture for story in stories if story.lead_picture is not None]


def portraits(stories: Iterable[StoryPage]) -> list[Picture]:
    """Return the portraits of everyone in the bylines."""
    return [
        byline.contributor.portrait
        for story in stories
        for byline in story.bylines.all()
        if byline.contributor.portrait_id
    ]


def bylines_of(story: StoryPage, faces: Pictures, *, role: str = "") -> tuple[BylineContext, ...]:
    """Return the story's bylines, words before photos; ``faces`` are portraits by picture."""
    listed = [byline for byline in story.bylines.all() if not role or byline.role == role]
    listed.sort(key=lambda byline: byline.role != BylineRole.WORDS)
    return tuple(
        BylineContext(contributor=contributor_context(byline.contributor, faces), role=byline.role)
        for byline in listed
    )


def contributor_context(contributor: Any, faces: Pictures) -> ContributorContext:
    """Return a contributor as templates see one."""
    announce(f"contributor/{contributor.pk}")
    return ContributorContext(
        name=contributor.name,
        url=contributor.get_absolute_url(),
        role_title=contributor.role_title,
        bio=contributor.bio,
        portrait=faces.get(contributor.portrait_id or 0),
    )


def portrait_of(contributor: Any) -> Pictures:
    """Return the portrait of one contributor, by picture."""
    return picture_contexts([contributor.portrait] if contributor.portrait else [], use="portrait")
