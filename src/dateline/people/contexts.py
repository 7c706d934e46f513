"""What templates get of a contributor."""

from dataclasses import dataclass

from dateline.media.contexts import PictureContext


@dataclass(frozen=True, slots=True)
class ContributorContext:
    """A person named in bylines."""

    name: str
    """Name as printed."""
    url: str
    """Address of the author page, or empty when the person has none."""
    role_title: str
    """Such as “Culture editor”; may be empty."""
    bio: str
    """A few plain-text sentences; may be empty."""
    portrait: PictureContext | None
    """Portrait, or None."""


@dataclass(frozen=True, slots=True)
class BylineContext:
    """One name in a byline, with what the person did."""

    contributor: ContributorContext
    """Who."""
    role: str
    """``words`` or ``photos``."""
