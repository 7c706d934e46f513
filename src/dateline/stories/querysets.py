"""Reads of stories that stay fast with a million of them."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from dateline.publishing.querysets import PublishedPageManager, PublishedPageQuerySet

# What cards, tickers and the search for related stories read. A story has a hundred columns, with its section
# and its picture, and to select them all costs more than to find the stories.
CARD_FIELDS = (
    "title",
    "slug",
    "section",
    "language",
    "kicker",
    "short_headline",
    "standfirst",
    "label",
    "published_at",
    "listed_at",
    "lead_picture",
)


# What only the desk and Wagtail's tree read of a page.
DESK_FIELDS = (
    "translation_key",
    "locale",
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
    "has_unpublished_changes",
    "draft_title",
    "go_live_at",
    "expire_at",
    "expired",
    "locked",
    "locked_at",
    "locked_by",
    "owner",
    "alias_of",
    "show_in_menus",
    "seo_title",
    "content_type",
    "path",
    "depth",
    "numchild",
    "url_path",
    "first_published_at",
    "last_published_at",
)


class StoryPlace(NamedTuple):
    """What decides about the place of a story in a list or on a front, before anything of it is loaded."""

    pk: int
    listed_at: datetime
    section_id: int
    lead_picture_id: int | None


class StoryQuerySet(PublishedPageQuerySet):
    """Stories."""

    def newest(self) -> StoryQuerySet:
        """Public stories, newest first. The primary key decides between equal times."""
        return self.filter(listed_at__isnull=False).order_by("-listed_at", "-pk")

    def for_cards(self) -> StoryQuerySet:
        """Load what a card shows and nothing more; ``lead_pictures`` loads the pictures of all."""
        return self.only(*CARD_FIELDS)

    def for_readers(self) -> StoryQuerySet:
        """Load what the page of a story shows; what else is asked for costs a query."""
        return self.defer(*DESK_FIELDS)

    def places(self) -> list[StoryPlace]:
        """Return the places of these stories, a tenth of the cost of the stories."""
        return [StoryPlace(*row) for row in self.values_list(*StoryPlace._fields)]


StoryManager = PublishedPageManager.from_queryset(StoryQuerySet)
