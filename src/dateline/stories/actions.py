"""Changes of stories that are no edits of their text."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from dateline.publishing.actions import record_in_place
from dateline.stories.models import StoryPage


@transaction.atomic
def refile_story(*, story: StoryPage, by: Any = None) -> None:
    """Bring a story's section in line with its place in the tree after it was moved.

    A public story gets a version and a log entry with the keys of both sections; its address stays, and a
    draft of it stays a draft.
    """
    if StoryPage.objects.filter(pk=story.pk, live=True).exists():
        record_in_place(page=story, by=by)
    else:
        StoryPage.objects.filter(pk=story.pk).update(section_id=story.get_parent().pk)
