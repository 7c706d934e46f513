"""What a page tells machines about itself: the union of JSON-LD, Open Graph, meta elements and microdata."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.archive.records import OldPicture

ARTICLES = ("Article", "Posting", "Report", "Review", "Recipe")
LISTS = frozenset(
    ("CollectionPage", "ItemList", "ProfilePage", "SearchResultsPage", "Blog", "CategoryCode", "ImageGallery")
)


def is_article_type(name: str) -> bool:
    """Say whether a type of schema.org is one of a story."""
    return name.rpartition("/")[2].endswith(ARTICLES)


@dataclass(slots=True)
class Told:
    """Values in the order of how far they are trusted; each list begins with the best source."""

    types: list[str] = field(default_factory=list)
    headlines: list[str] = field(default_factory=list)
    standfirsts: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    modified: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    author_addresses: dict[str, str] = field(default_factory=dict)
    sections: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    images: list[OldPicture] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    short_addresses: list[str] = field(default_factory=list)
    feeds: list[tuple[str, str]] = field(default_factory=list)
    breadcrumbs: list[str] = field(default_factory=list)
    language: str | None = None
    site: str = ""
    publisher: str = ""
    kind: str = ""
    body: str = ""

    @property
    def is_article(self) -> bool:
        """Whether the page says that it is a story."""
        return any(is_article_type(name) for name in self.types) or self.kind == "article"

    @property
    def is_list(self) -> bool:
        """Whether the page says that it lists others, and not that it is a story."""
        return not self.is_article and any(name.rpartition("/")[2] in LISTS for name in self.types)
