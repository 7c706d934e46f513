"""Reads of stories that stay fast with a million of them."""

from __future__ import annotations

from dateline.publishing.querysets import PublishedPageManager, PublishedPageQuerySet


class StoryQuerySet(PublishedPageQuerySet):
    """Stories."""

    def newest(self) -> StoryQuerySet:
        """Public stories, newest first. The primary key decides between equal times."""
        return self.public().filter(published_at__isnull=False).order_by("-published_at", "-pk")

    def for_cards(self) -> StoryQuerySet:
        """Load what a card shows and nothing more."""
        return self.select_related("section", "lead_picture").defer("body", "body_text")


StoryManager = PublishedPageManager.from_queryset(StoryQuerySet)
