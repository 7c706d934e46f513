"""What a document of an old archive tells, as frozen records that carry how sure we are of each part."""

from dataclasses import dataclass, field
from datetime import date, datetime

FIELDS = ("headline", "section", "published", "updated", "authors", "credit", "paragraphs", "related")
"""The fields of a story that are reported as missing when nothing was found for them."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong, where it is, and what was expected there."""

    where: str
    what: str
    expected: str


@dataclass(frozen=True, slots=True)
class Finding:
    """How one field was come by: ``found``, ``guessed`` or ``missing``, with a reason and a confidence."""

    how: str
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Related:
    """A headline that the page points to, with the section printed beside it."""

    headline: str
    section: str | None


@dataclass(frozen=True, slots=True)
class OldPicture:
    """A picture as the archive names it, by address or by path in the export, and the words beside it."""

    source: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of body text.

    ``kind`` is paragraph, subheading, quote, attribution, list_item, bio, picture, gallery, fact_box,
    embed, table, file or related. ``text`` is its plain text; ``html`` the same with its inline markup as
    it was in the source (untrusted: the pipeline cleans it), empty when there is none. ``title`` heads a
    fact box, table or embed; ``address`` is where an embed, a file or a related story is; ``rows`` are the
    plain cells of a table, the header row first if ``has_header``; ``ordered`` items stand in a list with
    numbers.
    """

    kind: str
    text: str
    html: str = ""
    title: str = ""
    address: str = ""
    pictures: tuple[OldPicture, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    has_header: bool = False
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class OldAuthor:
    """More about an author than the name: the address of the old page about them, and what it said."""

    name: str
    slug: str = ""
    address: str = ""
    bio: str = ""


@dataclass(frozen=True, slots=True)
class OldList:
    """A page of the old site that listed stories. ``kind``: section, author, topic, series, feed or front.

    ``parent`` names the section that a section was part of.
    """

    kind: str
    name: str
    address: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line inside the article that was taken for furniture, so that an editor can look at it."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """One imprint or registration text of the paper and the language it is written in."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What the furniture of a page tells about the paper."""

    name: str | None = None
    sections: tuple[str, ...] = ()
    imprint: tuple[Imprint, ...] = ()
    founded: int | None = None
    age_rating: str | None = None
    social: tuple[str, ...] = ()
    company_pages: tuple[str, ...] = ()
    corrections_line: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document of one file. Always complete: what could not be read is in `errors` and `missing`.

    ``id`` is the source's own name for it, the same at every export; empty where the source has none.
    ``status`` is public, draft or gone; ``kind`` is story, page (a company page), list or redirect.
    ``address`` is where it was on the old site, absolute or from the root, with its query;
    ``other_addresses`` led there too. ``target`` is where a redirect led. ``unmapped`` names what the
    source had and no field here can hold. ``patterns`` are forms of addresses and where each leads.
    """

    file: str
    document: int = 1
    encoding: str | None = None
    dump_date: date | None = None
    headline: str | None = None
    standfirst: str | None = None
    section: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    updates: tuple[datetime, ...] = ()
    authors: tuple[str, ...] = ()
    credit: str | None = None
    credits: tuple[str, ...] = ()
    caption: str | None = None
    blocks: tuple[Block, ...] = ()
    related: tuple[Related, ...] = ()
    inline_related: tuple[Related, ...] = ()
    tags: tuple[str, ...] = ()
    bio: str | None = None
    confidence: float = 0.0
    findings: dict[str, Finding] = field(default_factory=dict)
    missing: tuple[str, ...] = FIELDS
    dropped: tuple[Dropped, ...] = ()
    errors: tuple[Problem, ...] = ()
    paper: PaperFacts = field(default_factory=PaperFacts)
    id: str = ""
    kind: str = "story"
    status: str = "public"
    address: str = ""
    other_addresses: tuple[str, ...] = ()
    target: str = ""
    language: str | None = None
    sections: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    series: str | None = None
    label: str | None = None
    description: str | None = None
    people: tuple[OldAuthor, ...] = ()
    lists: tuple[OldList, ...] = ()
    lead_picture: OldPicture | None = None
    unmapped: tuple[str, ...] = ()
    patterns: tuple[tuple[str, str], ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The running text: paragraph blocks only, in order, character by character as dumped."""
        return tuple(block.text for block in self.blocks if block.kind == "paragraph")

    @property
    def subheadings(self) -> tuple[str, ...]:
        """The headings inside the body, in order."""
        return tuple(block.text for block in self.blocks if block.kind == "subheading")

    @property
    def guessed(self) -> dict[str, str]:
        """The fields that were guessed, each with the reason."""
        return {name: found.why for name, found in self.findings.items() if found.how == "guessed"}

    @property
    def is_story(self) -> bool:
        """Whether this can become a story: a headline, a date and text, and nothing wrong."""
        return bool(
            self.kind == "story" and self.headline and self.published and self.paragraphs and not self.errors
        )
