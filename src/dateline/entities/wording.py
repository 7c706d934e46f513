"""Did the writer already say what a legal label says? Pure Python.

The words of the note, reduced to dictionary forms and without small words, are compared as a set with
every stretch of text near the name. The likeness asked for was measured; see tests/unit/entities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.entities.mentions import Mention
from dateline.entities.spelling import WORD, folded_word
from dateline.entities.word_forms import dictionary_forms, primary_language

REACH = 200
LIKENESS = 0.8

_SMALL_WORDS = {
    "en": "a an and are as at be been being both by for from has have in is it its of on or that the this to"
    " was were which who with also",
    "ru": "а быть в во для его ее и из или их к ко как который на о об он она оно они от по с со такой также"
    " у что это этот являться",
}
_SMALL = {code: frozenset(words.split()) for code, words in _SMALL_WORDS.items()}
_SHORT_FORMS = {"рф": "россия"}
_SENTENCE_END = re.compile(r"[.!?…](?=\s+[\"«“„(]?[^\W\d_a-zа-я])|\n")
_JOINERS = re.compile(r"[\s,\"'«»„“”‘’]*(?:(?:and|or|и|или)[\s\"'«»„“”‘’]+)?")


@dataclass(frozen=True, slots=True)
class _Term:
    """A word that carries meaning: where it is and the dictionary forms it may belong to."""

    start: int
    end: int
    forms: frozenset[str]


def likeness_near(
    *, note: str, text: str, mention: Mention, others: Sequence[Mention], language: str
) -> float:
    """Return how like the note the words near the mention are, from 0 to 1.

    Words that belong to one of the other mentions, which have labels too, do not count.
    """
    wanted = [term.forms for term in _terms(note, 0, len(note), language)]
    first, latest = max(0, mention.start - REACH), min(len(text), mention.end + REACH)
    near = [
        term
        for term in _terms(text, first, latest, language)
        if term.end <= mention.start or term.start >= mention.end
    ]
    hits = [{number for number, forms in enumerate(wanted) if forms & term.forms} for term in near]
    best = 0.0
    for left, right in _stretches(hits, 2 * len(wanted)):
        found = len(set().union(*hits[left : right + 1]))
        likeness = 2 * found / (len(wanted) + right - left + 1)
        if (
            likeness > best
            and not _SENTENCE_END.search(text, near[left].start, near[right].end)
            and _is_about(mention, others, text, near, _widened(hits, left, right))
        ):
            best = likeness
    return best


def is_written(*, note: str, text: str, mention: Mention, others: Sequence[Mention], language: str) -> bool:
    """Say whether the writer has put the note, in whatever order and grammatical case, near the mention."""
    likeness = likeness_near(note=note, text=text, mention=mention, others=others, language=language)
    return likeness >= LIKENESS


def _terms(text: str, start: int, end: int, language: str) -> list[_Term]:
    code = primary_language(language)
    small = _SMALL.get(code, frozenset())
    terms = []
    for found in WORD.finditer(text, start, end):
        word = folded_word(found[0]).casefold()
        forms = dictionary_forms(_SHORT_FORMS.get(word, word), code)
        if word not in small and not forms & small:
            terms.append(_Term(found.start(), found.end(), forms))
    return terms


def _stretches(hits: Sequence[set[int]], longest: int) -> Iterator[tuple[int, int]]:
    """Yield the first and the last word of every stretch that begins and ends with a word of the note."""
    places = [place for place, found in enumerate(hits) if found]
    for left in places:
        yield from ((left, right) for right in places if left <= right < left + longest)


def _widened(hits: Sequence[set[int]], left: int, right: int) -> tuple[int, int]:
    """Return the stretch with the words of the note that touch it: half a note has no owner of its own."""
    while left > 0 and hits[left - 1]:
        left -= 1
    while right + 1 < len(hits) and hits[right + 1]:
        right += 1
    return left, right


def _is_about(
    mention: Mention,
    rivals: Sequence[Mention],
    text: str,
    near: Sequence[_Term],
    stretch: tuple[int, int],
) -> bool:
    """Say whether the stretch is about the mention and not about a rival that stands nearer."""
    start, end = near[stretch[0]].start, near[stretch[1]].end
    family = _family(mention, rivals, text)
    own = min(_distance(member, start, end, near) for member in family)
    for rival in rivals:
        its = _distance(rival, start, end, near)
        # Of two names as near as each other, one on each side, the note explains the one before it.
        tied_before = its == own and rival.end <= start and mention.start >= end
        if rival not in family and (its < own or tied_before):
            return False
    return True


def _family(mention: Mention, rivals: Sequence[Mention], text: str) -> list[Mention]:
    """Return the mention with those that it forms a list with, as in “A, B and C, all banned”."""
    family = [mention]
    for member in family:
        family.extend(rival for rival in rivals if rival not in family and _joined(member, rival, text))
    return family


def _distance(mention: Mention, start: int, end: int, near: Sequence[_Term]) -> int:
    low, high = (mention.end, start) if mention.end <= start else (end, mention.start)
    return sum(1 for term in near if low <= term.start and term.end <= high)


def _joined(left: Mention, right: Mention, text: str) -> bool:
    low, high = (left.end, right.start) if left.end <= right.start else (right.end, left.start)
    return low <= high and _JOINERS.fullmatch(text, low, high) is not None
