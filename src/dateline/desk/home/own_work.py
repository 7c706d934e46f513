"""What somebody works on, and what waits for them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Exists, IntegerField, Max, OuterRef, Q, Subquery, Value, When
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import (
    Comment,
    CommentReply,
    Page,
    PageLogEntry,
    PageSubscription,
    TaskState,
    WorkflowState,
    get_default_page_content_type,
)

from dateline.desk.home.shown import Lines, StoryLine, Tone
from dateline.desk.home.story_rows import (
    edit_url,
    in_order,
    line_of,
    may_open,
    schedules_of,
    state_of,
    stories_by_key,
)
from dateline.stories.models import StoryPage
from dateline.users.models import User

MOST = 8
MOST_OF_OTHERS = 5
LATELY = timedelta(days=14)
LONGEST_COMMENT = 140


def my_stories(user: User, now: datetime) -> Lines:
    """Return the stories that somebody began: unfinished ones, then those in the paper, latest first."""
    is_done = Q(live=True, has_unpublished_changes=False)
    own = StoryPage.objects.filter(owner=user).annotate(
        done=Case(When(is_done, then=Value(1)), default=Value(0), output_field=IntegerField())
    )
    keys = list(
        own.order_by("done", "-latest_revision_created_at", "-pk").values_list("pk", flat=True)[:MOST]
    )
    unfinished = own.exclude(is_done).count()
    return Lines(lines=_changed_lines(keys, user, now), total=max(unfinished, len(keys)))


def changed_lately(user: User, now: datetime) -> Lines:
    """Return other people's stories that somebody changed in the last two weeks, latest first."""
    edits = PageLogEntry.objects.filter(user=user, action="wagtail.edit", timestamp__gte=now - LATELY)
    kind = ContentType.objects.get_for_model(StoryPage)
    others = edits.filter(content_type=kind).exclude(page__owner=user)
    latest = others.values("page_id").annotate(latest=Max("timestamp")).order_by("-latest")[:MOST_OF_OTHERS]
    lines = _changed_lines([row["page_id"] for row in latest], user, now)
    return Lines(lines=lines, total=len(lines))


def _changed_lines(keys: list[int], user: User, now: datetime) -> tuple[StoryLine, ...]:
    stories, schedules = stories_by_key(keys), schedules_of(keys)
    lines = []
    for story in in_order(stories, keys):
        if may_open(story, user):
            state, tone = state_of(story, now, goes_out_at=schedules.get(story.pk))
            at = story.latest_revision_created_at
            lines.append(line_of(story, user, state=state, tone=tone, at=at))
    return tuple(lines)


def steps_for(user: User) -> Lines:
    """Return the stories whose next step this person can take, those first that wait longest."""
    waiting = TaskState.objects.reviewable_by(user).filter(
        workflow_state__base_content_type=get_default_page_content_type(),
        status=TaskState.STATUS_IN_PROGRESS,
    )
    states = waiting.select_related("task", "workflow_state__requested_by").order_by("started_at", "pk")
    shown = list(states[:MOST])
    titles = _titles([int(state.workflow_state.object_id) for state in shown])
    lines = [
        StoryLine(
            title=titles[key],
            url=edit_url(key),
            state=state.task.name,
            who=_name(state.workflow_state.requested_by),
            at=state.started_at,
        )
        for state in shown
        if (key := int(state.workflow_state.object_id)) in titles
    ]
    return Lines(lines=tuple(lines), total=states.count() if len(shown) == MOST else len(lines))


def sent_back_to(user: User) -> Lines:
    """Return the stories that somebody handed in and has to change before they can go on."""
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES,
        requested_by=user,
        base_content_type=get_default_page_content_type(),
    ).select_related("current_task_state__task", "current_task_state__finished_by")
    shown = list(states.order_by("-current_task_state__finished_at")[:MOST])
    stories = stories_by_key([int(state.object_id) for state in shown])
    lines = []
    for state in shown:
        story, step = stories.get(int(state.object_id)), state.current_task_state
        if story is not None and step is not None and may_open(story, user):
            lines.append(
                line_of(
                    story,
                    user,
                    state=_("Sent back"),
                    tone=Tone.WARN,
                    note=Truncator(step.comment).chars(LONGEST_COMMENT),
                    who=_name(step.finished_by),
                    at=step.finished_at,
                )
            )
    return Lines(lines=tuple(lines), total=len(lines))


def comments_for(user: User) -> Lines:
    """Return open comments of others on this person's stories, or answers where they take part; newest first.

    A thread in which they spoke last waits for somebody else.
    """
    latest = CommentReply.objects.filter(comment=OuterRef("pk")).order_by("-created_at", "-pk")
    follows = PageSubscription.objects.filter(user=user, comment_notifications=True, page=OuterRef("page"))
    takes_part = CommentReply.objects.filter(comment=OuterRef("pk"), user=user)
    threads = (
        Comment.objects.filter(resolved_at=None)
        .filter(Q(page__owner=user) | Q(user=user) | Exists(follows) | Exists(takes_part))
        .annotate(
            latest_by=Subquery(latest.values("user")[:1]),
            latest_text=Subquery(latest.values("text")[:1]),
            latest_at=Subquery(latest.values("created_at")[:1]),
        )
        .filter(Q(latest_by=None) & ~Q(user=user) | Q(latest_by__isnull=False) & ~Q(latest_by=user.pk))
    )
    shown = list(threads.select_related("user").order_by("-pk")[:MOST])
    stories = stories_by_key({thread.page_id for thread in shown})
    answering = User.objects.in_bulk({thread.latest_by for thread in shown if thread.latest_by})
    lines = [
        line_of(
            story,
            user,
            state=_("Comment"),
            note=Truncator(thread.latest_text or thread.text).chars(LONGEST_COMMENT),
            who=_name(answering.get(thread.latest_by, thread.user)),
            at=thread.latest_at or thread.created_at,
        )
        for thread in shown
        if (story := stories.get(thread.page_id)) is not None and may_open(story, user)
    ]
    return Lines(lines=tuple(lines), total=len(lines))


def _titles(keys: list[int]) -> dict[int, str]:
    return dict(Page.objects.filter(pk__in=keys).values_list("pk", "draft_title")) if keys else {}


def _name(user: User | None) -> str:
    return (user.get_full_name() or user.get_username()) if user is not None else ""
