"""What is asked: a mixture of what readers type, the same each time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

from tools.bench_search.texts import LANGUAGES, vocabulary

# Ranks of words by how common they are.
COMMON, USUAL, RARE = (0, 40), (200, 3_000), (15_000, 45_000)


def questions(count: int, *, sections: list[int], stories: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield so many questions of each kind: the kind, the words and the filters."""
    chance = random.Random(21)  # noqa: S311 - the same questions each time

    def word(ranks: tuple[int, int]) -> str:
        known = vocabulary(chance.choice(LANGUAGES))
        return known[min(chance.randrange(*ranks), len(known) - 1)]

    def pair(first: tuple[int, int], second: tuple[int, int]) -> str:
        known = vocabulary(chance.choice(LANGUAGES))
        return f"{known[chance.randrange(*first)]} {known[chance.randrange(*second)]}"

    def misspelled() -> str:
        right = next(found for found in iter(lambda: word(USUAL), "") if len(found) > 6)
        place = chance.randrange(1, len(right) - 2)
        return right[:place] + right[place + 1] + right[place] + right[place + 2 :]

    year = date.today().year - chance.randint(1, 19)  # noqa: DTZ011, TID251 - any year will do
    for _ in range(count):
        yield "very common word", word(COMMON), {}
        yield "usual word", word(USUAL), {}
        yield "rare word", word(RARE), {}
        yield "two common words", pair(COMMON, COMMON), {}
        yield "common and usual word", pair(COMMON, USUAL), {}
        yield "three words", f"{pair(COMMON, USUAL)} {word(USUAL)}", {}
        yield "phrase", f'"{pair(COMMON, COMMON)}"', {}
        yield "one excluded", f"{word(COMMON)} -{word(COMMON)}", {}
        yield "headline", f"{chance.randrange(1, stories)}", {}
        yield "in a section", word(COMMON), {"section_id": chance.choice(sections)}
        yield "in a year", word(COMMON), {"since": date(year, 1, 1), "until": date(year, 12, 31)}
        yield "opinion, oldest first", word(USUAL), {"label": "opinion", "order": "oldest"}
        yield "newest first", word(COMMON), {"order": "newest"}
        yield "misspelled", misspelled(), {}
        yield "in no story", f"zq{chance.randrange(10**9)}x", {}
        yield "suggestions", word(USUAL)[: chance.randint(2, 5)], {}
