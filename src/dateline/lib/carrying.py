"""Carry a place in a text to a newer text: which words there are the words that somebody meant.

Both texts are known, so the place is mapped through their difference and not searched for: first word by
word, which keeps moved and repeated phrases apart, then character by character inside the words that changed.
Only a passage that was taken out is looked for elsewhere, because it may have been moved.
Offsets are code points, as Python counts them; ``end`` is not part of the place.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from fast_diff_match_patch import diff

from dateline.lib.searching_passages import PassageSearch

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
# Word numbers become characters of the planes behind the first, where there are no surrogates.
_FIRST_WORD = 0x10000
_MOST_WORDS = 0x110000 - _FIRST_WORD
# A difference that is not found in this time is completed roughly: two long texts with nothing in common.
SECONDS = 0.5
# So much of the passage, or of the text on each side of it, must have stayed, or it is looked for elsewhere.
_ENOUGH_STAYED = 0.5
_AROUND = 24
# So few characters stay between two changes by chance.
_LIKELY_CHANCE = 8


class How(StrEnum):
    """What happened to the words of a place."""

    UNCHANGED = "unchanged"
    """The same words at the same offsets."""
    MOVED = "moved"
    """The same words; text before them became longer or shorter, or they were moved with their sentence."""
    EDITED = "edited"
    """The place is known, and its words were changed."""
    FOUND_AGAIN = "found again"
    """Taken out here and found, somewhat changed, elsewhere: likely, not certain."""
    GONE = "gone"
    """Taken out; start and end are both where they stood."""


class Carried(NamedTuple):
    """A place in the newer text, and how it was found."""

    start: int
    end: int
    how: How


class Change(NamedTuple):
    """A stretch of the two texts: the same in both, or written anew."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    same: bool


def carry(old_text: str, new_text: str, start: int, end: int) -> Carried:
    """Return where the words ``old_text[start:end]`` stand in the newer text.

    Raises ValueError for offsets that are no place in the older text.
    """
    if not 0 <= start < end <= len(old_text):
        raise ValueError(f"{start}-{end} is no place in a text of {len(old_text)} characters.")
    if old_text[:end] == new_text[:end] and old_text == new_text:
        return Carried(start, end, How.UNCHANGED)
    place = Mapping(old_text, new_text)
    found = place.carried(start, end)
    if place.stayed(start, end) >= _ENOUGH_STAYED or (found.how == How.EDITED and place.holds(start, end)):
        return found
    search = PassageSearch(old_text, new_text, start, end)
    moved = search.exact(place.newness)
    if moved is not None:
        return Carried(*moved, How.MOVED)
    if found.how == How.EDITED and search.is_like(found.start, found.end):
        return found
    again = search.alike(place.written_anew())
    if again is None:
        return found
    inside = Mapping(search.passage, new_text[slice(*again)]).carried(*search.place_in_passage)
    if inside.how == How.GONE:
        return found
    return Carried(again[0] + inside.start, again[0] + inside.end, How.FOUND_AGAIN)


class Mapping:
    """The difference of two texts, able to carry offsets."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.changes = _changes(old, new)

    def carried(self, start: int, end: int) -> Carried:
        """Carry a place through the difference alone."""
        new_start, new_end = self._start(start), self._end(end)
        if new_end <= new_start:
            return Carried(new_start, new_start, How.GONE)
        new_start, new_end = self._trimmed(start, end, new_start, new_end)
        if not self.new[new_start:new_end].strip():
            return Carried(new_start, new_start, How.GONE)
        same = self.new[new_start:new_end] == self.old[start:end]
        how = How.EDITED if not same else How.UNCHANGED if new_start == start else How.MOVED
        return Carried(new_start, new_end, how)

    def stayed(self, start: int, end: int) -> float:
        """Return how much of a place stands in the newer text as it was, from 0 to 1."""
        kept = sum(
            max(0, min(end, change.old_end) - max(start, change.old_start))
            for change in self.changes
            if change.same
        )
        return kept / (end - start)

    def holds(self, start: int, end: int) -> bool:
        """Say whether the text on both sides of a place stands where it stood."""
        before, after = max(0, start - _AROUND), min(len(self.old), end + _AROUND)
        sides = ((before, start), (end, after))
        return all(first == last or self.stayed(first, last) >= _ENOUGH_STAYED for first, last in sides)

    def newness(self, start: int, end: int) -> float:
        """Return how much of a place of the newer text stood elsewhere or nowhere before, from 0 to 1."""
        kept = sum(
            max(0, min(end, change.new_end) - max(start, change.new_start))
            for change in self.changes
            if change.same
        )
        return 1 - kept / (end - start)

    def written_anew(self) -> list[tuple[int, int]]:
        """Return the stretches of the newer text that do not stand there in the older one."""
        joined: list[tuple[int, int]] = []
        for change in self.changes:
            if change.same or change.new_start == change.new_end:
                continue
            if joined and change.new_start - joined[-1][1] <= _LIKELY_CHANCE:
                joined[-1] = (joined[-1][0], change.new_end)
            else:
                joined.append((change.new_start, change.new_end))
        return joined

    def _start(self, offset: int) -> int:
        for change in self.changes:
            if change.old_start <= offset < change.old_end:
                return change.new_start + (offset - change.old_start if change.same else 0)
        return len(self.new)

    def _end(self, offset: int) -> int:
        """Carry an end: just behind what its last character became."""
        for change in self.changes:
            if change.old_start < offset <= change.old_end:
                return change.new_start + (offset - change.old_start) if change.same else change.new_end
        return 0

    def _trimmed(self, start: int, end: int, new_start: int, new_end: int) -> tuple[int, int]:
        """Leave out white space at the edges that the old words did not have, and take in whole words."""
        words, taken = self.old[start:end], self.new[new_start:new_end]
        if not words[0].isspace():
            new_start += len(taken) - len(taken.lstrip())
        if not words[-1].isspace():
            new_end -= len(taken) - len(taken.rstrip())
        if new_start >= new_end:
            return new_start, new_start
        if not _is_inside_word(self.old, start):
            while _is_inside_word(self.new, new_start):
                new_start -= 1
        if not _is_inside_word(self.old, end):
            while _is_inside_word(self.new, new_end):
                new_end += 1
        return new_start, new_end


def _is_inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


# Many places are carried between the same two versions: the queue of reports shows twenty at once.
@lru_cache(maxsize=32)
def _changes(old: str, new: str) -> tuple[Change, ...]:
    """Compare word by word, then character by character where words changed."""
    result: list[Change] = []
    for change in _compared(*_as_words(old, new)):
        if change.same or change.old_start == change.old_end or change.new_start == change.new_end:
            result.append(change)
        else:
            result.extend(_inside(change, old, new))
    return tuple(result)


def forget_comparisons() -> None:
    """Compare anew from now on: for whoever measures how long that takes."""
    _changes.cache_clear()


def _inside(change: Change, old: str, new: str) -> list[Change]:
    before, after = old[change.old_start : change.old_end], new[change.new_start : change.new_end]
    return [
        Change(
            part.old_start + change.old_start,
            part.old_end + change.old_start,
            part.new_start + change.new_start,
            part.new_end + change.new_start,
            part.same,
        )
        for part in _compared(before, after, [1] * len(before), [1] * len(after), cleanup="Semantic")
    ]


def _as_words(old: str, new: str) -> tuple[str, str, list[int], list[int]]:
    """Write each word of the texts as one character; with the lengths of the words."""
    words = _WORD.findall(old), _WORD.findall(new)
    numbers: dict[str, int] = {}
    for word in (*words[0], *words[1]):
        numbers.setdefault(word, len(numbers))
    if len(numbers) > _MOST_WORDS:
        return old, new, [1] * len(old), [1] * len(new)
    written = ["".join(chr(_FIRST_WORD + numbers[word]) for word in some) for some in words]
    return written[0], written[1], [len(word) for word in words[0]], [len(word) for word in words[1]]


def _compared(
    old: str, new: str, old_lengths: list[int], new_lengths: list[int], *, cleanup: str = "No"
) -> list[Change]:
    """Return the difference with offsets; a removal and an addition at one place are one change."""
    result: list[Change] = []
    read = [0, 0]
    at = [0, 0]
    for sign, count in diff(old, new, timelimit=SECONDS, checklines=False, cleanup=cleanup, counts_only=True):
        began = tuple(at)
        if sign in "=-":
            at[0] += sum(old_lengths[read[0] : read[0] + count])
            read[0] += count
        if sign in "=+":
            at[1] += sum(new_lengths[read[1] : read[1] + count])
            read[1] += count
        if sign != "=" and result and not result[-1].same:
            last = result[-1]
            result[-1] = Change(last.old_start, at[0], last.new_start, at[1], False)
        else:
            result.append(Change(began[0], at[0], began[1], at[1], sign == "="))
    return result
