"""What comes in from a reader, what is told back, and what the receipt shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from dateline.corrections.choices import Channel, ReportKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SentReport:
    """A report as a reader sent it, its lengths and choices checked and nothing else."""

    story: UUID
    version: int
    token: str
    words: str
    place: str = ""
    start: int | None = None
    prefix: str = ""
    suffix: str = ""
    kind: ReportKind = ReportKind.OTHER
    suggestion: str = ""
    comment: str = ""
    email: str = ""
    channel: Channel = Channel.FORM
    work: str = ""


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
    """A stretch of text: ``same``, ``old`` (gone) or ``new`` (come)."""

    kind: str
    text: str


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
    """What the reader takes to be wrong, translated."""
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
