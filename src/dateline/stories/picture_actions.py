"""Put one picture in the place of another in a story: in what readers see, and in the draft."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.publishing.actions import publish_page
from dateline.publishing.choices import Kind
from dateline.publishing.errors import PublicationRefusedError
from dateline.stories.models import StoryPage
from dateline.stories.picture_uses import exchange


@transaction.atomic
def replace_picture_in_story(
    *, story: StoryPage, old: Any, new: Any, by: Any, at: datetime | None = None
) -> bool:
    """Show another picture wherever the story shows this one, and say whether it did.

    What is public is published as a version of its own: in place when both have the same pixels, otherwise
    as an update. A draft on top of it gets the new picture too and stays a draft, and no older version is
    changed. Raises PublicationRefusedError, and then nothing is.
    """
    stored = StoryPage.objects.get(pk=story.pk)
    _refuse_if_underway(stored)
    draft = stored.latest_revision if stored.has_unpublished_changes or not stored.live else None
    found = False
    if stored.live and exchange(stored, old=old, new=new):
        found = True
        is_same = bool(old.digest) and old.digest == new.digest
        summary = _("One of two copies of a picture was kept.") if is_same else ""
        kind = "" if is_same else Kind.UPDATE
        _publish(stored, kind=kind, summary=summary, by=by, at=at, is_in_place=is_same)
    if draft is not None:
        latest: Any = draft.as_object()
        if exchange(latest, old=old, new=new):
            found = True
        if found:
            # On top of what was just published, where it was before.
            latest.save_revision(user=by, clean=False)
    elif not stored.live and exchange(stored, old=old, new=new):
        found = True
        stored.save()
    return found


def _publish(story: StoryPage, **how: Any) -> None:
    try:
        publish_page(page=story, **how)
    except PublicationRefusedError as refused:
        named = [f"“{story.title}”: {text}" for text in refused.messages]
        raise PublicationRefusedError({"__all__": named}) from refused


def _refuse_if_underway(story: StoryPage) -> None:
    """What waits for its time or for somebody's approval was approved as it is."""
    if story.scheduled_revision is not None:
        problem = _("“%(story)s” is scheduled. Publish it or take it off the schedule first.")
    elif story.workflow_in_progress:
        problem = _("“%(story)s” was handed in. Approve it or send it back first.")
    elif story.locked:
        problem = _("“%(story)s” is locked. Unlock it first.")
    else:
        return
    raise PublicationRefusedError({"__all__": [problem % {"story": story.title}]})
