"""Change words inside a piece of HTML and leave its markup as it is."""

from __future__ import annotations

import re
from html import escape

from fast_diff_match_patch import diff

from dateline.lib.canonical_text import canonical_text, text_map

_EMPTY = re.compile(r"<(b|strong|i|em|s|sub|sup|a)\b[^<>]*></\1>")


class NotChangedError(ValueError):
    """The words cannot be changed without touching the markup around them."""


def with_words_changed(html: str, *, start: int, end: int, words: str) -> str:
    """Return the HTML in which the canonical text from start to end reads ``words``.

    Only the characters that differ are touched, so a name half of which is a link stays one. Taking words out
    takes one of the two spaces around them, too. Raises NotChangedError when the words reach over a break
    between paragraphs, or the result would not read as it should.
    """
    source = text_map(html)
    start, end, words = _span(source.text, start, end, words)
    if "\n" in source.text[start:end] or "\n" in words:
        raise NotChangedError("The words reach over the end of a paragraph.")
    edits: list[tuple[int, int, str]] = []
    at = start
    for sign, piece in diff(source.text[start:end], words, cleanup="Semantic", counts_only=False):
        if sign == "-":
            edits.extend((*source.sources[offset], "") for offset in range(at, at + len(piece)))
        elif sign == "+":
            place = _insertion(source.sources, at, at > start or end == start)
            edits.append((place, place, escape(piece, quote=False)))
        at += len(piece) if sign in "=-" else 0
    result = html
    for begins, ends, put in sorted(edits, key=lambda edit: (edit[0], edit[1]), reverse=True):
        result = result[:begins] + put + result[ends:]
    if len(result) < len(html) + len(words):
        result = _without_emptied(html, result)
    if canonical_text(result) != _spaced(source.text[:start] + words + source.text[end:]):
        raise NotChangedError("The words cannot be changed without touching the markup.")
    return result


def _span(text: str, start: int, end: int, words: str) -> tuple[int, int, str]:
    if not 0 <= start < end <= len(text):
        raise NotChangedError("There is no such place.")
    words = " ".join(words.split(" ")).strip()
    if not words and start and text[start - 1] == " " and (end == len(text) or not text[end].isalnum()):
        start -= 1
    elif not words and text[end : end + 1] == " " and (not start or text[start - 1].isspace()):
        end += 1
    return start, end, words


def _insertion(sources: tuple[tuple[int, int], ...], at: int, follows: bool) -> int:
    """Return where to insert: behind the character before, or in front of the first of the words."""
    if (follows or at >= len(sources)) and at:
        return sources[at - 1][1]
    return sources[at][0]


def _without_emptied(before: str, after: str) -> str:
    """Take out elements that lost all their words."""
    if len(_EMPTY.findall(after)) > len(_EMPTY.findall(before)):
        return _EMPTY.sub("", after)
    return after


def _spaced(text: str) -> str:
    """Return the text as canonical text has it: no space at its ends or beside a break, never two of them."""
    return re.sub(r" *\n *", "\n", re.sub(" +", " ", text)).strip(" \n")
