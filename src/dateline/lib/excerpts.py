"""The beginning of a text, for places that need a sentence or two."""

from __future__ import annotations


def opening_words(text: str, *, longest: int = 160) -> str:
    """Return the first words of the text, at most ``longest`` characters, cut between words."""
    words = " ".join(text.split())
    if len(words) <= longest:
        return words
    return words[:longest].rpartition(" ")[0].rstrip(" ,;:—–-") + "…"
