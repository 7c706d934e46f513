"""Fill a paper with stories and index them; or an index alone: ``python -m tools.bench_search.filling``.

An index alone has the numbers and the words of so many stories and not the stories: what it takes to find is
the same, and a million stories take half an hour less to make.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 - Django must be set up first
from django.utils import timezone  # noqa: E402 - as above

from dateline.search.catching_up_actions import begin_anew, catching_up  # noqa: E402 - as above
from dateline.search.index.lexemes import BREAK, EVERY, about, in_headline, mark  # noqa: E402 - as above
from dateline.search.index.numbers import first_of_minute  # noqa: E402 - as above
from dateline.search.index.word_index import word_index  # noqa: E402 - as above
from dateline.search.index.words import forms_of, stem  # noqa: E402 - as above
from dateline.search.models import IndexedStory, IndexState  # noqa: E402 - as above
from dateline.search.state import RULES  # noqa: E402 - as above
from dateline.search.vocabulary_actions import add_to_vocabulary  # noqa: E402 - as above
from tools.bench.facts import StoryFacts, StoryTeller  # noqa: E402 - as above
from tools.bench.filling import YEARS, bulk_loading, fill_paper  # noqa: E402 - as above
from tools.bench.pool import pooled  # noqa: E402 - as above
from tools.bench_search.texts import headline, paragraph  # noqa: E402 - as above

# Of each language. A third of the stories are in Russian.
POOL, RUSSIAN_EVERY = 3_000, 3
PARTS, BATCH = 6, 1_000
Part = tuple[str, tuple[str, ...]]


class SearchedTeller(StoryTeller):
    """Thinks up stories of real words in two languages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chance = random.Random(11)  # noqa: S311 - the same paper each time
        self._pools = {
            language: [
                pooled("paragraph", f"<p>{paragraph(chance, language=language)}</p>") for _ in range(POOL)
            ]
            for language in ("en", "ru")
        }

    def story(self, number: int) -> StoryFacts:
        """Return the next story."""
        language = language_of(number)
        self._paragraphs = self._pools[language]
        return super().story(number)

    def title(self, number: int, key: int) -> str:
        """Return a headline of words that no other has in this order."""
        return headline(self._chance, language=language_of(number), number=key)


def language_of(number: int) -> str:
    """Return the language of a story."""
    return "ru" if number % RUSSIAN_EVERY == 0 else "en"


def fill(count: int) -> dict[str, float]:
    """Fill the paper and index it the way the worker does."""
    figures = {f"filling_{name}": value for name, value in fill_paper(count, teller=SearchedTeller).items()}
    begin_anew()
    began, cpu = time.perf_counter(), time.process_time()
    for _done in catching_up():
        pass
    seconds = time.perf_counter() - began
    return figures | _rates(count, seconds=seconds, cpu=time.process_time() - cpu)


def fill_index(count: int) -> dict[str, float]:
    """Fill the index alone. Its stories are shorter than a paper's, so that a million are made in minutes."""
    begin_anew()
    began, cpu = time.perf_counter(), time.process_time()
    last = timezone.now() - timedelta(hours=1)
    chance = random.Random(12)  # noqa: S311 - the same index each time
    pools = {language: [_part(chance, language) for _ in range(POOL)] for language in ("en", "ru")}
    told: Counter[int] = Counter()
    batch: list[tuple[int, list[str]]] = []
    step, given = YEARS / count, 0
    with bulk_loading():
        for number in range(count):
            language = language_of(number)
            parts = chance.choices(pools[language], k=PARTS)
            told.update(map(id, parts))
            given = max(given + 1, first_of_minute(timezone.localtime(last - YEARS + number * step)))
            batch.append((given, [*_beginning(chance, number), *(lexemes for lexemes, _forms in parts)]))
            if len(batch) == BATCH or number == count - 1:
                _insert(batch)
                batch = []
        counts: Counter[str] = Counter()
        for part in (part for pool in pools.values() for part in pool):
            counts.update(dict.fromkeys(part[1], told[id(part)]))
        add_to_vocabulary({form: stories for form, stories in counts.items() if stories})
    IndexState.objects.update_or_create(pk=1, defaults={"rules": RULES, "is_complete": True})
    return _rates(count, seconds=time.perf_counter() - began, cpu=time.process_time() - cpu)


def _part(chance: random.Random, language: str) -> Part:
    """Return a paragraph's lexemes, with those that a story with it is about, and its forms."""
    forms = tuple(forms_of(paragraph(chance, language=language)))
    stems = [stem(form) for form in forms]
    return " ".join([*stems, BREAK, *map(about, sorted(set(stems[:6])))]), forms


def _beginning(chance: random.Random, number: int) -> Iterator[str]:
    """Yield what a story begins with: its headline, and marks of everything that it is."""
    stems = [stem(form) for form in forms_of(headline(chance, language=language_of(number), number=number))]
    yield from stems
    yield BREAK
    yield from map(in_headline, sorted(set(stems)))
    yield from map(about, sorted(set(stems)))
    yield from (EVERY, mark("s", 3 + number % 8), mark("k", "news" if number % 20 else "opinion"))
    yield from (mark("a", number % 50), mark("t", number % 97), mark("l", language_of(number)))


def _insert(batch: Sequence[tuple[int, Sequence[str]]]) -> None:
    with transaction.atomic():
        IndexedStory.objects.bulk_create(
            [IndexedStory(number=number, story_id=number, text=b"", is_counted=True) for number, _ in batch]
        )
        word_index().add([(number, " ".join(parts).split(" ")) for number, parts in batch])


def _rates(count: int, *, seconds: float, cpu: float) -> dict[str, float]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        else:
            cursor.execute("ANALYZE")
            cursor.execute("SELECT pg_database_size(current_database())")
        size = cursor.fetchone()[0]
    return {
        "indexed_per_second": round(count / seconds),
        "index_cpu_ms": round(cpu / count * 1000, 2),
        "database_mb": round(size / 1e6),
    }


def main() -> None:
    """Fill and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=1_000)
    parser.add_argument("--index-only", action="store_true")
    options = parser.parse_args()
    print(json.dumps((fill_index if options.index_only else fill)(options.stories)))


if __name__ == "__main__":
    main()
