"""Keep the vocabulary: words of new stories are counted by the worker, many stories at once.

Three hundred rows for each story would make every publication wait; of hundreds of stories most words are
the same. What leaves the index leaves the vocabulary in the same transaction, so that nothing which was taken
down is ever proposed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import connection, transaction
from django.db.models import F

from dateline.search.index.lexemes import StoryText
from dateline.search.index.words import stem
from dateline.search.models import IndexedStory, Word

BATCH = 500
ROWS = 100


@transaction.atomic
def count_words(*, limit: int = BATCH) -> int:
    """Count the words of stories that were indexed since; return how many stories there were."""
    waiting = IndexedStory.objects.filter(is_counted=False).order_by("-number")
    stories = list(waiting.select_for_update(skip_locked=True)[:limit])
    counts: Counter[str] = Counter()
    for story in stories:
        counts.update(StoryText.unpacked(story.text).forms())
    IndexedStory.objects.filter(pk__in=[story.pk for story in stories]).update(is_counted=True)
    add_to_vocabulary(counts)
    return len(stories)


def add_to_vocabulary(counts: Mapping[str, int]) -> None:
    """Add so many stories to each word."""
    rows = [(form, stem(form), form[0], len(form), count) for form, count in sorted(counts.items())]
    table, quoted = Word._meta.db_table, connection.ops.quote_name
    for start in range(0, len(rows), ROWS):
        part = rows[start : start + ROWS]
        marks = ", ".join(["(%s, %s, %s, %s, %s)"] * len(part))
        # Always in the order of the alphabet, so that two who do this never wait for each other in a ring.
        statement = (
            f"INSERT INTO {quoted(table)} (form, stem, first, length, stories) VALUES {marks}"  # noqa: S608 - names of ours
            f" ON CONFLICT (form) DO UPDATE SET stories = {quoted(table)}.stories + excluded.stories"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [value for row in part for value in row])


def take_from_vocabulary(forms: Iterable[str]) -> None:
    """Take one story from each word, and words that no story has any more out of the vocabulary."""
    listed = sorted(forms)
    for start in range(0, len(listed), BATCH):
        words = Word.objects.filter(form__in=listed[start : start + BATCH])
        # Locked in the order of the alphabet, as above.
        list(words.select_for_update().order_by("form").values_list("form"))
        words.update(stories=F("stories") - 1)
        words.filter(stories__lte=0).delete()
