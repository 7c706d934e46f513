"""Find stories by words and filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from dateline.edition.keys import announce
from dateline.search.contexts import Found, Order, Question
from dateline.search.errors import SearchTimeoutError
from dateline.search.index.asking import Asked
from dateline.search.index.expressions import Expression, Lexemes, Without, all_of, any_of
from dateline.search.index.lexemes import EVERY, mark
from dateline.search.index.numbers import LARGEST, day_of, first_of_day
from dateline.search.index.word_index import Span, WordIndex, word_index
from dateline.search.models import IndexedStory
from dateline.search.ranking import MOST_OF_A_LIST, best_first, ranked_lists, words_of
from dateline.search.vocabulary import stories_by_stem

MOST_FOUND = 1_000
# A reader does not wait longer, and the database has others to answer.
LONGEST_SECONDS = 0.5


def find_stories(question: Question, *, today: date, offset: int, limit: int) -> Found:
    """Return a page of what answers the question; nothing for one that asks nothing.

    At most ``MOST_FOUND`` stories are looked at of those with the words anywhere, the newest of them, and 400
    of each list that ranks, so that it takes as long in a paper of a million stories. After half a second it
    ends with what was found until then.
    """
    announce("stories/list", "stories/text")
    if question.is_empty:
        return Found()
    index, span = word_index(), _span(question)
    search = _Search(index, span=span, question=question)
    try:
        with index.time_limit(LONGEST_SECONDS):
            search.run()
    except SearchTimeoutError:
        search.is_cut_short = True
    numbers = search.in_order(today=today)[:MOST_FOUND]
    years = Counter(day_of(number).year for number in numbers)
    return Found(
        story_ids=tuple(_stories(numbers[offset : offset + limit])),
        count=len(numbers),
        has_more=len(search.anywhere) >= MOST_FOUND,
        is_cut_short=search.is_cut_short,
        years=tuple(sorted(years.items(), reverse=True)),
    )


def is_found(asked: Asked) -> bool:
    """Say whether any story has these words."""
    return bool(newest_with(condition_for(Question(asked=asked)), limit=1))


def newest_with(condition: Expression, *, limit: int) -> list[int]:
    """Return the ids of the newest stories for which a condition holds."""
    found = word_index().find(condition, limit=limit, span=Span(), oldest_first=False, likely=None)
    return list(_stories(found))


class _Search:
    """One search, which keeps what it has found when time runs out."""

    def __init__(self, index: WordIndex, *, span: Span, question: Question) -> None:
        self._index, self._span, self._question = index, span, question
        self.anywhere: list[int] = []
        self.lists: dict[str, tuple[float, list[int]]] = {}
        self.is_cut_short = False

    def run(self) -> None:
        """Ask the index for everything."""
        question, condition = self._question, condition_for(self._question)
        likely = _most_likely(question.asked)
        if likely == 0:
            return
        self.anywhere = self._find(condition, limit=MOST_FOUND, likely=likely)
        # Without words there is nothing to rank by; of a single story there is no order.
        if question.order != Order.BEST or not question.asked.terms or len(self.anywhere) < 2:
            return
        near = replace(self._span, first=min(self.anywhere))
        for ranked in ranked_lists(question.asked, anywhere=condition):
            span = near if ranked.is_only_near else self._span
            found = self._find(ranked.condition, limit=MOST_OF_A_LIST, likely=likely, span=span)
            self.lists[ranked.name] = ranked.worth, found

    def in_order(self, *, today: date) -> list[int]:
        """Return the numbers of what was found, in the order that was asked for."""
        if self._question.order != Order.BEST:
            return self.anywhere
        return best_first(self.anywhere, lists=self.lists, today=today)

    def _find(
        self, condition: Expression, *, limit: int, likely: int | None, span: Span | None = None
    ) -> list[int]:
        oldest_first = self._question.order == Order.OLDEST
        return self._index.find(
            condition, limit=limit, span=span or self._span, oldest_first=oldest_first, likely=likely
        )


def condition_for(question: Question) -> Expression:
    """Return what must hold for a story: all words, all filters, nothing that is excluded."""
    filters = {
        "s": question.section_id,
        "a": question.contributor_id,
        "t": question.topic_id,
        "k": question.label,
    }
    wanted: list[Expression] = words_of(question.asked.terms)
    wanted += [Lexemes((mark(kind, value),)) for kind, value in filters.items() if value]
    condition = all_of(*(wanted or [Lexemes((EVERY,))]))
    if question.asked.excluded:
        return Without(condition, any_of(*words_of(question.asked.excluded)))
    return condition


def _most_likely(asked: Asked) -> int | None:
    """Return how many stories can have all the words at most, None when that is not known.

    The vocabulary may be behind by the stories of the last seconds: what it does not know may be there.
    """
    stems = {stem for term in asked.terms for stem in term.stems}
    if not stems:
        return None
    known = stories_by_stem(stems)
    return max(1, min(known.get(stem, 0) for stem in stems))


def _span(question: Question) -> Span:
    first = first_of_day(question.since) if question.since else 0
    if question.until is None or question.until == date.max:
        return Span(first, LARGEST)
    return Span(first, first_of_day(question.until + timedelta(days=1)))


def _stories(numbers: Iterable[int]) -> Iterable[int]:
    listed = list(numbers)
    rows = dict(IndexedStory.objects.filter(pk__in=listed).values_list("number", "story_id"))
    return (rows[number] for number in listed if number in rows)
