"""The passage of a story that has the words, with the words marked."""

from __future__ import annotations

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

Span = tuple[str, int, int]


def excerpts(story_ids: Collection[int], *, asked: Asked) -> dict[int, SafeString]:
    """Return for each of these stories that is public a passage as HTML, escaped, the words in ``<mark>``."""
    stems = {stem for term in asked.terms for stem in term.stems}
    contents = public_contents(story_ids)
    return {pk: excerpt(_text_of(content), stems=stems) for pk, content in contents.items()}


def excerpt(text: str, *, stems: Collection[str]) -> SafeString:
    """Return the passage of a text in which most of the words stand; its beginning when none does."""
    words = spans_of(text)
    begin = _best_place(words, stems)
    end = begin + LONGEST
    begin, end = _between_words(text, begin, end)
    marked = (span for span in words if span[0] in stems and span[1] >= begin and span[2] <= end)
    return _marked(text, begin=begin, end=end, spans=marked)


def _text_of(content: Mapping[str, Any]) -> str:
    told = (content["fields"]["standfirst"], *passages(content))
    return " ".join(" ".join(filter(None, told)).split())[:MOST_READ]


def _best_place(words: list[Span], stems: Collection[str]) -> int:
    """Return where to begin so that as many different words as possible are seen, the earliest such place."""
    places = [span for span in words if span[0] in stems]
    best, most = 0, 0
    for number, (_stem, begin, _end) in enumerate(places):
        seen = {stem for stem, _begin, end in places[number : number + 40] if end <= begin + LONGEST - BEFORE}
        if len(seen) > most:
            best, most = begin, len(seen)
            if most == len(stems):
                break
    return max(0, best - BEFORE) if best > BEFORE else 0


def _between_words(text: str, begin: int, end: int) -> tuple[int, int]:
    if begin > 0:
        space = text.find(" ", begin)
        begin = space + 1 if 0 <= space < begin + BEFORE else begin
    if end < len(text):
        space = text.rfind(" ", begin, end)
        end = space if space > begin + LONGEST // 2 else end
    return begin, min(end, len(text))


def _marked(text: str, *, begin: int, end: int, spans: Iterable[Span]) -> SafeString:
    pieces, at = ["…" if begin > 0 else ""], begin
    for _stem, first, last in spans:
        pieces += [escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>"]
        at = last
    pieces += [escape(text[at:end]), "…" if end < len(text) else ""]
    return mark_safe("".join(pieces))  # noqa: S308 - every piece of text is escaped
