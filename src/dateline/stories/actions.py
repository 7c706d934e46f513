"""Changes of stories that are not publications of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import connections, router, transaction
from django.db.models import QuerySet
from wagtail.models import PageSubscription

from dateline.people.models import Contributor
from dateline.publishing.actions import record_in_place
from dateline.publishlog.actions import append_entry
from dateline.sections.models import SectionPage
from dateline.stories.choices import STORY_LANGUAGES
from dateline.stories.models import Byline, RelatedStory, StoryPage
from dateline.stories.nearness import work_out_nearest


@transaction.atomic
def resolve_related(*, story: StoryPage) -> int:
    """Link stories that were waiting for this one by its headline; return how many.

    The record of those stories names the headline, so it stays as it is; their pages are touched.
    """
    waiting = RelatedStory.objects.filter(target=None, wanted_headline__iexact=story.title)
    return _resolve({story.title.casefold(): story}, waiting)


@transaction.atomic
def resolve_related_of(*, stories: Sequence[StoryPage]) -> int:
    """Do the same for many new stories, by their headlines as they are: the index knows no other case."""
    by_headline = {story.title.casefold(): story for story in stories}
    waiting = RelatedStory.objects.filter(target=None, wanted_headline__in=[one.title for one in stories])
    return _resolve(by_headline, waiting)


@transaction.atomic
def relate_stories(*, ids: Collection[int]) -> int:
    """Work out again which stories these are nearest to, as their publication did; return how many differ.

    For stories that were published in another order than they were written in, as those of an archive.
    """
    renewed: set[int] = set()
    for story in StoryPage.objects.public().filter(pk__in=ids).defer("body").order_by("listed_at", "pk"):
        former = story.nearest
        work_out_nearest(story, former=former)
        if story.nearest != former:
            # The guard is passed by: the log entry names the page.
            QuerySet(StoryPage).filter(pk=story.pk).update(nearest=story.nearest)
            renewed.add(story.pk)
        renewed |= story.renewed_neighbors
    if renewed:
        append_entry(event="story.related", keys=[f"story/{pk}" for pk in renewed], subject="stories")
    return len(renewed)


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


@transaction.atomic
def write_draft(
    *,
    section: SectionPage,
    headline: str,
    by: Any,
    owner: Any = None,
    contributors: Iterable[Contributor] = (),
) -> StoryPage:
    """Begin a story in a section, as the desk's screen of a new story does, and return it.

    It belongs to its owner, or to whoever begins it: whose draft it is decides who may edit it.
    """
    owner = owner or by
    languages = dict(STORY_LANGUAGES)
    story = StoryPage(
        title=headline,
        live=False,
        owner=owner,
        language=settings.LANGUAGE_CODE if settings.LANGUAGE_CODE in languages else STORY_LANGUAGES[0][0],
    )
    page: Any = story
    page.bylines.set([Byline(contributor=contributor) for contributor in contributors])
    section.add_child(instance=story)
    page.save_revision(user=by, log_action=True, clean=False)
    PageSubscription.objects.get_or_create(
        page_id=page.pk, user=owner, defaults={"comment_notifications": True}
    )
    return story


def _resolve(by_headline: Mapping[str, StoryPage], waiting: QuerySet[RelatedStory]) -> int:
    found = []
    # Only what is needed, for an archive finds as many as it brings stories.
    for related in waiting.only("wanted_headline", "story_id").select_for_update():
        target = by_headline.get(related.wanted_headline.casefold())
        if target is not None and target.pk != related.story_id:
            related.target = target
            found.append(related)
    if found:
        _save_targets(found)
        append_entry(
            event="story.related_resolved",
            keys=[f"story/{related.story_id}" for related in found],
            subject=f"story/{found[0].target_id}" if len(by_headline) == 1 else "stories",
        )
    return len(found)


def _save_targets(found: Sequence[RelatedStory]) -> None:
    """Save what they lead to, with one statement for all of them.

    The guard is passed by: the log entry names the pages.
    """
    connection = connections[router.db_for_write(RelatedStory)]
    quoted = connection.ops.quote_name
    columns = RelatedStory._meta
    target: Any = columns.get_field("target")
    key: Any = columns.pk
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quoted(columns.db_table)} SET {quoted(target.column)} = %s"  # noqa: S608 - names of ours
            f" WHERE {quoted(key.column)} = %s",
            [(related.target_id, related.pk) for related in found],
        )
