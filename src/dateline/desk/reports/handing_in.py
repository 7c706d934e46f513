"""Send a changed draft on its way to whoever may publish it."""

from __future__ import annotations

from typing import Any


def hand_in(*, story: Any, by: Any) -> bool:
    """Hand the story in as its edit screen would; say whether it is on its way because of that."""
    draft = story.get_latest_revision_as_object()
    permissions = draft.permissions_for_user(by)
    if draft.workflow_in_progress or permissions.can_publish() or not permissions.can_submit_for_moderation():
        return False
    workflow = draft.get_workflow()
    if workflow is None:
        return False
    workflow.start(draft, by)
    return True
