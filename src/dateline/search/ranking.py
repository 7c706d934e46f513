"""In which order stories are shown: by where the words stand, and by age.

Nothing is counted for each story that has the words: of “council” there may be half a million. Instead the
index is asked for a few lists (in the headline, in the names, what the story is about, as a phrase,
anywhere), each the newest and no longer than a bound, and a story's place follows from the lists that it
stands in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dateline.search.index.asking import Asked, Term
from dateline.search.index.expressions import Expression, Lexemes, all_of, any_of
from dateline.search.index.lexemes import about, in_headline, in_names
from dateline.search.index.numbers import day_of

MOST_OF_A_LIST = 400
# What the newest story is worth beside one of last year; a story loses half of it in so many days.
FRESH, HALF_LIFE_DAYS = 3.0, 120.0


@dataclass(frozen=True, slots=True)
class RankedList:
    """Stories that have the words somewhere in particular, and what that is worth."""

    name: str
    worth: float
    condition: Expression
    is_only_near: bool = False
    """Looked for among the stories found already: of two common words few may stand side by side."""


def words_of(terms: Iterable[Term]) -> list[Expression]:
    """Return the condition for each term."""
    return [Lexemes(term.stems) for term in terms]


def ranked_lists(asked: Asked, *, anywhere: Expression) -> list[RankedList]:
    """Return the lists to ask for; each is part of the stories for which ``anywhere`` holds."""
    stems = list(dict.fromkeys(stem for term in asked.terms for stem in term.stems))
    lists = [
        RankedList("headline", 6.0, _marked(in_headline, stems)),
        RankedList("names", 4.0, _marked(in_names, stems)),
        RankedList("about", 2.5, _marked(about, stems)),
    ]
    if len(stems) > 1:
        some = any_of(*(Lexemes((in_headline(stem),)) for stem in stems))
        lists.append(RankedList("some in headline", 2.0, some))
        in_order = tuple(stem for term in asked.terms for stem in term.stems)
        lists.append(RankedList("in this order", 2.0, Lexemes(in_order), is_only_near=True))
    # All conditions again, for what is excluded and filtered; and quoted words must stand together.
    return [replace(each, condition=all_of(each.condition, anywhere)) for each in lists]


def _marked(mark: object, stems: Iterable[str]) -> Expression:
    return all_of(*(Lexemes((mark(stem),)) for stem in stems))  # type: ignore[operator]  # one of ours


def best_first(
    numbers: Iterable[int], *, lists: Mapping[str, tuple[float, Iterable[int]]], today: date
) -> list[int]:
    """Return the numbers by worth; among equals the newest first."""
    scores = {number: freshness(day_of(number), today=today) for number in numbers}
    for worth, listed in lists.values():
        for number in listed:
            known = scores.get(number)
            scores[number] = worth + (freshness(day_of(number), today=today) if known is None else known)
    return sorted(scores, key=lambda number: (-scores[number], -number))


def freshness(day: date, *, today: date) -> float:
    """Return what the age of a story is worth."""
    age = max(0, (today - day).days)
    return FRESH * 0.5 ** min(age / HALF_LIFE_DAYS, 60.0)
