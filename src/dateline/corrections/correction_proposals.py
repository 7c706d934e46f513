"""What a change corrects, in words: which sentences were wrong, which are right, where they stand.

Pure Python over canonical content. What is proposed is what an editor would copy out of the two versions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dateline.corrections.choices import Placement
from dateline.lib.kept_words import differing, tokens_of

# Fields whose words are prose, in the order in which they are read.
PROSE = ("headline", "standfirst")
# A change of more places, or of more words, is no slip that two sentences tell.
MOST_PLACES = 3
LONGEST = 400
# A full stop ends a sentence before a capital, but not after “Mr.” or an initial, and not “No.” before 5.
_ABBREVIATED = "".join(rf"(?<!\b{word})" for word in ("[A-ZА-ЯЁ]", "Mr", "Ms", "Dr", "St", "Mrs", "ул", "им"))
_END = re.compile(
    rf"\n|{_ABBREVIATED}[.!?…]+[”»\"’)]*(?=\s+[«“„\"(—–]*\s*[A-ZА-ЯЁ])"
    rf"|{_ABBREVIATED}(?<!\bNo)[.!?…]+[”»\"’)]*(?=\s+[0-9])"
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a correction would say of a change."""

    wrong: str
    """The sentences as they were; empty when the change only adds."""
    right: str
    """The sentences as they are; empty when the change only takes away."""
    placement: Placement
    marks: tuple[dict[str, Any], ...]
    """Places of the new words: ``block``, ``start``, ``end`` in canonical text."""
    is_small: bool
    """True when the sentences say it all."""


@dataclass(slots=True)
class _Found:
    wrong: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    marks: list[dict[str, Any]] = field(default_factory=list)
    places: int = 0


def propose(before: dict[str, Any], after: dict[str, Any]) -> Proposal:
    """Return what a correction would say of the change between two versions."""
    old, new = _texts(before), _texts(after)
    found = _Found()
    changed = []
    for name in [*new, *(name for name in old if name not in new)]:
        if old.get(name, "") != new.get(name, ""):
            changed.append(name)
            _compare(name, old.get(name, ""), new.get(name, ""), found)
    wrong, right = " ".join(dict.fromkeys(found.wrong)), " ".join(dict.fromkeys(found.right))
    opening = next((name for name in new if name not in PROSE), None)
    is_top = any(name in PROSE or name == opening for name in changed)
    return Proposal(
        wrong=_shortened(wrong),
        right=_shortened(right),
        placement=Placement.TOP if is_top else Placement.END,
        marks=tuple(found.marks),
        is_small=0 < found.places <= MOST_PLACES and len(wrong) <= LONGEST and len(right) <= LONGEST,
    )


def _texts(content: dict[str, Any]) -> dict[str, str]:
    fields = content.get("fields", {})
    texts = {name: str(fields.get(name) or "") for name in PROSE}
    # A caption that only shows what its picture's record says is not the story's own.
    texts.update({block["id"]: block.get("text", "") for block in content.get("blocks", [])})
    return texts


def _compare(name: str, old: str, new: str, found: _Found) -> None:
    before, after = tokens_of(old), tokens_of(new)
    for i1, i2, j1, j2 in differing(before, after):
        found.places += 1
        old_start, old_end = len("".join(before[:i1])), len("".join(before[:i2]))
        start, end = len("".join(after[:j1])), len("".join(after[:j2]))
        found.wrong.extend(_sentences(old, old_start, old_end))
        found.right.extend(_sentences(new, start, end))
        words = new[start:end]
        if any(map(str.isalnum, words)):
            start += len(words) - len(words.lstrip())
            found.marks.append({"block": name, "start": start, "end": start + len(words.strip())})


def _sentences(text: str, start: int, end: int) -> Iterator[str]:
    """Yield the sentences that hold the span; a span of nothing lies in the sentence around it."""
    ends = [*(match.end() for match in _END.finditer(text)), len(text)]
    begins = [0, *ends[:-1]]
    for first, last in zip(begins, ends, strict=True):
        sentence = text[first:last].strip()
        if sentence and first < max(end, start + 1) and last > start:
            yield sentence


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rsplit(' ', 1)[0]}…"
