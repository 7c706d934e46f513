"""The forms a word takes in running text, and the dictionary form behind one. Pure Python, no database."""

from __future__ import annotations

import re
from functools import lru_cache

import pymorphy3

from dateline.entities.spelling import folded_word

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_DECLINED = frozenset({"NOUN", "ADJF", "PRTF", "NUMR"})
_ABBREVIATION_ENDINGS = ("а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах")
_LATIN_IN_RUSSIAN_ENDINGS = ("'а", "'у", "'ом", "'е", "'ы", "'и")
_ENGLISH_ENDINGS = ("ing", "ed", "es", "s", "e")


def primary_language(code: str) -> str:
    """Return the language of a code without its country: en for en-GB."""
    return code.replace("_", "-").split("-")[0].lower()


def written_in_cyrillic(text: str) -> bool:
    """Say whether the text has Cyrillic letters."""
    return _CYRILLIC.search(text) is not None


@lru_cache(maxsize=1)
def russian_forms() -> pymorphy3.MorphAnalyzer:
    """Return the dictionary of Russian forms; one for the process, because it is some 40 MB."""
    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=50_000)
def inflected(word: str, language: str) -> frozenset[str]:
    """Return a word of a name, folded and in lower case, in every grammatical case and number.

    A word that is not in the nominative, such as the second of «Министерство обороны», stays as it is.
    """
    plain = folded_word(word).casefold()
    if language != "ru" or not _CYRILLIC.search(plain):
        return frozenset({plain})
    parses = [
        parse
        for parse in russian_forms().parse(plain)
        if parse.tag.POS in _DECLINED and "nomn" in parse.tag and parse.normal_form
    ]
    singular = [parse for parse in parses if "sing" in parse.tag]
    forms = {folded_word(form.word) for parse in singular or parses for form in parse.lexeme}
    return frozenset({plain, *forms})


def closing_forms(word: str, language: str, *, plural: bool, abbreviation: bool) -> frozenset[str]:
    """Return the forms of a name's word that can also carry the ending of the whole name."""
    forms = inflected(word, language)
    plain = folded_word(word).casefold()
    if language == "en":
        bare = {plain, plain + "s"} if plural else {plain}
        return forms | bare | {form + "'s" for form in bare}
    if language == "ru" and not _CYRILLIC.search(plain):
        return forms | {plain + ending for ending in _LATIN_IN_RUSSIAN_ENDINGS}
    if language == "ru" and abbreviation:
        joined = {plain + ending for ending in _ABBREVIATION_ENDINGS}
        return frozenset({plain}) | joined | {f"{plain}'{ending}" for ending in _ABBREVIATION_ENDINGS}
    return forms


@lru_cache(maxsize=50_000)
def dictionary_forms(word: str, language: str) -> frozenset[str]:
    """Return every dictionary form that the word may belong to; for English a rough stem."""
    plain = folded_word(word).casefold()
    if language == "ru" and _CYRILLIC.search(plain):
        return frozenset(folded_word(parse.normal_form) for parse in russian_forms().parse(plain)) | {plain}
    if language == "en":
        return frozenset({_english_stem(plain)})
    return frozenset({plain})


def _english_stem(word: str) -> str:
    stem = word.removesuffix("'s").removesuffix("'")
    if stem.endswith("ies") and len(stem) > 4:
        return stem[:-3] + "y"
    for ending in _ENGLISH_ENDINGS:
        if stem.endswith(ending) and len(stem) - len(ending) >= 3 and not stem.endswith("ss"):
            stem = stem.removesuffix(ending)
            break
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls"
    return stem[:-1] if doubled else stem
