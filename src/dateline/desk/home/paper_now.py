"""The paper at this moment: what goes out today, what is live, which changes wait to be published."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision
from wagtail.permissions import policy_registry

from dateline.desk.home.shown import Lines, Tone
from dateline.desk.home.story_rows import (
    in_order,
    line_of,
    may_open,
    schedules_of,
    state_of,
    stories_by_key,
)
from dateline.edition.queries import day_of, readings_since, readings_within_the_hour
from dateline.publishing.choices import Kind
from dateline.publishing.lateness import LATE_AFTER
from dateline.publishing.models import PublishedVersion, ScheduleFailure
from dateline.publishing.paper_time import day_bounds, local_date
from dateline.stories.models import StoryPage
from dateline.users.models import User

MOST = 10
MOST_UPDATES = 30
LATELY = timedelta(days=2)
# A typo is no news, and what is new is listed by itself.
UPDATES = tuple(kind for kind in Kind if kind not in (Kind.NEW, Kind.TYPO, Kind.REMOVAL))


def going_out(user: User, now: datetime) -> Lines:
    """Return what is scheduled until midnight in the paper's zone, and what should have gone out; by time.

    With nothing more today, the next one there is.
    """
    midnight = day_bounds(local_date(now))[1]
    planned = _scheduled(user)
    due = [row for row in planned if row[0] < midnight] or planned[:1]
    shown = due[:MOST]
    stories = stories_by_key([key for _at, key, _end in shown])
    refused = dict(
        ScheduleFailure.objects.filter(page_id__in=stories).values_list("page_id", "reason")
        if stories
        else ()
    )
    lines = []
    for at, key, is_end in shown:
        if (story := stories.get(key)) is not None:
            state, tone = _schedule_state(at, now, is_end=is_end, refused=refused.get(key, ""))
            lines.append(line_of(story, user, state=state, tone=tone, note=refused.get(key, ""), at=at))
    return Lines(lines=tuple(lines), total=len(due))


def _scheduled(user: User) -> list[tuple[datetime, int, bool]]:
    """Return when, what, and whether it ends, of all schedules that this person may know of; by time."""
    starts = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    starting = {int(key): at for key, at in starts.values_list("object_id", "approved_go_live_at")}
    # Unordered, because Wagtail's order by place in the tree would look every page up by its place.
    ends = Page.objects.filter(live=True, expire_at__isnull=False).order_by()
    ending = dict(ends.values_list("pk", "expire_at"))
    if not starting and not ending:
        return []
    seen = policy_registry.get_by_type(Page).explorable_instances(user)
    visible = set(seen.filter(pk__in={*starting, *ending}).order_by().values_list("pk", flat=True))
    rows = [(at, key, False) for key, at in starting.items()] + [
        (at, key, True) for key, at in ending.items()
    ]
    return sorted(row for row in rows if row[1] in visible)


def _schedule_state(at: datetime, now: datetime, *, is_end: bool, refused: str) -> tuple[str, Tone]:
    if at > now:
        return (_("comes off") if is_end else _("goes out")), Tone.PLAIN
    if refused:
        return _("refused"), Tone.BAD
    if now - at <= LATE_AFTER:
        return _("at this moment"), Tone.PLAIN
    return _("late by %(time)s") % {"time": timesince(at, now)}, Tone.BAD


def live_now(user: User, now: datetime) -> Lines:
    """Return what was published or updated last, with its readings."""
    newest = list(StoryPage.objects.newest().filter(listed_at__lte=now).values_list("pk", "listed_at")[:MOST])
    events = {key: (at, _("Published")) for key, at in newest}
    for key, at, kind in _updates(now):
        if key not in events or events[key][0] < at:
            events[key] = at, str(Kind(kind).label).partition(":")[0]
    keys = sorted(events, key=lambda key: events[key][0], reverse=True)[:MOST]
    stories = [story for story in in_order(stories_by_key(keys), keys) if story.live]
    paths = [story.public_path() for story in stories]
    today = readings_since(day_of(now), addresses=paths)
    hour = readings_within_the_hour(now, addresses=paths)
    lines = [
        line_of(
            story,
            user,
            state=events[story.pk][1],
            at=events[story.pk][0],
            readings=today.get(path, 0),
            readings_of_hour=hour.get(path, 0),
        )
        for story, path in zip(stories, paths, strict=True)
    ]
    return Lines(lines=tuple(lines), total=len(lines))


def _updates(now: datetime) -> list[tuple[int, datetime, str]]:
    versions = PublishedVersion.objects.filter(
        kind__in=UPDATES, at__gte=now - LATELY, publication__content_type="story"
    ).order_by("-at")
    rows = list(versions.values_list("publication__page_id", "at", "kind")[:MOST_UPDATES])
    latest: dict[int, tuple[int, datetime, str]] = {}
    for row in rows:
        latest.setdefault(row[0], row)
    return list(latest.values())


def changes_waiting(user: User, now: datetime) -> Lines:
    """Return public stories with changes that readers do not see yet, of those this person may publish."""
    policy = policy_registry.get_by_type(Page)
    if not policy.user_has_permission(user, "publish"):
        return Lines()
    own: QuerySet[Any] = policy.instances_user_has_permission_for(user, "publish")
    kind = ContentType.objects.get_for_model(StoryPage)
    changed = own.filter(live=True, has_unpublished_changes=True, content_type=kind).order_by()
    # All at once and sorted here: there are few, and to find them every page has to be looked at.
    found = changed.values_list("latest_revision_created_at", "pk")
    waiting = [key for _at, key in sorted(found, key=lambda row: (row[0] is not None, *row), reverse=True)]
    keys = waiting[:MOST]
    stories, schedules = stories_by_key(keys), schedules_of(keys)
    lines = []
    for story in in_order(stories, keys):
        if may_open(story, user):
            state, tone = state_of(story, now, goes_out_at=schedules.get(story.pk))
            is_usual = tone is Tone.WARN and story.current_workflow_state is None
            at = story.latest_revision_created_at
            lines.append(line_of(story, user, state="" if is_usual else state, tone=tone, at=at))
    return Lines(lines=tuple(lines), total=len(lines) + len(waiting) - len(keys))
