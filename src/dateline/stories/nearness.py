"""Which stories are nearest to each other, worked out when one is published and kept with both.

A page that looked for them itself would depend on every headline of its topics, and each new story would make
thousands of pages of the archive stale. So a publication says whom it is near to, and touches those few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from operator import itemgetter
from typing import Any

from django.db import models
from rapidfuzz import fuzz

from dateline.stories.models import StoryPage, StoryTopic

# On each topic, before and after the story; one on several of its topics comes up once for each.
EARLIER, LATER = 24, 8
# More than a page shows: some of them may cease to be public, or be chosen by hand as well.
KEPT, SHOWN = 8, 4

Nearest = list[list[Any]]
"""Pairs of a story's id and its likeness, nearest first; JSON knows no tuples."""


_BY_LIKENESS = itemgetter(1, 0)


def nearest_to(story: Any) -> Nearest:
    """Return the public stories nearest to this one as it stands, whether it is public or not."""
    shared = Counter(pk for topic in story.topics.all() for pk in _around(story, topic.pk))
    words = f"{story.title} {story.standfirst}"
    others = StoryPage.objects.filter(pk__in=shared, language=story.language, listed_at__isnull=False)
    return kept(
        [pk, round(shared[pk] + fuzz.token_set_ratio(words, f"{title} {standfirst}") / 50, 3)]
        for pk, title, standfirst in others.order_by().values_list("pk", "title", "standfirst")
    )


def renew_nearest(story: Any) -> None:
    """Work out the nearest of a story that is being published, and put it among those of its neighbors.

    Does nothing when only the text has changed. Must be called in the transaction that publishes it, before
    it is saved. Which pages name other stories now stands in ``renewed_neighbors``, for the log entry.
    """
    stored = StoryPage.objects.filter(pk=story.pk).defer("body").first()
    if stored is None or not stored.live or _grounds(stored) != _grounds(story):
        work_out_nearest(story, former=stored.nearest if stored is not None else [])


def work_out_nearest(story: Any, *, former: Nearest) -> None:
    """Set the nearest of a story and keep it with its neighbors, ``former`` ones too; the caller saves it."""
    story.nearest = nearest_to(story)
    scores = dict(story.nearest)
    before = _locked({story.pk, *scores, *(pk for pk, _score in former)})
    before.pop(story.pk, None)
    after = {pk: with_pair(nearest, pk=story.pk, score=scores.get(pk)) for pk, nearest in before.items()}
    for pk, nearest in after.items():
        if nearest != before[pk]:
            # The guard is passed by: the log entry of this very publication names the page.
            models.QuerySet(StoryPage).filter(pk=pk).update(nearest=nearest)
    public = _public({pk for nearest in (*before.values(), *after.values()) for pk, _score in nearest})
    story.renewed_neighbors = frozenset(
        pk
        for pk in after
        if seen_of(before[pk], pk=story.pk, public=public) != seen_of(after[pk], pk=story.pk, public=public)
    )


def _around(story: Any, topic_id: int) -> list[int]:
    """Return the stories on a topic that were published just before and just after this one."""
    rows = StoryTopic.objects.filter(topic=topic_id, published_at__isnull=False).exclude(story=story.pk)
    newest_first = rows.order_by("-published_at", "-story").values_list("story_id", flat=True)
    if story.published_at is None:
        return list(newest_first[:EARLIER])
    later = rows.filter(published_at__gt=story.published_at).order_by("published_at", "story")
    return [
        *newest_first.filter(published_at__lte=story.published_at)[:EARLIER],
        *later.values_list("story_id", flat=True)[:LATER],
    ]


def _grounds(story: Any) -> tuple[Any, ...]:
    """Return what decides whom a story is near to."""
    topics = frozenset(topic.pk for topic in story.topics.all())
    return story.title, story.standfirst, story.language, story.published_at, topics


def _locked(ids: Collection[int]) -> dict[int, Nearest]:
    """Return the lists of these stories, which nobody else changes until the transaction ends.

    In the order of their ids, so that two publications never wait for each other; and in a way that lets a
    third name them as related meanwhile.
    """
    stories: models.QuerySet[Any] = models.QuerySet(StoryPage).filter(pk__in=ids)
    locked = stories.order_by("pk").select_for_update(no_key=True)
    return dict(locked.values_list("pk", "nearest"))


def with_pair(nearest: Nearest, *, pk: int, score: float | None) -> Nearest:
    """Return a list with this story at its place, or without it when there is no likeness."""
    others = [pair for pair in nearest if pair[0] != pk]
    return others if score is None else kept([*others, [pk, score]])


def kept(pairs: Any) -> Nearest:
    """Return the nearest of these pairs, nearest first."""
    return sorted(pairs, key=_BY_LIKENESS, reverse=True)[:KEPT]


def _public(ids: Collection[int]) -> frozenset[int]:
    listed = StoryPage.objects.filter(pk__in=ids, listed_at__isnull=False).order_by()
    return frozenset(listed.values_list("pk", flat=True))


def seen_of(nearest: Nearest, *, pk: int, public: Collection[int]) -> list[int]:
    """Return the part of a list that a page can show, whether or not the story itself is public."""
    seen, count = [], 0
    for other, _score in nearest:
        seen.append(other)
        count += other != pk and other in public
        if count == SHOWN:
            break
    return seen
