"""The corpora: clean stories, slips to plant in them, and the paper that they belong to."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from dateline.copydesk.choices import HouseRuleKind, Severity
from dateline.copydesk.engine.desk import Desk, HouseRule, Labels, NameFact
from dateline.copydesk.engine.texts import Block, PictureFact, Story
from dateline.entities.labels import LabelFact
from dateline.entities.mentions import Spelling, build_index
from dateline.lib.canonical_text import canonical_text

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures" / "copydesk"
DEMO = ROOT / "src" / "dateline" / "demo" / "content" / "stories"
LANGUAGES = ("en", "ru")
HEADS = ("headline", "short_headline", "standfirst")


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: where it is planted, what it changes, and whether the rules were made with it in sight."""

    kind: str
    story: str
    old: str
    new: str
    is_held_out: bool


def clean_stories(language: str) -> dict[str, Story]:
    """Return the clean stories of a language by name: our own and those of the demo paper."""
    own = {path.stem: _own_story(path, language) for path in sorted((FIXTURES / language).glob("*.txt"))}
    demo = {}
    for path in sorted(DEMO.glob("*.toml")):
        entry = tomllib.loads(path.read_text(encoding="utf-8"))
        if entry.get("language", "en") == language:
            demo[path.stem[:3]] = _demo_story(entry, language)
    return {**own, **demo}


def words_in(story: Story) -> int:
    """Return how many words a story has."""
    return sum(len(block.text.split()) for block in story.blocks)


def slips(language: str, *, fresh: bool = False) -> list[Slip]:
    """Return the slips of a language; every second of a kind is held out, and all fresh ones are."""
    counts: dict[str, int] = defaultdict(int)
    found = []
    name = "fresh" if fresh else "slips"
    for line in (FIXTURES / f"{name}_{language}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, story, change = line.split(" | ", 2)
            old, new = change.split(" => ", 1)
            found.append(Slip(kind, story, old, new, fresh or counts[kind] % 2 == 1))
            counts[kind] += 1
    return found


def planted(story: Story, slip: Slip) -> tuple[Story, str]:
    """Return the story with the slip, and the block it is in. Raises ValueError."""
    if slip.kind in ("credit", "alt"):
        picture = replace(story.pictures[0], **{slip.kind: ""})
        return replace(story, pictures=(picture, *story.pictures[1:])), picture.block
    for place, block in enumerate(story.blocks):
        if slip.old in block.text:
            changed = replace(block, text=block.text.replace(slip.old, slip.new, 1))
            return replace(
                story, blocks=(*story.blocks[:place], changed, *story.blocks[place + 1 :])
            ), block.id
    raise ValueError(f"{slip.story}: nothing reads “{slip.old}”.")


@lru_cache(maxsize=2)
def desk(language: str) -> Desk:
    """Return what the paper of the corpora has laid down for the language."""
    entry = tomllib.loads((FIXTURES / "desk.toml").read_text(encoding="utf-8"))[language]
    names = _names(entry)
    labels = entry["labels"]
    return Desk(
        paper_language=language,
        dictionary=frozenset(word.casefold() for word in entry["dictionary"]),
        house_rules=(
            HouseRule(
                id="house.1",
                kind=HouseRuleKind.WORDLIST,
                pattern=entry["words"],
                replacement="",
                severity=Severity.ERROR,
                message="",
                language=language,
            ),
        ),
        names=names,
        name_index=build_index(
            (Spelling(key, fact.text, language, "any") for key, fact in names.items()), language=language
        ),
        labels=Labels(
            index=build_index(
                (Spelling(key, label["name"], language) for key, label in enumerate(labels)),
                language=language,
            ),
            facts=tuple(
                LabelFact(key, key, "KV", language, label["note"], date(2020, 1, 1))
                for key, label in enumerate(labels)
            ),
            # The demo's own stories tell of Open Harbor without a note: its paper sets notes by itself.
            jurisdictions=frozenset({"KV"}),
        ),
    )


def without_labels(one: Desk) -> Desk:
    """Return the desk of a paper that sets notes by itself."""
    return replace(one, labels=replace(one.labels, adds_notes=True))


def _names(entry: dict[str, Any]) -> dict[int, NameFact]:
    facts = [
        NameFact(text, name["preferred"], is_avoided)
        for name in entry["names"]
        for text, is_avoided in [
            (name["preferred"], False),
            *((avoided, True) for avoided in name["avoided"]),
        ]
    ]
    return dict(enumerate(facts))


def _own_story(path: Path, language: str) -> Story:
    head, *rest = path.read_text(encoding="utf-8").strip().split("\n\n")
    headline, standfirst, *pictures = head.split("\n")
    blocks = [Block("headline", "headline", headline), Block("standfirst", "standfirst", standfirst)]
    facts = []
    for line in pictures:
        caption, credit, alt = line.removeprefix("[picture] ").split(" | ")
        blocks += [
            Block("lead_caption", "caption", caption),
            Block("lead_credit", "credit", credit),
            Block("lead_alt", "alt", alt),
        ]
        facts.append(PictureFact("lead_picture", "Lead", credit, alt, caption))
    blocks += [Block(f"p{number}", "paragraph", text) for number, text in enumerate(rest)]
    return Story(language, tuple(blocks), tuple(facts), published_on=date(2026, 6, 1))


def _demo_story(entry: dict[str, Any], language: str) -> Story:
    blocks = [Block(name, name, entry[name]) for name in HEADS if entry.get(name)]
    if entry.get("lead_caption"):
        blocks.append(Block("lead_caption", "caption", entry["lead_caption"]))
    blocks += list(_demo_blocks(entry["body"]))
    lead = PictureFact(
        "lead_picture",
        "Lead",
        "Ink drawing: R. Fenn",
        "A drawing of the place",
        entry.get("lead_caption", ""),
    )
    return Story(language, tuple(blocks), (lead,), published_on=date(2026, 6, 1))


def _demo_blocks(body: list[dict[str, Any]]) -> Iterator[Block]:
    for number, block in enumerate(body):
        html = block.get("html") or block.get("text") or block.get("quote") or block.get("caption") or ""
        if block["type"] == "fact_box":
            html = f"<h3>{block.get('title', '')}</h3>{html}"
        yield Block(f"b{number}", block["type"], canonical_text(html))
