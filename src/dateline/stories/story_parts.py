"""Everything that the text of a story refers to, loaded together: one query for each kind of record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.edition.keys import announce
from dateline.media.contexts import PictureContext
from dateline.publishing.queries import public_addresses
from dateline.stories.body_parts import RawBlock, link_ids, picture_ids, rich_text_of, story_ids
from dateline.stories.card_queries import CardMaker, faces_of
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
    faces: Mapping[int, PictureContext]


def load_parts(
    story: StoryPage, blocks: tuple[RawBlock, ...], *, cards: CardMaker, cards_to_come: Iterable[int]
) -> StoryParts:
    """Load what the story needs, with the cards of the public stories that are set into its body.

    The cards that its page will ask for besides are loaded with the same queries.
    """
    in_body = set(picture_ids(blocks))
    set_in = sorted(story_ids(blocks))
    loaded = cards.prepare([*cards_to_come, *set_in], story=story, also=in_body)
    announce(*(f"picture/{pk}" for pk in in_body))
    # A link shows nothing of a page but where it is, so it depends on less than a card.
    addresses = public_addresses(link_ids(blocks))
    sources = rich_text_of(blocks)
    html = clean_many(list(sources.values()), addresses=addresses)
    return StoryParts(
        html=dict(zip(sources, html, strict=True)),
        set_in=cards.of_public(set_in),
        lead=loaded.contexts([story.lead_picture_id], use="lead"),
        pictures=loaded.contexts(in_body, use="gallery"),
        faces=faces_of(story, loaded),
    )
