"""One name in two spellings within a story."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from rapidfuzz.distance import DamerauLevenshtein

from dateline.copydesk.choices import RuleKind, Severity
from dateline.copydesk.engine import dictionaries
from dateline.copydesk.engine.desk import Desk
from dateline.copydesk.engine.russian import knows, parses, stem_of
from dateline.copydesk.engine.texts import LONGEST_WORD, Checked, Finding, Text
from dateline.copydesk.engine.transliteration import sound_key
from dateline.copydesk.engine.word_sets import word_set

# A name may begin with an article in small letters: al-Zor, el-Sisi.
_NAME = re.compile(
    r"(?<![\w-])(?:[a-zа-яё]{2,3}[-‑])?[^\W\d_a-zа-яё][^\W\d_]*(?:[-‑’'][^\W\d_]+)*", re.UNICODE
)
MOST_NAMES = 400


@dataclass
class _Name:
    """A spelling of a name with every place where it stands."""

    written: str
    stem: str
    places: list[tuple[Text, int, int]] = field(default_factory=list)


def find(story: Checked, desk: Desk) -> Iterator[Finding]:
    """Yield the rarer of two spellings of what seems to be one name."""
    names = list(_names(story).values())[:MOST_NAMES]
    by_key: dict[str, list[_Name]] = defaultdict(list)
    for name in names:
        by_key[sound_key(name.stem)].append(name)
    said: set[str] = set()
    for one, other in _pairs(names, by_key, story.language):
        rarer, usual = sorted(
            (one, other), key=lambda name: (len(name.places), _is_known(name.written, story.language))
        )
        if rarer.stem in said:
            continue
        said.add(rarer.stem)
        for text, start, end in rarer.places[:10]:
            yield Finding(
                rule="consistency.name",
                kind=RuleKind.CONSISTENCY,
                severity=Severity.WARNING,
                block=text.id,
                start=start,
                end=end,
                message=_("The story writes “%(one)s” and “%(other)s”.")
                % {"one": text.text[start:end], "other": usual.written},
                suggestions=(usual.written,)
                if story.language != "ru"
                else _with_ending(text.text[start:end], rarer, usual),
                why=_("One name, one spelling. If they are two names, say so: ignore it in this story."),
            )


def _names(story: Checked) -> dict[str, _Name]:
    """Collect capitalized words that no dictionary has as ordinary words."""
    names: dict[str, _Name] = {}
    for text in story.texts:
        if text.kind in ("link", "table", "credit"):
            continue
        for found in _NAME.finditer(text.text):
            written = found[0]
            if not 4 <= len(written) <= LONGEST_WORD or written.isupper() or _INNER_CAPITAL.search(written):
                continue
            if any(left <= found.start() < right for left, right in text.web):
                continue
            bare = re.sub(r"['’]s?$", "", written)
            stem = _stem(bare, story.language)
            name = names.setdefault(stem, _Name(bare, stem))
            name.places.append((text, found.start(), found.start() + len(bare)))
    return names


_INNER_CAPITAL = re.compile(r"[a-zа-яё][A-ZА-ЯЁ]")


def _stem(word: str, language: str) -> str:
    plain = word.replace("‑", "-").replace("’", "'")
    if language == "ru" and re.search("[а-яё]", plain):
        return stem_of(plain)
    return plain


def _pairs(
    names: list[_Name], by_key: dict[str, list[_Name]], language: str
) -> Iterator[tuple[_Name, _Name]]:
    for same in by_key.values():
        for place, one in enumerate(same):
            for other in same[place + 1 :]:
                if len(sound_key(one.stem)) >= 3 and _are_one(one, other, language, by_sound=True):
                    yield one, other
    long = [name for name in names if len(name.stem) >= 4]
    for place, one in enumerate(long):
        for other in long[place + 1 :]:
            if abs(len(one.stem) - len(other.stem)) > 2 or _first(one) != _first(other):
                continue
            if min(len(one.stem), len(other.stem)) < 5 and not _share_title(one, other):
                continue
            most = 2 if min(len(one.stem), len(other.stem)) >= 8 else 1
            if DamerauLevenshtein.distance(
                _folded(one), _folded(other), score_cutoff=most
            ) <= most and _are_one(one, other, language, by_sound=False):
                yield one, other


def _folded(name: _Name) -> str:
    return name.stem.replace("Ё", "Е").replace("ё", "е")


def _first(name: _Name) -> str:
    return name.stem[0].replace("Ё", "Е")


def _are_one(one: _Name, other: _Name, language: str, *, by_sound: bool) -> bool:
    left, right = one.stem, other.stem
    if left.casefold() == right.casefold():
        # McDonald and Mcdonald are a slip, «the Harbor» and «The harbor» are not; names only.
        return False
    if (
        by_sound
        and {left[-1:], right[-1:]} & set("aeioаеио")
        and abs(len(left) - len(right)) == 1
        and (left.startswith(right) or right.startswith(left))
    ):
        return False
    shorter, longer = sorted((left, right), key=len)
    is_doubled = longer == shorter + shorter[-1:]
    if (
        longer.startswith(shorter)
        and not is_doubled
        and longer[len(shorter) :] in _OTHER_WORD
        and not _share_title(one, other)
    ):
        return False
    known = [_is_known(name.written, language) for name in (one, other)]
    if all(known):
        return _could_be_one_person(one, other, language)
    if any(known) and not by_sound:
        # A known name beside an unknown one: a slip only if nothing else can be told apart.
        ordinary = one if known[0] else other
        return not _is_ordinary(ordinary, language)
    return True


_TITLES = word_set("""
mr mrs ms dr sen gen judge mayor president minister governor sergeant captain professor
""")


def _words_before(name: _Name) -> frozenset[str]:
    """Return what stands before a name: titles, mostly."""
    found = (
        re.search(r"(\w+)\.?\s$", text.text[max(0, start - 14) : start]) for text, start, _end in name.places
    )
    return frozenset(one[1].lower() for one in found if one)


def _share_title(one: _Name, other: _Name) -> bool:
    """Say whether one is called Mr. or Judge where the other would be expected, too."""
    return bool(_TITLES & (_words_before(one) | _words_before(other)))


def _could_be_one_person(one: _Name, other: _Name, language: str) -> bool:
    """Say whether of two known surnames one stands there once beside the other: Гордин and Гардин."""
    counts = sorted((len(one.places), len(other.places)))
    if language != "ru" or counts[0] > 1 or counts[1] < 2:
        return False
    return all(
        parses(name.written) and all(parse.tag.grammemes & {"Surn"} for parse in parses(name.written))
        for name in (one, other)
    )


# Karsin and Karsina are husband and wife, Tarn and Tarns, Ashel and Ashelian a place and its people.
_OTHER_WORD = word_set("""
a s es n an ian ans a's in ov ev skaya sky ski y e er ers а ова ева ин ина ск ец ка ки к цы н ян
""")


def _is_known(word: str, language: str) -> bool:
    if language == "ru":
        return knows(word) or dictionaries.spells("ru", word)
    if language != "en":
        return False
    return dictionaries.spells("en-us", word) or dictionaries.spells("en-us", word.lower())


def _is_ordinary(name: _Name, language: str) -> bool:
    lowered = name.written.lower()
    if language == "ru":
        return dictionaries.spells("ru", lowered)
    return language == "en" and dictionaries.spells("en-us", lowered)


def _with_ending(written: str, rarer: _Name, usual: _Name) -> tuple[str, ...]:
    """Return the usual spelling in the case of what it replaces."""
    ending = written[len(rarer.stem) :]
    return (usual.stem + ending,)
