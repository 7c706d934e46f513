"""Addresses that a section cannot have, because the paper uses them for something else."""

RESERVED_SLUGS = frozenset(
    {
        "api",
        "archive",
        "atom",
        "author",
        "corrections",
        "desk",
        "documents",
        "feed",
        "guide",
        "healthz",
        "in-print",
        "log",
        "media",
        "metrics",
        "newsletters",
        "page",
        "readyz",
        "rss",
        "search",
        "series",
        "static",
        "story",
        "topic",
    }
)
