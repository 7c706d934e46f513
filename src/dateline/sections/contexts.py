"""What templates get of a section, a topic or a series."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkContext:
    """A name with an address: a section, topic, series, company page or social account."""

    label: str
    """Words to show."""
    url: str
    """Where it leads."""
    is_current: bool = False
    """True for the place where the reader is now."""
