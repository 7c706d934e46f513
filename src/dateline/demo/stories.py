"""The demo's stories as records: bylines, body blocks and what was published later."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """Who did what on a story; the role is "words" or "photos"."""

    who: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text; the only tags are b, i and a."""

    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subheading:
    """A crosshead."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureBlock:
    """A picture in the text, or one of a gallery."""

    picture: str
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gallery:
    """Several pictures under one title."""

    title: str
    pictures: tuple[PictureBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PullQuote:
    """A line taken out of the text and set large."""

    quote: str
    attribution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactBox:
    """Facts beside the text; the tags are ul, li, p and b."""

    title: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A small table; every row is as long as the first."""

    caption: str
    header_row: bool
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed:
    """Something on another site, shown behind a click."""

    provider: str
    url: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text file to download, by the stem of its name in `content/documents`."""

    title: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedStory:
    """A pointer to another story in the middle of this one."""

    slug: str


BLOCK_TYPES: dict[str, type] = {
    "paragraph": Paragraph,
    "subheading": Subheading,
    "picture": PictureBlock,
    "gallery": Gallery,
    "pull_quote": PullQuote,
    "fact_box": FactBox,
    "table": Table,
    "embed": Embed,
    "document": Document,
    "related_story": RelatedStory,
}

Block = (
    Paragraph
    | Subheading
    | PictureBlock
    | Gallery
    | PullQuote
    | FactBox
    | Table
    | Embed
    | Document
    | RelatedStory
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """Put `new` where the body block with this index had `old`."""

    block: int
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A later publication of a story: its kind, what readers are told, and what changes."""

    kind: str
    at: datetime
    summary: str
    wrong: str = ""
    right: str = ""
    noticed_by: str = ""
    noticed_at: datetime | None = None
    replace: tuple[Replacement, ...] = ()
    append: tuple[Block, ...] = ()
    headline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story as first published, and its later publications in order."""

    slug: str
    section: str
    language: str
    headline: str
    short_headline: str
    standfirst: str
    label: str
    bylines: tuple[Byline, ...]
    published_at: datetime
    topics: tuple[str, ...]
    series: str
    lead_picture: str
    body: tuple[Block, ...]
    kicker: str = ""
    dateline_place: str = ""
    lead_caption: str = ""
    lead_credit_override: str = ""
    related: tuple[str, ...] = ()
    sensitive_note: str = ""
    updates: tuple[Update, ...] = ()
