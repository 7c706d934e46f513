"""The published versions of a generated story, byte for byte as publishing would have stored them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dateline.publishing.canonical import commitment_of
from dateline.publishing.choices import Kind
from dateline.publishing.fields import compressed
from tools.bench.facts import StoryFacts

ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
WHAT_WAS_WRONG = "An earlier version of this story gave a wrong date."


@dataclass(frozen=True, slots=True)
class Act:
    """One publication: columns of its version and of what the version says."""

    at: datetime
    version: dict[str, Any]
    content: dict[str, Any]


def acts_of(story: StoryFacts) -> Sequence[Act]:
    """Return the first publication, and the correction if there was one."""
    canonical = canonical_json(story)
    first = _act(story, number=1, at=story.at, kind=Kind.NEW, canonical=canonical)
    if story.corrected_at is None:
        return [first]
    return [first, _act(story, number=2, at=story.corrected_at, kind=Kind.CORRECTION, canonical=canonical)]


def _act(story: StoryFacts, *, number: int, at: datetime, kind: Kind, canonical: str) -> Act:
    nonce = secrets.token_bytes(32)
    return Act(
        at=at,
        version={
            "number": number,
            "kind": kind.value,
            "summary": WHAT_WAS_WRONG if kind is Kind.CORRECTION else "",
            "picture_digests": json.dumps([story.picture.digest] if story.picture else []),
            "commitment": commitment_of(nonce=nonce, canonical=canonical.encode()),
        },
        content={"canonical_json": compressed(canonical), "nonce": nonce.hex()},
    )


def canonical_json(story: StoryFacts) -> str:
    """Return ``stories.canonical.story_content`` as RFC 8785, put together from parts for speed.

    A test compares the two.
    """
    blocks = ",".join(block.canonical[0] + name + block.canonical[1] for name, block in story.blocks)
    fields, shown = _dumped(_fields(story)), _dumped(_shown(story))
    return (
        f'{{"blocks":[{blocks}],"fields":{fields},"shown":{shown},'
        f'"type":"story","uuid":"{story.uuid}","v":1}}'
    )


def _fields(story: StoryFacts) -> dict[str, Any]:
    left_empty = (
        "short_headline", "kicker", "dateline_place", "content_note", "age_rating", "legal_labels",
        "search_description", "lead_caption", "lead_credit",
    )  # fmt: skip
    return {
        **dict.fromkeys(left_empty, ""),
        "headline": story.title,
        "standfirst": story.standfirst,
        "label": story.label,
        "language": "en",
        "slug": story.slug,
        "section": str(story.section.uuid),
        "published_at": story.at.astimezone(UTC).isoformat(),
        "bylines": [{"contributor": person.pk, "role": "words"} for person in story.people],
        "lead_picture": str(story.picture.uuid) if story.picture else "",
        "topics": [topic.pk for topic in story.topics],
        "series": 0,
        "related": [f"urn:uuid:{uuid}" for _pk, uuid in story.related],
    }


def _shown(story: StoryFacts) -> dict[str, Any]:
    picture = story.picture
    return {
        "section": {"name": story.section.title, "slug": story.section.slug},
        "bylines": [{"name": person.name, "slug": person.slug} for person in story.people],
        "lead_picture": picture
        and {
            "digest": picture.digest,
            "alt": picture.description,
            "caption": picture.caption,
            "credit": picture.credit,
        },
        "topics": [{"name": topic.name, "slug": topic.slug} for topic in story.topics],
        "series": "",
    }


def _dumped(value: dict[str, Any]) -> str:
    """JSON of our own strings and small integers is the same as RFC 8785's, at a tenth of the time."""
    return ENCODER.encode(value)
