"""The index's own vocabulary: how many stories have a word, how one goes on, and which one was meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import connection
from django.db.models import QuerySet, Sum
from rapidfuzz.distance import OSA

from dateline.search.index.words import LONGEST_FORM
from dateline.search.models import Word

# A word that stands in fewer stories is more often a slip than what somebody means.
LEAST_STORIES = 2
MOST_COMPARED = 4_000
SHORTEST_MENDED = 4
# The same keys on an English and on a Russian keyboard.
_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюё"
_TO_RUSSIAN = str.maketrans(_LATIN, _RUSSIAN)
_TO_LATIN = str.maketrans(_RUSSIAN, _LATIN)


def stories_by_stem(stems: Collection[str]) -> dict[str, int]:
    """Return for each stem how many stories have it at most; stems that no story has are left out."""
    rows = Word.objects.filter(stem__in=stems).values("stem").annotate(total=Sum("stories"))
    return {row["stem"]: row["total"] for row in rows if row["total"] > 0}


def completions(beginning: str, *, limit: int) -> list[str]:
    """Return the commonest words that begin so, of each word its commonest form."""
    words = _beginning_with(beginning).filter(stories__gte=LEAST_STORIES)
    forms: dict[str, str] = {}
    for form, stem_ in words.order_by("-stories", "form").values_list("form", "stem")[: limit * 5]:
        forms.setdefault(stem_, form)
    return list(forms.values())[:limit]


def _beginning_with(beginning: str) -> QuerySet[Word]:
    if connection.vendor == "postgresql":
        # Django makes an index for it there; in SQLite a range is what the index of the key can answer.
        return Word.objects.filter(form__startswith=beginning)
    return Word.objects.filter(form__gte=beginning, form__lt=beginning + "\U0010ffff")


def meant_by(form: str) -> str:
    """Return the word that somebody may have meant by one that no story has; empty when there is none."""
    for other in (form.translate(_TO_RUSSIAN), form.translate(_TO_LATIN)):
        if other != form and Word.objects.filter(form=other[:LONGEST_FORM], stories__gt=0).exists():
            return other
    if len(form) < SHORTEST_MENDED or any(character.isdigit() for character in form):
        return ""
    most = 1 if len(form) < 6 else 2
    return _nearest(form, _words_like(form, most=most), most=most)


def _words_like(form: str, *, most: int) -> Iterable[tuple[str, int]]:
    """Return words that are about as long and have one of the first two letters in front."""
    lengths = range(len(form) - most, len(form) + most + 1)
    words = Word.objects.filter(first__in=set(form[:2]), length__in=lengths, stories__gte=LEAST_STORIES)
    return words.order_by("-stories").values_list("form", "stories")[:MOST_COMPARED]


def _nearest(form: str, words: Iterable[tuple[str, int]], *, most: int) -> str:
    best = (most + 1, 0, "")
    for other, stories in words:
        distance = int(OSA.distance(form, other, score_cutoff=most))
        if 0 < distance <= most:
            best = min(best, (distance, -stories, other))
    return best[2]
