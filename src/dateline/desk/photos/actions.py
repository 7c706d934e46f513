"""Changes that span pictures and whatever shows them: replace, merge, the same words for many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from dateline.media.models import Picture
from dateline.stories.picture_actions import replace_picture_in_story
from dateline.stories.use_queries import other_records_with, stories_with_picture

# What the picture that is kept takes over from the one that goes, where it has nothing itself.
TAKEN_OVER = (
    "credit",
    "caption",
    "description",
    "source",
    "rights_holder",
    "rights_note",
    "place",
    "taken_at",
)


@transaction.atomic
def replace_everywhere(*, old: Picture, new: Picture, by: Any, at: datetime) -> int:
    """Show another picture wherever this one is shown, and return in how many places.

    Public stories get a version of their own each, drafts stay drafts, portraits and the nameplate are
    saved, and each announces what readers see differently. Raises PublicationRefusedError when one of the
    stories cannot be published with it, and then nothing has changed.
    """
    count = 0
    for story in stories_with_picture(old):
        count += replace_picture_in_story(story=story, old=old, new=new, by=by, at=at)
    for record in other_records_with(old):
        for field in record._meta.concrete_fields:
            if field.related_model is Picture and getattr(record, field.attname) == old.pk:
                setattr(record, field.name, new)
                record.save()
                count += 1
    return count


@transaction.atomic
def merge_pictures(*, kept: Picture, duplicate: Picture, by: Any, at: datetime) -> int:
    """Keep one of two pictures: the other's places get this one, then the other is deleted.

    Words that the kept one lacks are taken over. Returns in how many places it was replaced; raises
    PublicationRefusedError or ProtectedError, and then nothing has changed.
    """
    missing = [name for name in TAKEN_OVER if not getattr(kept, name) and getattr(duplicate, name)]
    for name in missing:
        setattr(kept, name, getattr(duplicate, name))
    if missing:
        kept.save()
    count = replace_everywhere(old=duplicate, new=kept, by=by, at=at)
    duplicate.delete()
    return count


@transaction.atomic
def say_of_many(*, pictures: Iterable[Picture], words: Mapping[str, Any]) -> int:
    """Give many pictures the same words and rights and return how many; each announces its change."""
    count = 0
    for picture in pictures:
        for name, value in words.items():
            setattr(picture, name, value)
        picture.save()
        count += 1
    return count
