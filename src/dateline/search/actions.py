"""Put public stories into the index and take them out, in the transaction that publishes or removes them."""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Any

from django.db import DatabaseError, transaction

from dateline.publishing.publication_watchers import is_in_bulk
from dateline.publishing.withholding import WithheldWords
from dateline.search.contents import story_texts
from dateline.search.index.lexemes import StoryText
from dateline.search.index.word_index import word_index
from dateline.search.models import IndexedStory, IndexState, WaitingStory
from dateline.search.numbering import number_for
from dateline.search.state import index_state, is_by_these_rules
from dateline.search.vocabulary_actions import add_to_vocabulary, take_from_vocabulary
from dateline.stories.models import StoryPage

logger = logging.getLogger(__name__)


def follow_publication(*, page: Any, before: Any, after: Any) -> None:
    """Bring the index in line with a story that was just published, changed or removed.

    A damaged index stops nobody from publishing: the story is taken out of what is shown, and the whole index
    is made anew.
    """
    try:
        with transaction.atomic():
            if after is None:
                forget_stories(ids=[page.pk])
            elif is_in_bulk():
                wait_for_index(ids=[page.pk])
            else:
                index_stories(ids=[page.pk])
    except DatabaseError:
        logger.exception("search.index_damaged story=%s", page.pk)
        IndexedStory.objects.filter(story_id=page.pk).delete()
        IndexState.objects.update(rules="damaged")


@transaction.atomic
def index_stories(*, ids: Collection[int]) -> int:
    """Index these stories as they are now and return how many there are; one not public is taken out."""
    if not is_by_these_rules():
        # Taking out needs the rules by which it was put in: the worker makes the whole index anew first.
        wait_for_index(ids=ids)
        return 0
    wanted = story_texts(ids)
    moments = dict(StoryPage.objects.filter(pk__in=wanted).values_list("pk", "listed_at"))
    known = {row.story_id: row for row in IndexedStory.objects.filter(story_id__in=ids)}
    forget_stories(ids=[pk for pk in known if pk not in wanted])
    added, taken = [], set[int]()
    for pk, text in wanted.items():
        former = known.get(pk)
        number = number_for(moments[pk], former=former.number if former else None, taken=taken)
        taken.add(number)
        if former is not None:
            _replace(former, text, number=number)
        else:
            added.append(IndexedStory(number=number, story_id=pk, text=text.packed()))
    IndexedStory.objects.bulk_create(added)
    word_index().add([(row.number, wanted[row.story_id].lexemes()) for row in added])
    return len(wanted)


@transaction.atomic
def forget_stories(*, ids: Collection[int]) -> None:
    """Take stories out of the index and their words out of the vocabulary."""
    WaitingStory.objects.filter(story_id__in=ids).delete()
    # Locked, for the worker may be counting its words.
    for row in IndexedStory.objects.select_for_update().filter(story_id__in=ids):
        text = StoryText.unpacked(row.text)
        if is_by_these_rules():
            word_index().remove(row.number, text.lexemes())
        if row.is_counted:
            take_from_vocabulary(text.forms())
        row.delete()


def forget_words(words: WithheldWords) -> None:
    """Have the files of this index and of the desk's tidied up, and then those of the whole database.

    A withheld story leaves the index like any other that is removed. Removed words are marked so, and lie in
    files of SQLite until these are merged.
    """
    index_state()
    IndexState.objects.update(is_untidy=True)


@transaction.atomic
def wait_for_index(*, ids: Collection[int]) -> None:
    """Have the worker index these stories by and by."""
    WaitingStory.objects.bulk_create(
        [WaitingStory(story_id=pk) for pk in ids], ignore_conflicts=True, batch_size=500
    )


def _replace(row: IndexedStory, text: StoryText, *, number: int) -> None:
    former = StoryText.unpacked(row.text)
    if former == text and row.number == number:
        return
    word_index().remove(row.number, former.lexemes())
    word_index().add([(number, text.lexemes())])
    IndexedStory.objects.filter(story_id=row.story_id).update(number=number, text=text.packed())
    if row.is_counted:
        # Mostly a handful: not worth the way through the worker.
        take_from_vocabulary(former.forms() - text.forms())
        add_to_vocabulary(dict.fromkeys(text.forms() - former.forms(), 1))
