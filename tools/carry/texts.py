"""Texts to carry places in: the stories of the demo paper, joined to the length that is wanted."""

from __future__ import annotations

import random
import re
import tomllib
from html import unescape
from pathlib import Path

STORIES = Path(__file__).parents[2] / "src/dateline/demo/content/stories"
_TAG = re.compile(r"<[^>]+>")


def stories(language: str) -> list[str]:
    """Return the body of every story in a language, one paragraph a line."""
    found = []
    for path in sorted(STORIES.glob("*.toml")):
        story = tomllib.loads(path.read_text(encoding="utf-8"))
        if story.get("language", "en") == language:
            html = [block["html"] for block in story["body"] if "html" in block]
            found.append("\n".join(unescape(_TAG.sub("", one)) for one in html))
    return found


def long_text(texts: list[str], length: int, *, chance: random.Random) -> str:
    """Return whole paragraphs of several stories, about so many characters."""
    paragraphs: list[str] = []
    for text in chance.sample(texts, len(texts)):
        paragraphs.extend(text.split("\n"))
    while sum(map(len, paragraphs)) < length:
        paragraphs += paragraphs
    joined = "\n".join(paragraphs)
    return joined[: joined.rindex(".", 0, length) + 1]
