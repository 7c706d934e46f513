"""How long the difference of two versions takes, from recorded contents to HTML: ``make bench-differences``.

Stories of twelve thousand characters, English and Russian, with a few edits, many, and all ids changed; and
two that have nothing in common, which is the worst there is. Time is the processor's, so that other work on
the machine does not count; memory is frozen first, as the server does it.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import django

Content = dict[str, Any]

LENGTH = 12_000
LIMIT_MS = 150.0
WORDS = {
    "en": "the harbor ferry city council voted bridge closed after storm water rose said mayor report"
    " night people street before court asked money winter engineers old quay plan delayed again",
    "ru": "паром город совет мост закрыт после шторма вода поднялась сообщил мэр доклад ночью люди"
    " улица прежде суд деньги зима инженеры старая набережная план снова отложен жители просили",
}


def main() -> None:
    """Measure, print a table, fail above the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60, help="pairs of each kind")
    parser.add_argument("--length", type=int, default=LENGTH, help="characters of a story")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    gc.collect()
    gc.freeze()
    slowest = 0.0
    sys.stdout.write(f"{'edits':<24}{'language':<10}{'median ms':>10}{'p95 ms':>10}\n")
    for name, edit in EDITS.items():
        for language in WORDS:
            times = sorted(_times(language, edit, rounds=options.rounds, length=options.length))
            p95 = times[int(len(times) * 0.95) - 1]
            slowest = max(slowest, p95)
            sys.stdout.write(f"{name:<24}{language:<10}{statistics.median(times):>10.1f}{p95:>10.1f}\n")
    sys.stdout.write(f"slowest p95 {slowest:.1f} ms, limit {LIMIT_MS:.0f} ms\n")
    sys.exit(slowest > LIMIT_MS)


def _times(
    language: str, edit: Callable[[Content, random.Random], Content], *, rounds: int, length: int
) -> Iterator[float]:
    from django.template.loader import render_to_string  # noqa: PLC0415 - settings first

    from dateline.record.differences import compare_contents  # noqa: PLC0415 - as above

    for seed in range(rounds):
        chance = random.Random(seed)  # noqa: S311 - the same stories each time, nothing secret
        before = story(language, chance, length=length)
        after = edit(before, chance)
        began = time.process_time()
        difference = compare_contents(before, after)
        render_to_string(
            "reader/components/record/difference.html",
            {"difference": difference, "language": language, "paper": {"language": "en"}, "pictures": {}},
        )
        yield (time.process_time() - began) * 1000


def story(language: str, chance: random.Random, *, length: int) -> Content:
    """Return the content of a story of this length."""
    blocks: list[Content] = []
    while sum(len(block["text"]) for block in blocks) < length:
        blocks.append(paragraph(f"b{len(blocks)}", sentence(language, chance)))
    return {"fields": {"headline": "A headline"}, "blocks": blocks}


def sentence(language: str, chance: random.Random) -> str:
    """Return a paragraph of invented words."""
    words = [
        f"{chance.choice(WORDS[language].split())}{chance.choice(('', '', 's', 'а'))}" for _ in range(50)
    ]
    return " ".join(words).capitalize() + "."


def paragraph(block_id: str, text: str) -> Content:
    """Return a block as the record has it."""
    return {"id": block_id, "kind": "paragraph", "text": text, "html": f"<p>{text}</p>"}


def _edited(count: int) -> Callable[[Content, random.Random], Content]:
    def edit(content: Content, chance: random.Random) -> Content:
        blocks = [dict(block) for block in content["blocks"]]
        for _edit in range(count):
            at = chance.randrange(len(blocks))
            words = blocks[at]["text"].split(" ")
            words[chance.randrange(len(words))] = f"word{chance.randrange(99)}"
            blocks[at] = paragraph(blocks[at]["id"], " ".join(words))
        return {**content, "blocks": blocks}

    return edit


def _renamed(content: Content, chance: random.Random) -> Content:
    edited = _edited(12)(content, chance)
    return {**edited, "blocks": [{**block, "id": f"n{block['id']}"} for block in edited["blocks"]]}


def _one_block(content: Content, chance: random.Random) -> Content:
    """Everything in one paragraph, as old archives have it."""
    text = " ".join(block["text"] for block in _edited(40)(content, chance)["blocks"])
    content["blocks"] = [paragraph("b0", " ".join(block["text"] for block in content["blocks"]))]
    return {**content, "blocks": [paragraph("b0", text)]}


def _unlike(content: Content, chance: random.Random) -> Content:
    length = sum(len(block["text"]) for block in content["blocks"])
    other = story("ru" if content["blocks"][0]["text"].isascii() else "en", chance, length=length)
    text = " ".join(block["text"] for block in other["blocks"])
    content["blocks"] = [paragraph("b0", " ".join(block["text"] for block in content["blocks"]))]
    return {**content, "blocks": [paragraph("b0", text)]}


EDITS: dict[str, Callable[[Content, random.Random], Content]] = {
    "3 words": _edited(3),
    "12 words": _edited(12),
    "40 words": _edited(40),
    "12 words, other ids": _renamed,
    "40 words, one paragraph": _one_block,
    "nothing in common": _unlike,
}

if __name__ == "__main__":
    main()
