"""What the panels of the first page are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Tone(StrEnum):
    """How something stands. Each has a word and a sign as well: color alone says nothing to many people."""

    PLAIN = "plain"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """One story in a list, or whatever else has a headline and waits."""

    title: str
    """Its headline, as this person may see it."""
    url: str = ""
    """Where it is opened; empty when this person cannot."""
    public_url: str = ""
    """Where readers find it; empty when they do not."""
    section: str = ""
    """The section's name."""
    state: str = ""
    """How it stands, in a few words."""
    tone: Tone = Tone.PLAIN
    """Whether the state is good news."""
    note: str = ""
    """What more there is to say, in a sentence: why it was refused, what a comment says."""
    who: str = ""
    """Who did it."""
    at: datetime | None = None
    """When."""
    is_hour: bool = False
    """True when no more than the hour is known of that."""
    readings: int | None = None
    """How often it was read today; None where that is not shown."""
    readings_of_hour: int | None = None
    """How often in the last hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The first lines of a list, and how many there are."""

    lines: tuple[StoryLine, ...] = ()
    """Those that are shown."""
    total: int = 0
    """All of them."""

    @property
    def more(self) -> int:
        """How many are not shown."""
        return max(0, self.total - len(self.lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One hour, day or section in a picture of readings."""

    label: str
    """What it stands for."""
    count: int
    """Its readings."""
    x: float = 0
    """Where it begins, from the left."""
    y: float = 0
    """Where its top is."""
    height: float = 0
    """How high it is."""
    share: float = 0
    """Percent of the highest one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingsContext:
    """What readers read."""

    today: int
    """Readings of all pages since midnight."""
    last_hour: int
    """In the last sixty minutes, about."""
    seven_days: int
    """Today and in the six days before."""
    stories_today: tuple[StoryLine, ...]
    """Most read since midnight."""
    stories_of_hour: tuple[StoryLine, ...]
    """Most read in the last hour."""
    stories_of_week: tuple[StoryLine, ...]
    """Most read in seven days."""
    sections: tuple[Bar, ...]
    """Today's readings by section, with the section's own front."""
    hours: tuple[Bar, ...]
    """The last 24 hours."""
    days: tuple[Bar, ...]
    """The last seven days."""
    is_partial: bool
    """Whether caches or nginx answer readers whom nobody counts here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """One part of the paper's machinery."""

    name: str
    """What it is called."""
    tone: Tone
    """How it is."""
    word: str
    """How it is, in a word or two."""
    meaning: str = ""
    """The figures, or what is wrong."""
    remedy: str = ""
    """What to do about it; empty while it is well."""
