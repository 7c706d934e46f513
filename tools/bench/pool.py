"""Body blocks prepared once in each form in which stories keep them; bodies are put together from these."""

from __future__ import annotations

import json
from dataclasses import dataclass

import rfc8785

from dateline.lib.canonical_text import canonical_text
from dateline.stories.canonical import canonical_blocks
from dateline.stories.models import StoryPage
from tools.bench.words import MATTERS, paragraphs

ID = "00000000-0000-4000-8000-00000000feed"


@dataclass(frozen=True, slots=True)
class PooledBlock:
    """One block: as stored and as in a version, each cut where its id stands, and its words."""

    raw: tuple[str, str]
    canonical: tuple[str, str]
    text: str


def pooled_paragraphs(count: int) -> list[PooledBlock]:
    """Return so many different paragraphs."""
    return [pooled("paragraph", f"<p>{text}</p>") for text in paragraphs(count)]


def pooled_subheadings() -> list[PooledBlock]:
    """Return subheadings."""
    return [pooled("subheading", f"What is next for {matter}") for matter in MATTERS]


def pooled(kind: str, value: str) -> PooledBlock:
    """Return a block of this kind with this value."""
    stored = {"type": kind, "value": value, "id": ID}
    body = StoryPage(body=json.dumps([stored])).body
    raw = json.dumps(body.get_prep_value()[0])
    canonical = rfc8785.dumps(canonical_blocks(body)[0]).decode()
    return PooledBlock(raw=_cut(raw), canonical=_cut(canonical), text=canonical_text(value))


def _cut(text: str) -> tuple[str, str]:
    before, after = text.split(ID)
    return before, after
