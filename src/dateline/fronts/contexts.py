"""What templates get of a front."""

from dataclasses import dataclass
from datetime import datetime

from dateline.sections.contexts import LinkContext
from dateline.stories.contexts import CardContext


@dataclass(frozen=True, slots=True)
class StripContext:
    """A row of one section's stories on the home front."""

    section: LinkContext
    """The section."""
    cards: tuple[CardContext, ...]
    """Its stories, the first with a picture where there is one."""


@dataclass(frozen=True, slots=True)
class FrontContext:
    """The home front or a section's front. No story appears twice on it."""

    title: str
    """Name of the section; the paper's name on the home front."""
    description: str
    """What the section covers; empty on the home front."""
    is_home: bool
    """True on the home front."""
    lead: CardContext | None
    """The story that dominates; None while the paper is empty."""
    secondary: tuple[CardContext, ...]
    """Stories beside the lead, at most four."""
    latest: tuple[CardContext, ...]
    """A column of the newest."""
    opinion: tuple[CardContext, ...]
    """Opinion with faces; empty on section fronts."""
    strips: tuple[StripContext, ...]
    """One for each other section; empty on section fronts."""
    meanwhile: tuple[CardContext, ...]
    """The lighter side; empty on section fronts."""
    more: tuple[CardContext, ...]
    """The rest of a section front's first page; empty on the home front."""
    older_url: str
    """Address of the section's older pages, or empty."""
    feed_url: str = ""
    """Address of the feed, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakingContext:
    """The line of breaking news above every page."""

    text: str
    """One sentence."""
    url: str
    """Address of the story that it leads to, or empty."""
    since: datetime
    """When it was put up, in the paper's zone."""
    language: str
    """Language code of the text: that of the story, or of the paper."""


@dataclass(frozen=True, slots=True)
class TickerItemContext:
    """One of the latest headlines in the ticker."""

    url: str
    """Address of the story."""
    headline: str
    """Short headline."""
    published_at: datetime
    """First publication, in the paper's zone."""
    language: str
    """Language code of the story."""
