"""Put notes behind names, in HTML or in plain text, at offsets of the canonical text. Pure Python."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from dateline.lib.canonical_text import text_map

NOTE_CLASS = "legal-label"
_CLOSING_QUOTES = "»”“’'\"›‟"
_HYPHENS = "-\u2010\u2011"


@dataclass(frozen=True, slots=True)
class Note:
    """Words to be put in brackets at an offset of a block's canonical text."""

    offset: int
    text: str
    language: str = ""
    """Language of the note when it is not that of the story."""


def place_after(text: str, end: int) -> int:
    """Return where a note on the name that ends at ``end`` belongs.

    That is behind a closing quotation mark and behind what is joined to the name by a hyphen.
    """
    place = end
    while place < len(text):
        if text[place] in _CLOSING_QUOTES:
            place += 1
        elif text[place] in _HYPHENS and text[place + 1 : place + 2].isalnum():
            place += 1
            while place < len(text) and text[place].isalnum():
                place += 1
        else:
            break
    return place


def insert_notes(html: str, notes: Iterable[Note]) -> str:
    """Return the HTML with the notes in; notes for one place share one pair of brackets, in their order."""
    placed = _by_place(notes)
    mapped = text_map(html)
    for offset in sorted(placed, reverse=True):
        place = mapped.source_offset(offset)
        html = html[:place] + _span(placed[offset]) + html[place:]
    return html


def insert_notes_in_text(text: str, notes: Iterable[Note]) -> str:
    """Return plain text, such as a caption, with the notes in brackets."""
    placed = _by_place(notes)
    for offset in sorted(placed, reverse=True):
        text = f"{text[:offset]} ({'; '.join(note.text for note in placed[offset])}){text[offset:]}"
    return text


def _by_place(notes: Iterable[Note]) -> dict[int, list[Note]]:
    placed: dict[int, list[Note]] = {}
    for note in notes:
        placed.setdefault(note.offset, []).append(note)
    return placed


def _span(notes: Sequence[Note]) -> str:
    words = [
        f'<span lang="{escape(note.language)}">{escape(note.text, quote=False)}</span>'
        if note.language
        else escape(note.text, quote=False)
        for note in notes
    ]
    return f'<span class="{NOTE_CLASS}"> ({"; ".join(words)})</span>'
