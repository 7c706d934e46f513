"""Which stories are nearest to many new ones, with the outcome of ``nearness`` for one after the other.

The rows around all of them are read once for each topic, and the publications are played through in memory.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from django.db import connections, router
from django.db.models import QuerySet
from rapidfuzz import fuzz, process

from dateline.stories.models import StoryPage, StoryTopic
from dateline.stories.nearness import EARLIER, LATER, Nearest, kept, seen_of, with_pair

Place: TypeAlias = tuple[datetime, int]
Words: TypeAlias = tuple[str, str]
"""Headline with standfirst, and language."""

# Of a topic that has more stories between the oldest and the newest of the new ones, those are not read at
# once: an import that goes through the years back and forth would read the whole topic for each batch.
TOO_MANY = 2_000
A_FEW = 4 * LATER
AT_ONCE = 500


def relate_new_stories(stories: Sequence[Any]) -> None:
    """Set the nearest of each new story and put it among those of its neighbors, which are saved.

    In the order given, as if each were published by itself. Must be called in the transaction that publishes
    them; ``renewed_neighbors`` of each says whose pages name other stories now.
    """
    topics = {story.pk: [topic.pk for topic in story.topics.all()] for story in stories}
    if any(topics.values()):
        _Circle(stories, topics).relate()


class _Circle:
    """The new stories and those around them on their topics."""

    def __init__(self, stories: Sequence[Any], topics: dict[int, list[int]]) -> None:
        self.stories = stories
        self.topics = topics
        self.places: dict[int, list[Place]] = {}
        moments: dict[int, list[datetime]] = defaultdict(list)
        for story in stories:
            for topic in topics[story.pk]:
                moments[topic].append(story.published_at)
        for topic, times in moments.items():
            self.places[topic] = _places(topic, times)
        ids = {pk for places in self.places.values() for _at, pk in places}
        self.words: dict[int, Words] = {}
        self.nearest: dict[int, Nearest] = {}
        for pk, *words, nearest in _public(ids):
            self.words[pk] = (_words(words[0], words[1]), words[2])
            self.nearest[pk] = nearest
        self.loaded = {pk: list(nearest) for pk, nearest in self.nearest.items()}
        named = {pk for nearest in self.nearest.values() for pk, _score in nearest}
        # Nobody else is named until the end, for the new ones are public when they are named.
        self.public = set(self.words) | _listed(named - set(self.words))

    def relate(self) -> None:
        for story in self.stories:
            self._publish(story)
        _save(
            {
                pk: nearest
                for pk, nearest in self.nearest.items()
                if pk in self.loaded and nearest != self.loaded[pk]
            }
        )
        for story in self.stories:
            story.nearest = self.nearest[story.pk]

    def _publish(self, story: Any) -> None:
        own = self._nearest_to(story)
        scores: dict[int, float] = {pk: score for pk, score in own}  # noqa: C416 - pairs are lists here
        before = {pk: self.nearest[pk] for pk in scores}
        after = {pk: with_pair(nearest, pk=story.pk, score=scores[pk]) for pk, nearest in before.items()}
        story.renewed_neighbors = frozenset(
            pk
            for pk in after
            if seen_of(before[pk], pk=story.pk, public=self.public)
            != seen_of(after[pk], pk=story.pk, public=self.public)
        )
        self.nearest.update(after)
        self.nearest[story.pk] = own
        self.words[story.pk] = (_words(story.title, story.standfirst), story.language)
        self.public.add(story.pk)
        for topic in self.topics[story.pk]:
            insort(self.places[topic], (story.published_at, story.pk))

    def _nearest_to(self, story: Any) -> Nearest:
        shared = Counter(pk for topic in self.topics[story.pk] for pk in self._beside(story, topic))
        others = {
            pk: words
            for pk in shared
            if pk in self.words
            for words, language in [self.words[pk]]
            if language == story.language
        }
        # What is compared with all others is taken apart once.
        own = _words(story.title, story.standfirst)
        alike = process.extract(own, others, scorer=fuzz.token_set_ratio, limit=None)
        return kept([pk, round(shared[pk] + likeness / 50, 3)] for _other, likeness, pk in alike)

    def _beside(self, story: Any, topic: int) -> list[int]:
        """Return the stories on a topic that were published just before and just after this one."""
        places = self.places[topic]
        until = bisect_right(places, story.published_at, key=lambda place: place[0])
        return [pk for _at, pk in places[max(0, until - EARLIER) : until + LATER]]


def _words(title: str, standfirst: str) -> str:
    return f"{title} {standfirst}"


def _listed(ids: set[int]) -> set[int]:
    """Return which of these stories are public."""
    found: set[int] = set()
    wanted = sorted(ids)
    for start in range(0, len(wanted), AT_ONCE):
        rows = StoryPage.objects.filter(pk__in=wanted[start : start + AT_ONCE], listed_at__isnull=False)
        found.update(rows.order_by().values_list("pk", flat=True))
    return found


def _save(renewed: dict[int, Nearest]) -> None:
    """Save the lists of stories, with one statement for all of them.

    The guard is passed by: the log entry of these publications names the pages.
    """
    if not renewed:
        return
    connection = connections[router.db_for_write(StoryPage)]
    field: Any = StoryPage._meta.get_field("nearest")
    key: Any = StoryPage._meta.pk
    quoted = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quoted(StoryPage._meta.db_table)} SET {quoted(field.column)} = %s"  # noqa: S608 - names of ours
            f" WHERE {quoted(key.column)} = %s",
            [(field.get_db_prep_save(nearest, connection), pk) for pk, nearest in renewed.items()],
        )


def _places(topic: int, times: list[datetime]) -> list[Place]:
    """Return the stories on a topic that new ones of these moments can be near to, oldest first."""
    found = _around(topic, min(times), max(times))
    if found is None:
        found = [place for at in times for place in _around(topic, at, at) or ()]
    return sorted(set(found))


def _around(topic: int, first: datetime, last: datetime) -> list[Place] | None:
    """Return the stories on a topic between two moments, and as many before and after as a story looks at.

    None when there are too many between.
    """
    rows: Any = StoryTopic.objects.filter(topic=topic, published_at__isnull=False)
    newest_first = rows.order_by("-published_at", "-story").values_list("published_at", "story_id")
    oldest_first = rows.order_by("published_at", "story").values_list("published_at", "story_id")
    # Archives are read from the oldest to the newest: most times there is little after the first of a batch.
    after = list(oldest_first.filter(published_at__gt=first)[:A_FEW])
    between = [place for place in after if place[0] <= last]
    later = after[len(between) :]
    if len(after) == A_FEW and len(later) < LATER:
        between = list(oldest_first.filter(published_at__gt=first, published_at__lte=last)[:TOO_MANY])
        if len(between) == TOO_MANY:
            return None
        later = list(oldest_first.filter(published_at__gt=last)[:LATER])
    return [*newest_first.filter(published_at__lte=first)[:EARLIER], *between, *later[:LATER]]


def _public(ids: Iterable[int]) -> Iterable[tuple[int, str, str, str, Nearest]]:
    """Return words and lists of these stories, which nobody else changes until the transaction ends."""
    listed = sorted(ids)
    for start in range(0, len(listed), AT_ONCE):
        rows: QuerySet[Any] = QuerySet(StoryPage).filter(
            pk__in=listed[start : start + AT_ONCE], listed_at__isnull=False
        )
        locked = rows.order_by("pk").select_for_update(no_key=True)
        yield from locked.values_list("pk", "title", "standfirst", "language", "nearest")
