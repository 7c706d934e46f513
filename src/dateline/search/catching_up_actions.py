"""Make the index, or what is missing of it, in small steps that can be interrupted at any moment.

The worker does a step every other second. The newest stories come first: they are what is searched for, and
whoever searches meanwhile finds a paper that grows into its past.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from django.db import transaction
from django.db.models import Q

from dateline.publishing.tasks import wipe_traces_task
from dateline.search.actions import forget_stories, index_stories
from dateline.search.gaps import superfluous
from dateline.search.index.word_index import word_index
from dateline.search.models import IndexedStory, IndexState, WaitingStory, Word
from dateline.search.state import RULES, index_state, is_by_these_rules
from dateline.search.vocabulary_actions import count_words
from dateline.stories.models import StoryPage

BATCH = 100
# Of two seconds; the rest of the time belongs to the worker's other jobs.
STEP_SECONDS = 0.5


def catch_up() -> None:
    """Do a step of whatever there is to do. Called by the worker."""
    end = time.monotonic() + STEP_SECONDS
    for _done in catching_up():
        if time.monotonic() > end:
            return


def catching_up() -> Iterator[int]:
    """Index what waits and what was never looked at, count words, tidy up; yield how many each time."""
    if not is_by_these_rules():
        begin_anew()
    steps: tuple[Callable[[], int], ...] = (index_waiting, index_older, count_words, _tidy_up)
    for step in steps:
        while done := step():
            yield done


@transaction.atomic
def index_waiting() -> int:
    """Index a batch of stories that wait; return how many there were."""
    ids = list(WaitingStory.objects.order_by("pk").values_list("story_id", flat=True)[:BATCH])
    index_stories(ids=ids)
    WaitingStory.objects.filter(story_id__in=ids).delete()
    return len(ids)


@transaction.atomic
def index_older() -> int:
    """Index a batch of public stories before those that were looked at; return how many were looked at."""
    state = index_state()
    if state.is_complete:
        return 0
    stories = StoryPage.objects.filter(listed_at__isnull=False).order_by("-listed_at", "-page_ptr")
    if state.reached_at is not None:
        before = Q(listed_at__lt=state.reached_at)
        same = Q(listed_at=state.reached_at, pk__lt=state.reached_id)
        stories = stories.filter(before | same, listed_at__lte=state.reached_at)
    rows = list(stories.values_list("pk", "listed_at")[:BATCH])
    if not rows:
        IndexState.objects.filter(pk=state.pk).update(is_complete=True)
        return 0
    ids = [pk for pk, _listed_at in rows]
    known = set(IndexedStory.objects.filter(story_id__in=ids).values_list("story_id", flat=True))
    index_stories(ids=[pk for pk in ids if pk not in known])
    IndexState.objects.filter(pk=state.pk).update(reached_id=rows[-1][0], reached_at=rows[-1][1])
    return len(rows)


@transaction.atomic
def look_again() -> None:
    """Take out what is not public, and have every public story looked at again.

    Those in the index already are passed over quickly. Called by the worker once a day.
    """
    forget_stories(ids=list(superfluous().values_list("story_id", flat=True)))
    index_state()
    IndexState.objects.update(is_complete=False, reached_at=None, reached_id=None)


@transaction.atomic
def begin_anew() -> None:
    """Forget the whole index, of which ``catching_up`` then makes a new one."""
    word_index().wipe()
    for model in (IndexedStory, WaitingStory, Word):
        model.objects.all().delete()
    from_nothing = {"rules": RULES, "is_complete": False, "reached_at": None, "reached_id": None}
    IndexState.objects.update_or_create(pk=1, defaults=from_nothing)


@transaction.atomic
def _tidy_up() -> int:
    """Let go of some of what had to go and still lies in the files; return 0 when all of it is gone."""
    if not index_state().is_untidy:
        return 0
    if word_index().tidy():
        IndexState.objects.update(is_untidy=False)
        # Last of all: merging leaves pages free that the words stood in.
        transaction.on_commit(lambda: wipe_traces_task.enqueue())
        return 0
    return 1
