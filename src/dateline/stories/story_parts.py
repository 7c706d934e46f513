"""Everything that a story page refers to, loaded together: one query for each kind of record."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dateline.edition.keys import announce
from dateline.media.contexts import PictureContext
from dateline.media.queries import contexts_by_use
from dateline.publishing.queries import public_addresses
from dateline.stories.body_parts import RawBlock, link_ids, picture_ids, raw_blocks, rich_text_of, story_ids
from dateline.stories.card_queries import lead_pictures, load_bylines, load_pictures, portraits
from dateline.stories.models import StoryPage
from dateline.stories.queries import stories_by_id
from dateline.stories.rich_text import clean_many


@dataclass(frozen=True, slots=True)
class StoryParts:
    """What was loaded for one story page. Pictures are by their id, HTML is by block id."""

    blocks: tuple[RawBlock, ...]
    html: dict[str, str]
    others: dict[int, StoryPage]
    cards: dict[int, PictureContext]
    lead: dict[int, PictureContext]
    pictures: dict[int, PictureContext]
    faces: dict[int, PictureContext]


def load_parts(story: StoryPage, *, chosen: Sequence[StoryPage], automatic: Collection[int]) -> StoryParts:
    """Load what the story and the cards of the other stories on its page need.

    The cards are those of the chosen stories, of the automatic ones, by id, and of those in the body.
    """
    blocks = raw_blocks(story)
    set_in = story_ids(blocks)
    announce(*(f"card/{pk}" for pk in set_in))
    loaded = stories_by_id([*automatic, *(set_in - set(automatic))])
    public = {pk: other for pk, other in loaded.items() if other.listed_at is not None}
    # A link shows nothing of a page but where it is, so it depends on less than a card.
    addresses = public_addresses(link_ids(blocks))
    others = list({other.pk: other for other in (*chosen, *public.values())}.values())
    load_bylines([story, *others])
    in_body = set(picture_ids(blocks))
    announce(*(f"picture/{pk}" for pk in in_body))
    gallery = load_pictures([story, *others], with_faces=[story], also=in_body)
    shown = contexts_by_use(
        {
            "card": lead_pictures(others),
            "lead": lead_pictures([story]),
            "gallery": gallery,
            "portrait": portraits([story]),
        }
    )
    sources = rich_text_of(blocks)
    html = clean_many(list(sources.values()), addresses=addresses)
    return StoryParts(
        blocks=blocks,
        html=dict(zip(sources, html, strict=True)),
        others={other.pk: other for other in others},
        cards=shown["card"],
        lead=shown["lead"],
        pictures=shown["gallery"],
        faces=shown["portrait"],
    )
