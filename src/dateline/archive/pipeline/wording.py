"""In which language an old document is, in a form that stories can have."""

from __future__ import annotations

from dateline.archive.records import Document
from dateline.lib.languages import guess_language
from dateline.stories.choices import STORY_LANGUAGES

LANGUAGES = frozenset(code for code, _name in STORY_LANGUAGES)


def language_of(document: Document, *, fallback: str) -> str:
    """Return the language that the document names (“en-US” is English), or what its words look like."""
    named = (document.language or "").replace("_", "-").partition("-")[0].casefold()
    if named in LANGUAGES:
        return named
    words = "\n".join((document.headline or "", *document.paragraphs))[:2000]
    return guess_language(words, fallback=fallback)
