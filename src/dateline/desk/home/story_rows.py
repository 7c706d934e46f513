"""Stories as lines of a list: loaded with few queries, each as this person may see it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState, WorkflowState

from dateline.desk.delivery_words import moment
from dateline.desk.home.shown import StoryLine, Tone
from dateline.stories.models import StoryPage
from dateline.users.models import User

# What lines and Wagtail's rules about pages read; a story has a hundred columns.
FIELDS = (
    "title",
    "draft_title",
    "slug",
    "path",
    "depth",
    "live",
    "expired",
    "has_unpublished_changes",
    "owner",
    "content_type",
    "locked",
    "locked_by",
    "first_published_at",
    "latest_revision_created_at",
    "published_at",
    "section",
    "section__title",
)


def stories_by_key(keys: Collection[int]) -> dict[int, StoryPage]:
    """Return these stories by their keys, with what their lines and rules need."""
    if not keys:
        return {}
    found = StoryPage.objects.filter(pk__in=keys).select_related("section").only(*FIELDS)
    # As Wagtail's prefetch_workflow_states does for what it calls specific, which a story already is.
    states = WorkflowState.objects.active().select_related("current_task_state__task")
    ways = Prefetch("_specific_workflow_states", queryset=states, to_attr="_current_workflow_states")
    return {story.pk: story for story in found.prefetch_related(ways)}


def schedules_of(keys: Collection[int]) -> dict[int, datetime]:
    """Return when these pages are to be published, those that are."""
    if not keys:
        return {}
    planned = Revision.page_revisions.filter(approved_go_live_at__isnull=False, object_id__in=map(str, keys))
    return {int(key): at for key, at in planned.values_list("object_id", "approved_go_live_at")}


def may_open(story: Any, user: User) -> bool:
    """Say whether this person can open the story's edit screen."""
    return bool(story.permissions_for_user(user).can_edit())


def edit_url(key: int) -> str:
    """Return the address of the edit screen."""
    return reverse("wagtailadmin_pages:edit", args=[key])


def line_of(story: StoryPage, user: User, **more: Any) -> StoryLine:
    """Return a story's line: who cannot open it sees the public headline and the way to the public page."""
    opens = may_open(story, user)
    return StoryLine(
        title=story.draft_title if opens or not story.live else story.title,
        url=edit_url(story.pk) if opens else "",
        public_url=story.public_path() if story.live else "",
        section=story.section.title,
        **more,
    )


def state_of(story: Any, now: datetime, *, goes_out_at: datetime | None) -> tuple[str, Tone]:
    """Return in the newsroom's words how a story stands."""
    workflow = story.current_workflow_state
    step = workflow.current_task_state if workflow is not None else None
    if step is not None and step.status == TaskState.STATUS_REJECTED:
        return _("Sent back by “%(step)s”") % {"step": step.task.name}, Tone.WARN
    if step is not None:
        return _("Handed in, with “%(step)s”") % {"step": step.task.name}, Tone.PLAIN
    if goes_out_at is not None:
        return _("Goes out %(time)s") % {"time": moment(goes_out_at, now)}, Tone.PLAIN
    if story.live:
        if story.has_unpublished_changes:
            return _("In the paper, with unpublished changes"), Tone.WARN
        return _("In the paper"), Tone.GOOD
    return (_("Taken out of the paper") if story.first_published_at else _("Draft")), Tone.PLAIN


def in_order(stories: dict[int, StoryPage], keys: Iterable[int]) -> list[StoryPage]:
    """Return the stories in the order of these keys; what is no story is left out."""
    return [stories[key] for key in keys if key in stories]
