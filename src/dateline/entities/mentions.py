"""Find the names of entities in text: pure Python, no database.

Each word of a spelling is expanded once into all forms it takes, so that a story costs one look-up for
each of its words however many entities there are. Spellings are compared as text, never as patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.entities.spelling import WORD, clean_spelling, folded_word, is_abbreviation, is_short
from dateline.entities.word_forms import closing_forms, inflected, primary_language, written_in_cyrillic

_HYPHENS = "-\u2010\u2011"
_QUOTES = "\"«»„“”‟‹›'‘’"
# Between the words of a name these are as good as a space.
_LOOSE = re.compile(rf"[{_HYPHENS}]|[\s{_QUOTES}]+")
_PREFIX_WORDS = "anti pro non ex neo post pre анти про не экс нео пост квази псевдо"
_PREFIXES = frozenset(_PREFIX_WORDS.split())
_EDGE = re.compile(rf"[{_HYPHENS}\s{_QUOTES}.,;:]+")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling of one entity, as the index needs it."""

    entity_id: int
    text: str
    language: str
    letter_case: str = "auto"
    """A value of ``choices.LetterCase``: auto, any or exact."""
    plural: bool = False
    """True when the name may be used in the plural, as those of organizations are."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text where an entity is named."""

    entity_id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text: where it is, as written, and folded in lower case."""

    start: int
    end: int
    written: str
    folded: str


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A spelling taken apart: the forms of each word, what stands between them and around them."""

    entity_id: int
    words: tuple[str, ...]
    forms: tuple[frozenset[str], ...]
    gaps: tuple[str, ...]
    lead: str
    tail: str
    case: str


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Spellings ready to be looked up by any form of their first word."""

    by_first_form: dict[str, tuple[_Pattern, ...]]


def build_index(spellings: Iterable[Spelling], *, language: str | None) -> NameIndex:
    """Return an index of the spellings that can occur in a text of the language; None takes all."""
    listed = list(spellings)
    chosen = listed if language is None else _fit_for(listed, primary_language(language))
    by_form: dict[str, list[_Pattern]] = {}
    for spelling in chosen:
        pattern = _pattern_of(spelling)
        if pattern is not None:
            for form in sorted(pattern.forms[0]):
                by_form.setdefault(form, []).append(pattern)
    return NameIndex({form: tuple(patterns) for form, patterns in by_form.items()})


def find_mentions(index: NameIndex, text: str) -> tuple[Mention, ...]:
    """Return the mentions in the text in order; where names overlap the longest wins."""
    words = [
        _Word(found.start(), found.end(), folded_word(found[0]), folded_word(found[0]).casefold())
        for found in WORD.finditer(text)
    ]
    candidates = [
        (len(pattern.words), mention, words[place].folded == pattern.words[0].casefold())
        for place, word in enumerate(words)
        for pattern in index.by_first_form.get(word.folded, ())
        if (mention := _mention_at(pattern, text, words, place)) is not None
    ]
    # More words first, then more text, then the spelling as it stands, then what comes first.
    candidates.sort(key=lambda c: (-c[0], c[1].start - c[1].end, not c[2], c[1].start, c[1].entity_id))
    taken: list[Mention] = []
    for _, mention, _ in candidates:
        if all(mention.end <= other.start or mention.start >= other.end for other in taken):
            taken.append(mention)
    return tuple(sorted(taken, key=lambda mention: mention.start))


def _fit_for(spellings: Sequence[Spelling], language: str) -> Iterator[Spelling]:
    """Choose the language's own spellings; in a script that it has none in, those of other languages."""
    own = {
        (spelling.entity_id, written_in_cyrillic(spelling.text))
        for spelling in spellings
        if primary_language(spelling.language) == language
    }
    for spelling in spellings:
        has_own = (spelling.entity_id, written_in_cyrillic(spelling.text)) in own
        if primary_language(spelling.language) == language or not has_own:
            yield spelling


def _pattern_of(spelling: Spelling) -> _Pattern | None:
    text = clean_spelling(spelling.text)
    found = list(WORD.finditer(text))
    if not found:
        return None
    words = tuple(folded_word(word[0]) for word in found)
    gaps = tuple(_strict(text[left.end() : right.start()]) for left, right in pairwise(found))
    language = primary_language(spelling.language)
    abbreviation = is_abbreviation(words[-1])
    last = closing_forms(words[-1], language, plural=spelling.plural, abbreviation=abbreviation)
    return _Pattern(
        entity_id=spelling.entity_id,
        words=words,
        forms=(*(inflected(word, language) for word in words[:-1]), last),
        gaps=gaps,
        lead=_EDGE.sub("", text[: found[0].start()]),
        tail=_EDGE.sub("", text[found[-1].end() :]),
        case=_case_rule(spelling.letter_case, text),
    )


def _case_rule(rule: str, text: str) -> str:
    if rule != "auto":
        return str(rule)
    if is_abbreviation(text):
        return "exact"
    return "capital" if is_short(text) else "any"


def _strict(gap: str) -> str:
    """Return what must stand between two words: nothing when a space or hyphen will do."""
    return _LOOSE.sub("", gap)


def _mention_at(pattern: _Pattern, text: str, words: Sequence[_Word], place: int) -> Mention | None:
    count = len(pattern.words)
    here = words[place : place + count]
    if len(here) < count or not all(
        word.folded in forms for word, forms in zip(here, pattern.forms, strict=True)
    ):
        return None
    for left, right, gap in zip(here, here[1:], pattern.gaps, strict=False):
        between = text[left.end : right.start]
        if _strict(between) != gap or (not gap and not _LOOSE.fullmatch(between)) or between.count("\n") > 1:
            return None
    if not all(
        _case_fits(spelled, word.written, pattern.case)
        for spelled, word in zip(pattern.words, here, strict=True)
    ):
        return None
    start, end = here[0].start - len(pattern.lead), here[-1].end + len(pattern.tail)
    around = (text[max(start, 0) : here[0].start], text[here[-1].end : end])
    if around != (pattern.lead, pattern.tail) or not _stands_alone(text, words, place, count, end):
        return None
    return Mention(pattern.entity_id, start, end)


def _case_fits(spelled: str, written: str, rule: str) -> bool:
    if rule == "any":
        return True
    if rule == "capital":
        return not spelled[0].isupper() or written[0].isupper()
    shared = 0
    for left, right in zip(spelled.casefold(), written.casefold(), strict=False):
        if left != right:
            break
        shared += 1
    return spelled[:shared] == written[:shared] and (written[shared:].islower() or shared == len(written))


def _stands_alone(text: str, words: Sequence[_Word], place: int, count: int, end: int) -> bool:
    """Say whether the words are not a piece of an address, a handle or a longer hyphenated name."""
    start = words[place].start
    if text[start - 1 : start] in ("@", "_") or text[end : end + 1] in ("@", "_"):
        return False
    if text[end : end + 1] == "." and text[end + 1 : end + 2].islower():
        return False
    before = words[place - 1] if place else None
    if before is not None and text[before.end : start] in tuple(_HYPHENS):
        name_before = before.written[0].isupper() and not before.written.isupper()
        if name_before and before.folded not in _PREFIXES:
            return False
    following = place + count
    while following < len(words) and text[words[following - 1].end : words[following].start] in tuple(
        _HYPHENS
    ):
        if words[following].written[0].isupper():
            return False
        following += 1
    return True
