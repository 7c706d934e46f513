"""What the copy desk holds against publishing a story."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from dateline.copydesk.queries import open_blockers
from dateline.desk.copy_checks.story_texts import text_of

# Media says this itself, more exactly, and lets nobody pass.
SAID_BY_MEDIA = frozenset({"structure.no_credit"})


def stops_of_story(story: Any) -> Mapping[str, list[str]]:
    """Return what stops publishing, unless somebody has said why the story may go out all the same.

    A story from an archive was published long ago: the check of the whole paper reports on it instead.
    """
    if story.source_address or story.pk is None:
        return {}
    found = [
        one
        for one in open_blockers(text_of(story), subject=f"page/{story.pk}")
        if one.rule not in SAID_BY_MEDIA
    ]
    hint = _("Correct it, or open the panel “Copy desk” and say why the story may go out.")
    return {"__all__": [f"{one.message} {hint}" for one in found]} if found else {}
