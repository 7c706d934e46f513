"""What paper.toml says about the paper, as values. Reading and checking the file is the work of config."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ByLanguage = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionEntry:
    """A section that the paper has from its first day."""

    slug: str
    name: ByLanguage
    description: ByLanguage = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialLink:
    """Where readers can follow the paper elsewhere."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprintLine:
    """One legal line of the footer in one language."""

    language: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The identity of the paper."""

    name: str = "The Dateline"
    tagline: ByLanguage = field(default_factory=dict)
    language: str = "en"
    time_zone: str = "UTC"
    founded: int | None = None
    age_rating: str = ""
    contact_email: str = ""
    registration: ByLanguage = field(default_factory=dict)
    sections: tuple[SectionEntry, ...] = ()
    social: tuple[SocialLink, ...] = ()
    imprint: tuple[ImprintLine, ...] = ()


def in_language(texts: ByLanguage, language: str) -> str:
    """Return the text in this language, else the first one there is, else nothing."""
    return texts.get(language) or next(iter(texts.values()), "")
