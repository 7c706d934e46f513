"""Cases for carrying: an older text, a newer one, a place in the older, and where it truly went."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.carry.edits import EditedText
from tools.carry.texts import long_text, stories


@dataclass(frozen=True, slots=True)
class Case:
    """One place to carry. ``expected`` is None when its words were taken out."""

    group: str
    old: str
    new: str
    start: int
    end: int
    expected: tuple[int, int] | None


GROUPS = {"3 edits": (3, 0), "12 edits": (12, 0), "12 edits, 1-3 in the words": (12, 3)}


def made_cases(*, count: int, lengths: tuple[int, ...], seed: int) -> Iterator[Case]:
    """Yield ``count`` cases for each language, length and kind of edit."""
    chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    for language in ("en", "ru"):
        texts = stories(language)
        words = sorted({word for text in texts for word in re.findall(r"[^\W\d_]{2,}", text)})
        sentences = [one for text in texts for one in re.split(r"(?<=[.!?…])\s+", text) if len(one) > 20]
        for length in lengths:
            for group, (outside, inside) in GROUPS.items():
                name = f"{language}, {length:,} characters, {group}"
                for _ in range(count):
                    text = long_text(texts, length, chance=chance)
                    edited = EditedText(text, _quote(text, chance), chance, words, sentences)
                    yield _case(name, edited, outside=outside, inside=inside)


def _case(name: str, edited: EditedText, *, outside: int, inside: int) -> Case:
    for _ in range(outside):
        edited.edit(inside=False)
    for _ in range(edited.random.randint(1, inside) if inside else 0):
        edited.edit(inside=True)
    return Case(name, edited.first, edited.text, *edited.quote, edited.place())


def _quote(text: str, chance: random.Random) -> tuple[int, int]:
    """Choose one to fifteen words, of 3 to 160 characters; one of ten begins or ends inside a word."""
    words = [found.span() for found in re.finditer(r"\w+", text)]
    while True:
        first = chance.randrange(len(words))
        last = min(len(words) - 1, first + chance.choice([0, 0, 1, 1, 2, 3, 5, 8, 14]))
        start, end = words[first][0], words[last][1]
        if chance.random() < 0.1:
            start, end = start + chance.randint(0, 2), end - chance.randint(0, 2)
        quote = text[start:end]
        if 3 <= len(quote) <= 160 and quote == quote.strip() and re.search(r"[^\W\d_]", quote):
            return start, end


def read_cases(path: Path) -> Iterator[Case]:
    """Yield cases of a file of JSON lines: old, new, start, end, expected ([start, end] or null), group."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        expected = tuple(row["expected"]) if row["expected"] else None
        yield Case(row.get("group", path.name), row["old"], row["new"], row["start"], row["end"], expected)


def write_cases(path: Path, cases: list[Case]) -> None:
    """Write cases as JSON lines, as ``read_cases`` takes them."""
    rows = [
        {"group": c.group, "old": c.old, "new": c.new, "start": c.start, "end": c.end, "expected": c.expected}
        for c in cases
    ]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
