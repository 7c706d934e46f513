"""What the demo paper consists of, apart from its stories: typed, frozen, and knowing no database."""

from dataclasses import dataclass, field
from datetime import date, datetime


class DemoContentError(Exception):
    """Something in the demo content is wrong; the message names the file and the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One of the seven sections."""

    slug: str
    name: str
    name_ru: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprintLine:
    """One legal line of the footer."""

    language: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialLink:
    """Where else the paper can be followed."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The paper itself: names, languages, imprint and sections."""

    name: str
    name_ru: str
    tagline: str
    language: str
    languages: tuple[str, ...]
    time_zone: str
    founded: int
    age_rating: str
    email: str
    registration: str
    sections: tuple[Section, ...]
    imprint: tuple[ImprintLine, ...]
    social: tuple[SocialLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A contributor."""

    slug: str
    name: str
    title: str
    kind: str
    bio: str
    portrait: str
    email: str
    name_ru: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A subject that stories are filed under."""

    slug: str
    name: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A continuing series; its kind is "classics" or "digest"."""

    slug: str
    name: str
    description: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalLabel:
    """A label that a state obliges the press to print beside a name between two dates."""

    jurisdiction: str
    note: str
    note_ru: str
    from_date: date
    until_date: date | None = None
    register: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A name the paper writes about, with its spellings per language."""

    slug: str
    kind: str
    description: str
    preferred: dict[str, str]
    other: dict[str, tuple[str, ...]]
    owned_by: str = ""
    ownership_note: str = ""
    labels: tuple[LegalLabel, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture with everything the desk wants to know about it; the bytes come from `pictures.draw`."""

    stem: str
    alt: str
    caption: str
    credit: str
    source: str
    rights: str
    taken_at: datetime
    focus_x: float
    focus_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeFront:
    """The curated home front; an empty string is a slot left to fill itself."""

    lead: str
    secondary: tuple[str, ...]
    opinion: tuple[str, ...]
    meanwhile: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyPage:
    """About, jobs, privacy and the like."""

    slug: str
    title: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """A place where things happen."""

    slug: str
    name: str
    kind: str
    address: str
    district: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something to go to."""

    slug: str
    name: str
    kind: str
    venue: str
    starts_at: tuple[datetime, ...]
    price: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintEdition:
    """One issue on paper."""

    number: int
    date: date
    pages: int
    cover: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listings:
    """Venues, events and the print edition, for the packages that show them."""

    print_edition: PrintEdition
    venues: tuple[Venue, ...] = field(default=())
    events: tuple[Event, ...] = field(default=())
