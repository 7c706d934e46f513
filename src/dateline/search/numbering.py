"""Which number a story gets."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from dateline.publishing.paper_time import local
from dateline.search.index.numbers import DAY, MINUTE_BITS, PER_MINUTE, end_of_minutes, first_of_minute
from dateline.search.models import IndexedStory


def number_for(moment: datetime, *, former: int | None, taken: set[int]) -> int:
    """Return a free number in the minute of a publication, or the former one when it is in that minute.

    ``taken`` are numbers that were given away and are not stored yet.
    """
    first = first_of_minute(local(moment))
    if former is not None and former >> MINUTE_BITS == first >> MINUTE_BITS:
        return former
    end = first + PER_MINUTE
    used = {*IndexedStory.objects.filter(number__gte=first, number__lt=end).values_list("number", flat=True)}
    free = next((number for number in range(first, end) if number not in used | taken), None)
    return free if free is not None else _behind_the_day(first, taken)


def _behind_the_day(first: int, taken: set[int]) -> int:
    """Return a number behind the minutes of the day: an archive may bring thousands of one minute.

    There is room for 170,000 a day; more run over into the days that follow.
    """
    begin = end_of_minutes(first)
    number, size = begin, DAY
    while True:
        behind = IndexedStory.objects.filter(number__gte=number, number__lt=begin + size)
        given = [each for each in taken if number <= each < begin + size]
        highest = max([behind.aggregate(Max("number"))["number__max"] or 0, *given])
        if highest < number:
            return number
        number = highest + 1
        size = number - begin + PER_MINUTE
