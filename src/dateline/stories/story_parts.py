"""Everything that a story page refers to, loaded together: one query for each kind of record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.edition.keys import announce
from dateline.media.contexts import PictureContext
from dateline.media.models import Picture
from dateline.media.queries import contexts_by_use
from dateline.publishing.queries import public_addresses
from dateline.stories.body_parts import RawBlock, page_ids, picture_ids, raw_blocks, rich_text_of
from dateline.stories.card_queries import lead_pictures, load_bylines, portraits
from dateline.stories.models import StoryPage
from dateline.stories.rich_text import clean_many


@dataclass(frozen=True, slots=True)
class StoryParts:
    """What was loaded for one story page. Pictures are by their id, HTML is by block id."""

    blocks: tuple[RawBlock, ...]
    html: dict[str, str]
    linked: tuple[StoryPage, ...]
    cards: dict[int, PictureContext]
    lead: dict[int, PictureContext]
    pictures: dict[int, PictureContext]
    faces: dict[int, PictureContext]


def load_parts(story: StoryPage, *, others: Sequence[StoryPage]) -> StoryParts:
    """Load what the story and the cards of the other stories on its page need."""
    blocks = raw_blocks(story)
    linked, addresses = _linked(blocks)
    load_bylines([story, *others, *linked])
    in_body = set(picture_ids(blocks))
    announce(*(f"picture/{pk}" for pk in in_body))
    shown = contexts_by_use(
        {
            "card": lead_pictures([*others, *linked]),
            "lead": lead_pictures([story]),
            "gallery": Picture.objects.filter(pk__in=in_body) if in_body else [],
            "portrait": portraits([story]),
        }
    )
    sources = rich_text_of(blocks)
    html = clean_many(list(sources.values()), addresses=addresses)
    return StoryParts(
        blocks=blocks,
        html=dict(zip(sources, html, strict=True)),
        linked=linked,
        cards=shown["card"],
        lead=shown["lead"],
        pictures=shown["gallery"],
        faces=shown["portrait"],
    )


def _linked(blocks: tuple[RawBlock, ...]) -> tuple[tuple[StoryPage, ...], dict[int, str]]:
    """Return the public stories that the body shows or links to, and the address of every linked page."""
    wanted = page_ids(blocks)
    if not wanted:
        return (), {}
    announce(*(f"card/{pk}" for pk in wanted))
    stories = tuple(StoryPage.objects.newest().filter(pk__in=wanted).for_cards())
    addresses = {story.pk: story.public_path() for story in stories}
    return stories, addresses | public_addresses(wanted - addresses.keys())
