"""What templates get of a story, a list of stories and a company page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dateline.media.contexts import PictureContext
from dateline.people.contexts import BylineContext, ContributorContext
from dateline.sections.contexts import LinkContext


@dataclass(frozen=True, slots=True)
class CardContext:
    """A story as it appears in a list, on a front or among related stories."""

    story_id: int
    """Primary key, so that a page can avoid showing a story twice."""
    url: str
    """Address of the story."""
    headline: str
    """Short headline when there is one, else the headline."""
    kicker: str
    """Few words above the headline; may be empty."""
    standfirst: str
    """Summary in plain text; may be empty."""
    section: LinkContext
    """The section the story is filed under."""
    label: str
    """Translated label such as “Opinion”; empty for plain news."""
    label_code: str
    """``opinion``, ``analysis``, ``sponsored``, ``explainer`` or empty."""
    bylines: tuple[BylineContext, ...]
    """Who wrote it; photographers left out."""
    published_at: datetime
    """First publication, in the paper's zone."""
    picture: PictureContext | None
    """Lead picture in sizes fit for lists, or None."""
    language: str
    """Language code of the story."""


@dataclass(frozen=True, slots=True)
class NoticeContext:
    """A public notice on a story: correction, clarification, editor's note, apology, retraction."""

    kind: str
    """Code of the kind of publication."""
    heading: str
    """Translated name of the kind, such as “Correction”."""
    text: str
    """The public sentence, in plain text."""
    at: datetime
    """When it was published, in the paper's zone."""
    anchor: str = ""
    """Id of the notice on the story's page; corrected words are described by it."""
    wrong: str = ""
    """What was wrong, in plain text; empty where there is no record of it."""
    right: str = ""
    """What is right; empty together with ``wrong``."""
    history_url: str = ""
    """Where the story's history is read; empty while there is none."""
    is_amended: bool = False
    """True when a later notice takes the place of this one."""
    amended: tuple["NoticeContext", ...] = ()
    """Notices that this one takes the place of, oldest first."""

    @property
    def has_own_text(self) -> bool:
        """True when the public sentence says more than what was wrong and what is right."""
        ends = '.!?…”»"’)'
        return not (
            self.wrong.rstrip(ends) in self.text
            and self.right.rstrip(ends) in self.text
            and len(self.text) < len(self.wrong) + len(self.right) + 60
        )


@dataclass(frozen=True, slots=True)
class BlockContext:
    """One block of a story's body."""

    kind: str
    """Name of the block, which is the stem of its template."""
    block_id: str
    """Stable id, the same in every version of the story."""
    value: Any
    """What the block's template needs; see the block's own context."""


@dataclass(frozen=True, slots=True)
class RichTextContext:
    """Value of ``paragraph``: HTML that has been through the sanitizer."""

    html: str
    """Safe HTML of one paragraph or list."""


@dataclass(frozen=True, slots=True)
class SubheadingContext:
    """Value of ``subheading``."""

    text: str
    """Plain text."""


@dataclass(frozen=True, slots=True)
class GalleryContext:
    """Value of ``gallery``."""

    title: str
    """May be empty."""
    pictures: tuple[PictureContext, ...]
    """At least two."""


@dataclass(frozen=True, slots=True)
class PullQuoteContext:
    """Value of ``pull_quote``."""

    quote: str
    """The words, without quotation marks."""
    attribution: str
    """Who said it; may be empty."""


@dataclass(frozen=True, slots=True)
class FactBoxContext:
    """Value of ``fact_box``."""

    title: str
    """Heading of the box."""
    html: str
    """Safe HTML."""


@dataclass(frozen=True, slots=True)
class EmbedContext:
    """Value of ``embed``: something from elsewhere, loaded only after the reader asks."""

    provider: str
    """Who would be asked, such as YouTube."""
    url: str
    """Address at the provider."""
    title: str
    """What it shows."""
    frame_url: str = ""
    """Address that may be framed after the reader asks; empty when there is only a link."""


@dataclass(frozen=True, slots=True)
class TableContext:
    """Value of ``table``."""

    caption: str
    """May be empty."""
    header: tuple[str, ...]
    """Heads of the columns; empty when the table has none."""
    rows: tuple[tuple[str, ...], ...]
    """Cells in plain text, row by row."""
    has_row_headers: bool
    """True when the first column names its row."""


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """Value of ``document``."""

    title: str
    """What it is."""
    url: str
    """Address of the file."""
    extension: str
    """Such as PDF."""
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class AwaitedStoryContext:
    """A related story that is known by its headline only."""

    headline: str
    """Its headline, as the archive has it."""
    section: str
    """Name of its section; may be empty."""


@dataclass(frozen=True, slots=True)
class StoryContext:
    """A story page."""

    story_id: int
    """Primary key."""
    publication: str
    """UUID under which its versions are kept."""
    version: int
    """Number of the version that this is."""
    url: str
    """Address without host."""
    canonical_url: str
    """Full address for search engines."""
    language: str
    """Language code of the story."""
    section: LinkContext
    """The section it is filed under."""
    kicker: str
    """Few words above the headline; may be empty."""
    label: str
    """Translated label such as “Opinion”; empty for plain news."""
    label_code: str
    """``opinion``, ``analysis``, ``sponsored``, ``explainer`` or empty."""
    headline: str
    """The headline."""
    standfirst: str
    """Summary in plain text; may be empty."""
    dateline_place: str
    """Where it was reported from; may be empty."""
    bylines: tuple[BylineContext, ...]
    """Everyone named, words first."""
    published_at: datetime
    """First publication, in the paper's zone."""
    updated_at: datetime | None
    """Latest publication that changed the meaning, or None."""
    lead_picture: PictureContext | None
    """Lead picture, or None."""
    lost_picture_credit: str
    """Credit of a lead picture that did not come with the archive; empty when there is a picture."""
    body: tuple[BlockContext, ...]
    """Blocks in order."""
    notices_top: tuple[NoticeContext, ...]
    """Retractions, apologies and serious corrections, shown above the body."""
    notices_end: tuple[NoticeContext, ...]
    """All other notices, shown after the body."""
    content_note: str
    """Translated warning about sensitive content; may be empty."""
    age_rating: str
    """Own age rating such as 18+; empty when the paper's holds."""
    topics: tuple[LinkContext, ...]
    """Topics of the story."""
    series: LinkContext | None
    """The series it belongs to, or None."""
    related: tuple[CardContext, ...]
    """Chosen and automatic related stories."""
    awaited_related: tuple[AwaitedStoryContext, ...]
    """Related stories that an archive names and that have not arrived; shown without a link."""
    more_from_section: tuple[CardContext, ...]
    """Latest of the same section; none of them is among the related."""
    history_url: str = ""
    """Address of its public history; empty before it was published."""
    version_count: int = 0
    """Versions on record."""


@dataclass(frozen=True, slots=True)
class StoryListContext:
    """A page of a list: section front's older pages, topic, series, author, day, search."""

    title: str
    """Heading of the page."""
    description: str
    """A sentence or two under the heading; may be empty."""
    kind: str
    """``section``, ``topic``, ``series``, ``author``, ``day`` or ``search``."""
    cards: tuple[CardContext, ...]
    """Stories, newest first (a series in its own order)."""
    page_number: int
    """From 1."""
    page_count: int
    """At least 1."""
    newer_url: str
    """Address of the page with newer stories, or empty."""
    older_url: str
    """Address of the page with older stories, or empty."""
    feed_url: str = ""
    """Address of the list's feed, or empty."""
    contributor: ContributorContext | None = None
    """Whose stories these are on an author page; None elsewhere."""


@dataclass(frozen=True, slots=True)
class CompanyPageContext:
    """About us, jobs, privacy and the like."""

    title: str
    """Heading."""
    html: str
    """Safe HTML."""
    updated_at: datetime | None
    """Latest change of meaning, or None."""
