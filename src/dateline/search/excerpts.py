"""The passage of a story that has the words, with the words marked."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from dateline.search.contents import passages, public_contents
from dateline.search.index.asking import Asked
from dateline.search.index.words import spans_of

LONGEST = 240
BEFORE = 60
# Nobody reads further than this for a quotation; the index does.
MOST_READ = 40_000


def excerpts(story_ids: Collection[int], *, asked: Asked) -> dict[int, SafeString]:
    """Return for each of these stories that is public a passage as HTML, escaped, the words in ``<mark>``."""
    stems = {stem for term in asked.terms for stem in term.stems}
    contents = public_contents(story_ids)
    return {pk: excerpt(_text_of(content), stems=stems) for pk, content in contents.items()}


def excerpt(text: str, *, stems: Collection[str]) -> SafeString:
    """Return the passage of a text in which most of the words stand; its beginning when none does."""
    places, best = _places(text, stems)
    begin = max(0, best - BEFORE)
    begin, end = _between_words(text, begin, begin + LONGEST)
    return _marked(
        text, begin=begin, end=end, spans=[(at, to) for at, to in places if begin <= at and to <= end]
    )


def _text_of(content: Mapping[str, Any]) -> str:
    told = (content["fields"]["standfirst"], *passages(content))
    return " ".join(" ".join(filter(None, told)).split())[:MOST_READ]


def _places(text: str, stems: Collection[str]) -> tuple[list[tuple[int, int]], int]:
    """Return where the words stand, and where the first passage with most of them begins.

    Reads on only as long as there may be a better one.
    """
    places: list[tuple[int, int]] = []
    near: deque[tuple[str, int]] = deque()
    best, most, last = 0, 0, len(text)
    for stem, begin, end in spans_of(text, initials={stem[0] for stem in stems}):
        if begin > last:
            break
        if stem not in stems:
            continue
        places.append((begin, end))
        near.append((stem, begin))
        while end - near[0][1] > LONGEST - BEFORE:
            near.popleft()
        seen = len({each for each, _begin in near})
        if seen > most:
            best, most = near[0][1], seen
            last = best + LONGEST if seen == len(stems) else last
    return places, best


def _between_words(text: str, begin: int, end: int) -> tuple[int, int]:
    if begin > 0:
        space = text.find(" ", begin)
        begin = space + 1 if 0 <= space < begin + BEFORE else begin
    if end < len(text):
        space = text.rfind(" ", begin, end)
        end = space if space > begin + LONGEST // 2 else end
    return begin, min(end, len(text))


def _marked(text: str, *, begin: int, end: int, spans: Iterable[tuple[int, int]]) -> SafeString:
    pieces, at = ["…" if begin > 0 else ""], begin
    for first, last in spans:
        pieces += [escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>"]
        at = last
    pieces += [escape(text[at:end]), "…" if end < len(text) else ""]
    return mark_safe("".join(pieces))  # noqa: S308 - every piece of text is escaped
