"""What is worked out for a page when it is published: derived fields, renditions, default summaries."""

from __future__ import annotations

from typing import Any

from dateline.media.actions import ensure_renditions
from dateline.stories.canonical import pictures_in
from dateline.stories.nearness import renew_nearest


def prepare_story(story: Any) -> None:
    """Set the fields that follow from others and make the renditions, so that no reader waits for them."""
    story.follow_tree()
    pictures = [story.lead_picture] if story.lead_picture else []
    ensure_renditions(pictures=[*pictures, *pictures_in(story.body)])
    renew_nearest(story)
