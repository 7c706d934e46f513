"""Everything that the text of a story refers to, loaded together: one query for each kind of record."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.edition.keys import announce
from dateline.media.contexts import PictureContext
from dateline.media.queries import contexts_by_use
from dateline.publishing.queries import public_addresses
from dateline.stories.body_parts import RawBlock, link_ids, picture_ids, rich_text_of, story_ids
from dateline.stories.card_queries import CardMaker, lead_pictures, load_bylines, load_pictures, portraits
from dateline.stories.contexts import CardContext
from dateline.stories.models import StoryPage
from dateline.stories.rich_text import clean_many


@dataclass(frozen=True, slots=True)
class StoryParts:
    """What was loaded for one story page. Pictures and cards are by their id, HTML is by block id."""

    html: dict[str, str]
    set_in: dict[int, CardContext]
    lead: dict[int, PictureContext]
    pictures: dict[int, PictureContext]
    faces: dict[int, PictureContext]


def load_parts(story: StoryPage, blocks: tuple[RawBlock, ...], *, cards: CardMaker) -> StoryParts:
    """Load what the story needs, with the cards of the public stories that are set into its body."""
    set_in = cards.of_public(sorted(story_ids(blocks)))
    # A link shows nothing of a page but where it is, so it depends on less than a card.
    addresses = public_addresses(link_ids(blocks))
    load_bylines([story])
    in_body = set(picture_ids(blocks))
    announce(*(f"picture/{pk}" for pk in in_body))
    gallery = load_pictures([story], with_faces=[story], also=in_body)
    shown = contexts_by_use(
        {
            "lead": lead_pictures([story]),
            "gallery": gallery,
            "portrait": portraits([story]),
        }
    )
    sources = rich_text_of(blocks)
    html = clean_many(list(sources.values()), addresses=addresses)
    return StoryParts(
        html=dict(zip(sources, html, strict=True)),
        set_in=set_in,
        lead=shown["lead"],
        pictures=shown["gallery"],
        faces=shown["portrait"],
    )
