"""What comes in from a reader, what is told back, and what the receipt and the page of corrections show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from dateline.corrections.choices import Channel, ReportKind
from dateline.sections.contexts import LinkContext
from dateline.stories.contexts import NoticeContext


@dataclass(frozen=True, slots=True, kw_only=True)
class SentReport:
    """A report as a reader sent it, its lengths and choices checked and nothing else."""

    story: UUID
    """The publication."""
    version: int
    """Number of the version that the reader had on the page."""
    token: str
    """Token of the form."""
    words: str
    """The words with the mistake."""
    place: str = ""
    """Where they stand, see ``places``; empty for words that were typed."""
    start: int | None = None
    """Offset of the first of them in canonical text, or None."""
    prefix: str = ""
    """What stands before them; may be empty."""
    suffix: str = ""
    """What stands after them; may be empty."""
    kind: ReportKind = ReportKind.OTHER
    """What the reader takes to be wrong."""
    suggestion: str = ""
    """What the reader would write."""
    comment: str = ""
    """What the reader adds."""
    email: str = ""
    """Where the reader wants to be told the outcome; may be empty."""
    channel: Channel = Channel.FORM
    """How it came."""
    work: str = ""
    """Proof of work, where it was wanted."""


@dataclass(frozen=True, slots=True)
class TakenReport:
    """A report that is stored, now or already before."""

    receipt: str
    """Secret in the address of the receipt."""
    readers: int
    """How many reports there are of the place, with this one."""
    is_new: bool
    """False when exactly this report had been sent before."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of text that stayed, went or came."""

    kind: str
    """``same``, ``old`` or ``new``."""
    text: str
    """Plain text."""


@dataclass(frozen=True, slots=True)
class ReceiptContext:
    """What a reader sees of their own report. Nothing that others sent is in it."""

    headline: str
    """Headline of the story in the version that was reported."""
    story_url: str
    """Address of the story; empty when it is public no more."""
    language: str
    """Language of the story."""
    words: str
    """The words that were reported, as the paper published them."""
    suggestion: str
    """What the reader would write; may be empty."""
    comment: str
    """What the reader added; may be empty."""
    kind: str
    """What the reader takes to be wrong, translated; empty when the reader was not sure."""
    readers: int
    """How many reports there are of the place."""
    status: str
    """Code of ``ReportStatus``."""
    status_text: str
    """Where the report stands, translated."""
    is_open: bool
    """True while the newsroom has not decided."""
    outcome_text: str
    """Words of the newsroom; may be empty."""
    closed_at: datetime | None
    """When it was decided, in the paper's zone."""
    fix: tuple[Difference, ...]
    """The passage before and after; empty when nothing was fixed or a version is withheld."""
    notice: str
    """The public correction, or empty."""


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
class MonthFigures:
    """Reports about places that were first reported in one month, and what became of them."""

    month: date
    """First day of the month."""
    reports: int
    """Reports, several about one place counted each."""
    upheld_percent: int | None
    """Share of the places judged that were mistakes; None while none is judged."""
    median_hours: int | None
    """Whole hours, begun ones counted, within which half of the mistakes were mended; None for none."""
    still_open: int
    """Places that nobody has judged yet."""


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
