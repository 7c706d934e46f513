"""What a page dump tells, as frozen records that carry how sure we are of each part."""

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
class Block:
    """One block of body text: paragraph, subheading, quote, attribution, list_item or bio."""

    kind: str
    text: str


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
class PageDump:
    """One document of one dump file. Always complete: what could not be read is in `errors` and `missing`."""

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
        return bool(self.headline and self.published and self.paragraphs and not self.errors)
