"""Of what there are feeds, in which formats, and where (DESIGN section 6)."""

from enum import StrEnum


class Of(StrEnum):
    """What a feed is of."""

    PAPER = "paper"
    SECTION = "section"
    TOPIC = "topic"
    AUTHOR = "author"
    SERIES = "series"


class Format(StrEnum):
    """How a feed is written."""

    RSS = "rss"
    ATOM = "atom"
    JSON = "json"


def feed_address(of: Of, slug: str = "", *, form: Format = Format.RSS) -> str:
    """Return the address of a feed, such as ``/rss/``, ``/rss/town/`` or ``/feed/topic/ferries.json``."""
    place = {Of.PAPER: "", Of.SECTION: slug}.get(of, f"{of}/{slug}")
    if form is Format.JSON:
        return f"/feed/{place}.json" if place else "/feed.json"
    return f"/{form}/{place}/" if place else f"/{form}/"
