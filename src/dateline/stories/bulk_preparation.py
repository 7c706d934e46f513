"""What is worked out for many new stories that are published at once; for a single one, ``preparation``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dateline.media.actions import ensure_renditions
from dateline.media.models import PictureUse
from dateline.stories.bulk_nearness import relate_new_stories
from dateline.stories.canonical import pictures_in
from dateline.stories.picture_uses import pictures_of


def prepare_stories(stories: Sequence[Any]) -> None:
    """Make the renditions that readers cannot do without, and find the nearest stories of each."""
    pictures = {
        picture.pk: picture
        for story in stories
        for picture in (story.lead_picture, *pictures_in(story.body))
        if picture is not None
    }
    if pictures:
        ensure_renditions(pictures=list(pictures.values()))
    relate_new_stories(stories)


def note_pictures(stories: Sequence[Any]) -> None:
    """Note where the pictures of new stories are used: in the draft, and in each version of the record."""
    uses = [
        PictureUse(picture_id=picture, page_id=story.pk, version=version)
        for story in stories
        for picture in pictures_of(story)
        for version in (None, *range(1, story.version_number + 1))
    ]
    PictureUse.objects.bulk_create(uses, ignore_conflicts=True)
