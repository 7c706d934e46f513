"""Whether a page shows the words that a version says it shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any

UNSEEN = frozenset(("script", "style", "template"))
LETTERS = re.compile(r"[^\W_]+")
# How much of a paragraph is named when it is missing.
NAMED = 60


class _Words(HTMLParser):
    """Collects the text of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.kind = ""
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in UNSEEN
        told = dict(attrs)
        if tag == "meta" and told.get("property") == "og:type":
            self.kind = told.get("content") or ""

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in UNSEEN and self._unseen > 0

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)


def is_article(page: str) -> bool:
    """Say whether the page calls itself an article."""
    reader = _Words()
    reader.feed(page)
    return reader.kind == "article"


def missing_words(page: str, content: str) -> list[str]:
    """Return the headline and paragraphs of the version's content that the page does not show.

    Only letters and digits are compared: the theme decides about quotation marks, spaces and line breaks.
    """
    return missing_texts(page, _texts(json.loads(content)))


def missing_texts(page: str, texts: Iterable[str]) -> list[str]:
    """Return the beginnings of those of the texts that the page does not show."""
    reader = _Words()
    reader.feed(page)
    shown = _bare(" ".join(reader.parts))
    return [text[:NAMED] for text in texts if _bare(text) and _bare(text) not in shown]


def _texts(content: dict[str, Any]) -> list[str]:
    fields = content.get("fields", {})
    blocks = [block.get("text", "") for block in content.get("blocks", []) if isinstance(block, dict)]
    return [text for text in (fields.get("headline", ""), *blocks) if isinstance(text, str)]


def _bare(text: str) -> str:
    return "".join(LETTERS.findall(text)).casefold()
