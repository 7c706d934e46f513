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
        "feeds",
        "guide",
        "healthz",
        "well-known",
        "in-print",
        "log",
        "media",
        "metrics",
        "news-sitemap",
        "newsletters",
        "page",
        "readyz",
        "robots",
        "rss",
        "search",
        "series",
        "sitemap",
        "static",
        "story",
        "topic",
    }
)
