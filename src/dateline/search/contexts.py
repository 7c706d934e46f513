"""Questions and what was found, as the packages above see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dateline.search.index.asking import Asked


class Order(StrEnum):
    """In which order stories are shown."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a reader asks, with filters that narrow it down.

    ``asked`` are the words; ``section_id``, ``contributor_id`` and ``topic_id`` keep to stories of these;
    ``since`` is the first day that counts and ``order`` the order of what is found.
    """

    asked: Asked
    section_id: int | None = None
    contributor_id: int | None = None
    topic_id: int | None = None
    label: str = ""
    """A label of stories, or ``news`` for those without one."""
    since: date | None = None
    until: date | None = None
    """The last day that counts."""
    order: Order = Order.BEST

    @property
    def is_empty(self) -> bool:
        """Say whether nothing narrows the paper down."""
        filters = (self.section_id, self.contributor_id, self.topic_id, self.label, self.since, self.until)
        return not self.asked.terms and not any(filters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found, as ids of stories in their order."""

    story_ids: tuple[int, ...] = ()
    """One page of it."""
    count: int = 0
    """How many there are, at most ``queries.MOST_FOUND``."""
    has_more: bool = False
    """There are more than that; the newest were looked at."""
    is_cut_short: bool = False
    """Time ran out, and not everything was looked at."""
    years: tuple[tuple[int, int], ...] = field(default=())
    """Years and how many of the stories are from each, the newest first."""
