"""Misspelt words, and words written in letters of two alphabets."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from dateline.copydesk.choices import RuleKind, Severity
from dateline.copydesk.engine import dictionaries
from dateline.copydesk.engine.desk import Desk
from dateline.copydesk.engine.grammar_en import lints_of
from dateline.copydesk.engine.harper_rules import SPELLING
from dateline.copydesk.engine.near import near_words, well_known_near
from dateline.copydesk.engine.russian import knows, stem_of
from dateline.copydesk.engine.texts import LONGEST_WORD, Checked, Finding, Text, Word

LANGUAGES = {"en": "en-us", "ru": "ru"}
SUGGESTED_AT_MOST = 40
SECONDS_FOR_SUGGESTIONS = 0.12
_LATIN, _CYRILLIC = re.compile(r"[A-Za-z]"), re.compile(r"[А-Яа-яЁё]")
_MIXED = re.compile(r"[A-Za-z](?=[А-Яа-яЁё])|[А-Яа-яЁё](?=[A-Za-z])")
_TO_CYRILLIC = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
_TO_LATIN = str.maketrans("асеорхуАВСЕНКМОРТХ", "aceopxyABCEHKMOPTX")


@dataclass
class _Run:
    """One check: what was decided about each word, and how long suggestions may still take."""

    language: str
    known: frozenset[str]
    names: Counter[str]
    stems: frozenset[str] = frozenset()
    decided: dict[str, bool] = field(default_factory=dict)
    suggested: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ends_at: float = 0.0


def find(story: Checked, desk: Desk) -> Iterator[Finding]:
    """Yield words that no dictionary knows."""
    for text in story.texts:
        yield from _mixed_letters(text)
    if story.language not in LANGUAGES:
        return
    known = desk.dictionary | _words_of_names(desk)
    run = _Run(
        story.language,
        known,
        _capitalized(story),
        stems=frozenset(stem_of(word) for word in known if len(word) > 3)
        if story.language == "ru"
        else frozenset(),
        ends_at=time.monotonic() + SECONDS_FOR_SUGGESTIONS,
    )
    for text in story.texts:
        if text.kind in ("link",):
            continue
        for word in text.words:
            if (
                _is_ours(word.text, story.language)
                and not _is_right(word, run)
                and not _harper_knows(text, word, story)
            ):
                yield _misspelt(text, word, run)


def _harper_knows(text: Text, word: Word, story: Checked) -> bool:
    """Say whether Harper's dictionary, which is newer, has an English word that Hunspell's lacks."""
    if story.language != "en" or word.text[0].isupper():
        return False
    lints = lints_of(text)
    # While Harper cannot be had, its silence says nothing and Hunspell decides alone.
    return lints is not None and word.start not in {lint.start for lint in lints if lint.rule == SPELLING}


def _words_of_names(desk: Desk) -> frozenset[str]:
    return frozenset(
        part.casefold() for fact in desk.names.values() for part in re.findall(r"[^\W\d_]+", fact.text)
    )


def _capitalized(story: Checked) -> Counter[str]:
    """Count the words that stand with a capital where no sentence begins: names, mostly."""
    return Counter(
        _bare(word.text)
        for text in story.texts
        if text.is_running
        for word in text.words
        if word.text[0].isupper() and not word.starts
    )


def _is_ours(word: str, language: str) -> bool:
    if not 2 <= len(word) <= LONGEST_WORD:
        return False
    if language == "ru":
        return _LATIN.search(word) is None and _CYRILLIC.search(word) is not None
    return (
        _CYRILLIC.search(word) is None and word.isascii() | ("’" in word) and _LATIN.search(word) is not None
    )


def _bare(word: str) -> str:
    plain = word.replace("’", "'").replace("ʼ", "'").replace("\u00ad", "").replace("\u0301", "")
    return plain[:-2] if plain.endswith("'s") else plain


def _is_right(word: Word, run: _Run) -> bool:
    plain = _bare(word.text)
    if len(plain) < 2 or _is_listed(plain.casefold(), run) or (plain.isupper() and len(plain) < 7):
        return True
    if plain not in run.decided:
        run.decided[plain] = knows_word(plain, run.language)
    if run.decided[plain]:
        return True
    if not plain[0].isupper():
        return False
    return _is_name(word, plain, run)


def _is_listed(plain: str, run: _Run) -> bool:
    """Say whether the paper's dictionary has the word; a Russian one in any of its forms."""
    return plain in run.known or (run.language == "ru" and len(plain) > 4 and stem_of(plain) in run.stems)


def knows_word(word: str, language: str) -> bool:
    """Say whether a dictionary has the word, as it stands or without its capital."""
    if language == "ru":
        return (
            knows(word)
            or dictionaries.spells("ru", word)
            or dictionaries.spells("ru", word.replace("ё", "е"))
            or _is_prefixed_ru(word.lower())
        )
    return (
        any(
            dictionaries.spells("en-us", form)
            for form in dict.fromkeys((word, word.lower(), word.capitalize()))
        )
        or dictionaries.spells("en-gb", word)
        or _is_prefixed(word)
    )


_PREFIX = re.compile(
    r"^(?:anti|auto|bio|co|counter|cyber|geo|hydro|inter|mega|micro|mini|multi|non|over|post|pre|pro|re|semi|sub|super|trans|ultra|under|un)(?=[a-z]{4})"
)


_PREFIX_RU = re.compile(
    "^(?:пол|полу|не|сверх|супер|анти|авто|видео|аудио|кино|теле|мини|макси|экс|евро|нано|био|гидро|электро|аэро|фото|радио|метео|"
    "крипто|кибер|онлайн|гос|спец|соц|микро|макро|мега|мульти|много|мало|двух|трёх|четырёх|пяти|шести|семи|восьми|девяти|десяти|"
    "псевдо|прото|пост|контр|меж|вне|само|обще|агро|эко|энерго|космо|нарко|порно|рок|этно|зоо)(?=[а-яё]{4})"
)


def _is_prefixed_ru(word: str) -> bool:
    """Say whether the word is made of a prefix and a word: полстраницы, метеозонд."""
    for _round in range(2):
        rest = _PREFIX_RU.sub("", word)
        if rest == word:
            return False
        if knows(rest):
            return True
        word = rest
    return False


def _is_prefixed(word: str) -> bool:
    """Say whether the word is made of a prefix and a word: nonreturn, undersalted."""
    rest = _PREFIX.sub("", word)
    return rest != word and len(rest) > 4 and dictionaries.spells("en-us", rest)


def _is_name(word: Word, plain: str, run: _Run) -> bool:
    """Say whether an unknown word with a capital is somebody's name and not a slip.

    Names are in no dictionary, so inside a sentence only what is nearly a well-known name is taken for a slip.
    """
    if len(plain) < 5 or plain.isupper() or not plain[1:].islower() or run.names[plain] > 1:
        return True
    if well_known_near(plain, run.language):
        return False
    if not word.starts or word.leads_name or run.names[plain] or len(plain) < 6:
        return True
    if any(name.startswith(plain[:-2]) for name in run.names):
        return True
    return not any(near.islower() for near in _near(plain.lower(), run))


def _near(word: str, run: _Run) -> tuple[str, ...]:
    if word not in run.suggested:
        if len(run.suggested) >= SUGGESTED_AT_MOST:
            return ()
        run.suggested[word] = near_words(
            word, run.language, spells=lambda form: dictionaries.spells(LANGUAGES[run.language], form)
        )
    return run.suggested[word]


def _misspelt(text: Text, word: Word, run: _Run) -> Finding:
    plain = _bare(word.text)
    found = well_known_near(plain, run.language) or _near(plain.lower(), run)
    if not found and time.monotonic() < run.ends_at:
        found = dictionaries.suggestions(LANGUAGES[run.language], plain)
    if plain[0].isupper():
        found = tuple(one[:1].upper() + one[1:] for one in found)
    end = word.start + len(plain) if word.text[len(plain) :] in ("'s", "’s") else word.end
    return Finding(
        rule="spelling.unknown",
        kind=RuleKind.SPELLING,
        severity=Severity.ERROR,
        block=text.id,
        start=word.start,
        end=end,
        message=_("“%(word)s” is in no dictionary.") % {"word": plain},
        suggestions=found[:4],
        why=_("Misspelt, or a word to be added to the paper’s dictionary."),
    )


def _mixed_letters(text: Text) -> Iterator[Finding]:
    for word in text.words:
        if len(word.text) > LONGEST_WORD or not _MIXED.search(word.text):
            continue
        latin, cyrillic = len(_LATIN.findall(word.text)), len(_CYRILLIC.findall(word.text))
        mended = word.text.translate(_TO_CYRILLIC if cyrillic >= latin else _TO_LATIN)
        yield Finding(
            rule="spelling.mixed_letters",
            kind=RuleKind.SPELLING,
            severity=Severity.ERROR,
            block=text.id,
            start=word.start,
            end=word.end,
            message=_("“%(word)s” has Latin and Cyrillic letters.") % {"word": word.text},
            suggestions=() if _MIXED.search(mended) else (mended,),
            why=_("They look alike, and search finds only one of them."),
        )
