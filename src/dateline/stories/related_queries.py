"""Related stories: those that an editor chose, then the nearest by topic and by words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.stories.card_queries import CardMaker
from dateline.stories.contexts import AwaitedStoryContext, CardContext
from dateline.stories.models import StoryPage
from dateline.stories.nearness import SHOWN, nearest_to


@dataclass(frozen=True, slots=True)
class Related:
    """Related stories that can be shown, and those that an archive names and that have not arrived."""

    cards: dict[int, CardContext]
    """The chosen ones in their order, then the nearest."""
    awaited: tuple[AwaitedStoryContext, ...]


def related_to(story: StoryPage, *, cards: CardMaker) -> Related:
    """Return up to four related stories."""
    wanted = list(story.chosen_related.order_by("sort_order", "pk"))
    awaited = tuple(
        AwaitedStoryContext(headline=each.wanted_headline, section=each.wanted_section)
        for each in wanted
        if each.target_id is None
    )
    chosen = list(dict.fromkeys(each.target_id for each in wanted if each.target_id))
    # Nobody has worked out those of a story that was never published, which is seen as a preview only.
    pairs = story.nearest if story.listed_at is not None else nearest_to(story)
    nearest = [pk for pk, _likeness in pairs if pk not in {story.pk, *chosen}]
    return Related(cards=_public(cards, chosen, nearest, room=SHOWN - len(awaited)), awaited=awaited)


def _public(
    cards: CardMaker, chosen: Sequence[int], nearest: Sequence[int], *, room: int
) -> dict[int, CardContext]:
    """Return the public ones of the chosen, and as many of the nearest as there is room for.

    One that is unpublished leaves the list, and comes back when it is public again: its card tells.
    """
    count = max(0, room - len(chosen))
    asked, waiting = [*chosen, *nearest[:count]], [*nearest[count:]]
    shown: dict[int, CardContext] = {}
    while asked:
        shown |= cards.of_public(asked)
        count = max(0, room - len(shown))
        asked, waiting = waiting[:count], waiting[count:]
    return dict(list(shown.items())[:SHOWN])
