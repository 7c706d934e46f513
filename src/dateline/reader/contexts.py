"""What every reader template gets around its own context, and the contexts of the reader's own pages."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dateline.fronts.contexts import BreakingContext, TickerItemContext
from dateline.media.contexts import PictureContext
from dateline.sections.contexts import LinkContext


@dataclass(frozen=True, slots=True)
class ImprintLineContext:
    """A line of the imprint in one language."""

    language: str
    """Language code."""
    text: str
    """Plain text."""


@dataclass(frozen=True, slots=True)
class PaperContext:
    """The paper around the page: nameplate, navigation, ticker and footer. ``paper`` in templates."""

    name: str
    """The nameplate."""
    tagline: str
    """May be empty."""
    language: str
    """Language of the interface."""
    base_url: str
    """Scheme and host, without a slash at the end."""
    home_url: str
    """Address of the front."""
    search_url: str
    """Address of the search page; empty in a copy of the paper, which cannot search."""
    archive_url: str
    """Address of the archive by date."""
    corrections_url: str
    """Address of the page of corrections."""
    sections: tuple[LinkContext, ...]
    """Navigation in order."""
    ticker: tuple[TickerItemContext, ...]
    """Latest headlines, newest first."""
    company_pages: tuple[LinkContext, ...]
    """About us, jobs and so on."""
    social: tuple[LinkContext, ...]
    """Accounts elsewhere."""
    feed_url: str
    """Address of the paper's feed."""
    feeds_url: str
    """Address of the page that lists all feeds."""
    founded: int | None
    """Year of the first issue."""
    copyright_year: int
    """This year; the page is good until it ends."""
    registration: str
    """Registration or licence text; may be empty."""
    imprint: tuple[ImprintLineContext, ...]
    """Imprint lines in the paper's languages."""
    age_rating: str
    """Such as 16+; may be empty."""
    contact_email: str
    """Where readers can write; may be empty."""
    report_url: str
    """Where mistakes are reported; in a copy of the paper a full address, which may be another door."""
    is_copy: bool
    """Whether this is a copy of the paper as static files."""
    logo: PictureContext | None
    """Picture of the nameplate, or None for type."""
    breaking: BreakingContext | None = None
    """The line of breaking news above every page, or None."""
    manifest_url: str = ""
    """Address of what installs the paper on a device; empty where it is switched off, and in copies."""
    icon_url: str = ""
    """Address of the icon that goes with it, or empty."""
    alerts_url: str = ""
    """Address of the page on which readers ask for alerts; empty where there are none, and in copies."""


@dataclass(frozen=True, slots=True)
class FeedLinkContext:
    """A feed that belongs to a page, for programs that look for it in the head."""

    title: str
    """What it is of."""
    url: str
    """Its address."""
    media_type: str
    """Such as application/atom+xml."""


@dataclass(frozen=True, slots=True)
class FeedRowContext:
    """One thing that there are feeds of, on the page that lists them."""

    name: str
    """What it is."""
    page_url: str
    """Its own page."""
    rss_url: str
    """Its feed as RSS."""
    atom_url: str
    """The same as Atom."""
    json_url: str
    """The same as JSON Feed."""


@dataclass(frozen=True, slots=True)
class FeedsContext:
    """The page that lists feeds."""

    title: str
    """Heading."""
    paper: tuple[FeedRowContext, ...]
    """The whole paper, in one row."""
    sections: tuple[FeedRowContext, ...]
    """Every section in order."""
    series: tuple[FeedRowContext, ...]
    """Every series by name."""
    corrections_url: str
    """The feed of corrections."""
    opml_url: str
    """All of these in one file."""


@dataclass(frozen=True, slots=True)
class ChoiceContext:
    """Something that can be ticked."""

    value: str
    """What is sent for it."""
    label: str
    """What it is called."""


@dataclass(frozen=True, slots=True)
class AlertsContext:
    """The page on which readers ask for alerts. It is the same for everybody."""

    title: str
    """Heading."""
    key: str
    """With which a browser asks its push service (VAPID)."""
    subjects: tuple[ChoiceContext, ...]
    """Of what readers can be told, breaking news first."""


@dataclass(frozen=True, slots=True)
class HeadContext:
    """What goes into the document's head. ``head`` in templates."""

    title: str
    """Title of the document."""
    description: str
    """For search engines and share cards; may be empty."""
    canonical_url: str
    """Full address; empty on error pages."""
    share_image: str
    """Full address of the share picture, or empty."""
    kind: str
    """Open Graph type: ``website``, ``article`` or ``profile``."""
    is_indexed: bool = True
    """False asks search engines to leave the page out."""
    previous_url: str = ""
    """Newer page of a list, or empty."""
    next_url: str = ""
    """Older page of a list, or empty."""
    feeds: tuple[FeedLinkContext, ...] = ()
    """Feeds of what the page shows, besides that of the paper, which every page names."""
    share_width: int = 0
    """Width of the share picture in pixels."""
    share_height: int = 0
    """Height of the share picture in pixels."""
    share_alt: str = ""
    """What the share picture shows, in words; may be empty."""
    locale: str = ""
    """Language and country as Open Graph writes them, such as ru_RU; empty where there is none to name."""
    structured_data: tuple[dict[str, Any], ...] = ()
    """What the page says of itself in JSON-LD, one data block each."""


@dataclass(frozen=True, slots=True)
class ArchiveYearContext:
    """A year of the archive with its months."""

    year: int
    """Four digits."""
    url: str
    """Address of the year."""
    story_count: int
    """Published stories of the year."""


@dataclass(frozen=True, slots=True)
class ArchiveMonthContext:
    """A month of the archive."""

    first_day: date
    """First day of the month."""
    url: str
    """Address of the month."""
    story_count: int
    """Published stories of the month."""


@dataclass(frozen=True, slots=True)
class ArchiveDayContext:
    """A day of a month's calendar."""

    day: date
    """The day."""
    url: str
    """Address of the day, or empty when nothing was published."""
    story_count: int
    """Published stories of the day."""


@dataclass(frozen=True, slots=True)
class ArchiveContext:
    """The archive: all years, one year with its months, or one month as a calendar."""

    title: str
    """Heading."""
    years: tuple[ArchiveYearContext, ...]
    """All years, newest first."""
    months: tuple[ArchiveMonthContext, ...]
    """Months of the chosen year; empty on the first page."""
    weeks: tuple[tuple[ArchiveDayContext | None, ...], ...]
    """Weeks of the chosen month, Monday first, None outside the month; empty otherwise."""
    newer_url: str = ""
    """Next month or year that has stories, or empty."""
    older_url: str = ""
    """Previous month or year that has stories, or empty."""


@dataclass(frozen=True, slots=True)
class ErrorContext:
    """An error page: not found, gone, failed or being repaired."""

    status: int
    """HTTP status."""
    heading: str
    """Translated heading."""
    text: str
    """What happened and what the reader can do."""
    desk_url: str = ""
    """Where members of staff get what readers do not, or empty."""


@dataclass(frozen=True, slots=True)
class PreviewContext:
    """A story as others will show it. ``preview`` in the desk's previews."""

    host: str
    """Host of the paper."""
    path: str
    """Parts of the address, as search engines write them."""
    title: str
    """Title of the document."""
    description: str
    """What the page says of itself; may be empty."""
    image: str
    """Full address of the share picture, or the picture itself as a data address; empty without one."""
    link: str
    """Full address of the story."""
    published_at: datetime
    """First publication, in the paper's zone."""
