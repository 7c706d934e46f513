"""Words of a text and their stems, as the index and questions to it both see them.

A form is a word in small letters, without accents and with е for ё. Its stem is what Snowball's English
stemmer makes of Latin letters and its Russian one of Cyrillic letters, whatever the language of the story:
one paper mixes both, and what is indexed and what is asked are only ever compared with each other.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

import snowballstemmer

LONGEST_FORM = 40

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
# With what is left out of a form, so that the whole word is marked where it is shown.
_SHOWN_WORD = re.compile("[^\\W_]+(?:[\u0300-\u036f\u00ad'’ʼ]+[^\\W_]+)*[\u0300\u0301]?")
_APOSTROPHE = re.compile("['’ʼ]")
_CYRILLIC = re.compile("[\u0400-\u052f]")

_STOP = """
a an and are as at be been but by for from had has have he her his i if in into is it its no not of on or
our she so than that the their them then there they this to up was we were what when which who will with
would you your а без бы был была были было быть в вам вас ваш вы да для до его ее если есть еще же за и
из или им их к как ко когда кто ли мне мы на над нас не него нее нет ни них но о об он она они оно от по
под при с себя со так также такой там то того тоже той только том ты у уже чем что чтобы эта эти это
этого этой этом этот я
"""
STOP_FORMS = frozenset(_STOP.split())


class _Plain(dict[int, int | str | None]):
    """What each character counts as; filled as characters are met."""

    def __missing__(self, code: int) -> int | str | None:
        character = chr(code)
        plain: int | str | None = code
        if unicodedata.category(character) in ("Mn", "Me", "Cf"):
            plain = None
        elif character == "ё":
            plain = "е"
        elif unicodedata.name(character, "").startswith("LATIN"):
            plain = unicodedata.normalize("NFKD", character)[0]
        self[code] = plain
        return plain


_plain = _Plain()
# Snowball's stemmers keep a word in themselves while they work on it.
_lock = threading.Lock()
_english = snowballstemmer.stemmer("english")
_russian = snowballstemmer.stemmer("russian")


def forms_of(text: str) -> list[str]:
    """Return the forms of all words of a text, in order."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_plain)
    return [_form(word) for word in _WORD.findall(plain)]


def _form(word: str) -> str:
    if not word.isalnum():
        word = _APOSTROPHE.sub("", re.sub("['’ʼ]s$", "", word))
    return word[:LONGEST_FORM]


@lru_cache(maxsize=300_000)
def stem(form: str) -> str:
    """Return the stem of a form; figures and words in other alphabets stay as they are."""
    if form.isascii():
        stemmer = _english if form.isalpha() else None
    else:
        stemmer = _russian if _CYRILLIC.search(form) else None
    if stemmer is None:
        return form
    with _lock:
        return str(stemmer.stemWord(form)) or form


@lru_cache(maxsize=100_000)
def _stem_of_word(word: str) -> str:
    forms = forms_of(word)
    return stem(forms[0]) if forms else ""


@lru_cache(maxsize=10_000)
def _initial_of(character: str) -> str:
    return next(iter(forms_of(character)), "")[:1]


def spans_of(text: str, *, initials: Collection[str] | None = None) -> Iterator[tuple[str, int, int]]:
    """Yield words of a text as their stems and their places, begin and end in characters.

    Of words that do not begin with one of the initials nothing is worked out: no stemmer changes those.
    """
    for word in _SHOWN_WORD.finditer(text):
        if initials is None or _initial_of(word[0][0]) in initials:
            yield _stem_of_word(word[0]), word.start(), word.end()
