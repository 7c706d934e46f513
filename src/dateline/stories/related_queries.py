"""Related stories: those that an editor chose, then the nearest by topic and by words."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class Candidates:
    """Stories that may be related: what an editor chose, and the nearest, both by id."""

    chosen: tuple[int, ...]
    nearest: tuple[int, ...]
    awaited: tuple[AwaitedStoryContext, ...]

    @property
    def room(self) -> int:
        return SHOWN - len(self.awaited)

    @property
    def first(self) -> list[int]:
        """Those that are shown if all are public."""
        return [*self.chosen, *self.nearest[: max(0, self.room - len(self.chosen))]]


def candidates_for(story: StoryPage) -> Candidates:
    """Return the stories that may be related to this one."""
    wanted = list(story.chosen_related.order_by("sort_order", "pk"))
    awaited = tuple(
        AwaitedStoryContext(headline=each.wanted_headline, section=each.wanted_section)
        for each in wanted
        if each.target_id is None
    )
    chosen = tuple(dict.fromkeys(each.target_id for each in wanted if each.target_id))
    # Nobody has worked out those of a story that was never published, which is seen as a preview only.
    pairs = story.nearest if story.listed_at is not None else nearest_to(story)
    nearest = tuple(pk for pk, _likeness in pairs if pk not in {story.pk, *chosen})
    return Candidates(chosen=chosen, nearest=nearest, awaited=awaited)


def related_among(candidates: Candidates, *, cards: CardMaker) -> Related:
    """Return the public ones of the chosen, and as many of the nearest as there is room for.

    One that is unpublished leaves the list, and comes back when it is public again: its card tells.
    """
    asked = candidates.first
    waiting = [*candidates.nearest[len(asked) - len(candidates.chosen) :]]
    shown: dict[int, CardContext] = {}
    while asked:
        shown |= cards.of_public(asked)
        count = max(0, candidates.room - len(shown))
        asked, waiting = waiting[:count], waiting[count:]
    return Related(cards=dict(list(shown.items())[:SHOWN]), awaited=candidates.awaited)
