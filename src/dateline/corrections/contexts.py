"""What templates get of the page of corrections."""

from dataclasses import dataclass
from datetime import date

from dateline.corrections.monthly_figures import MonthFigures
from dateline.sections.contexts import LinkContext
from dateline.stories.contexts import NoticeContext


@dataclass(frozen=True, slots=True)
class ListedNoticeContext:
    """One notice in the list, under the headline of its story."""

    headline: str
    """Headline of the story as it is now."""
    url: str
    """Address of the notice on the story's page."""
    language: str
    """Language of the story."""
    section: LinkContext
    """Section of the story."""
    notice: NoticeContext
    """What it says."""


@dataclass(frozen=True, slots=True)
class MonthContext:
    """The notices of one month."""

    first_day: date
    """First day of the month."""
    url: str
    """Address of the month alone, under the same filter."""
    notices: tuple[ListedNoticeContext, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class CorrectionsContext:
    """The page of corrections, or what a filter leaves of it."""

    title: str
    """Heading."""
    url: str
    """Address of this list."""
    root_url: str
    """Address of the whole list."""
    is_filtered: bool
    """True when something is left out."""
    months: tuple[MonthContext, ...]
    """Months with their notices, newest first."""
    month_links: tuple[LinkContext, ...]
    """Every month that has notices under this filter; the current one is marked."""
    kind_links: tuple[LinkContext, ...]
    """Every kind that has notices in this month and section."""
    section_links: tuple[LinkContext, ...]
    """Every section that has notices of this kind in this month."""
    has_more: bool
    """True when older notices are found under their months only."""
    figures: tuple[MonthFigures, ...]
    """Reports of readers by month, newest first; of the month alone where one is chosen."""
    feed_url: str
    """Address of the feed."""
    policy_html: str
    """The paper's own words on how it corrects itself, safe HTML; empty for those of the theme."""
    policy_url: str
    """Address of those words; empty for none."""
