"""Of what there are feeds, and in which formats."""

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
