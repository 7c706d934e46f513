"""What a page's head gets of a placard."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlacardContext:
    """A picture that is shown with a link to the page."""

    src: str
    """Address of the file."""
    width: int
    """Pixels."""
    height: int
    """Pixels."""
    alt: str
    """Its words, for those who do not see it."""
