"""Which legal labels a story carries, where, and why others stay away. Pure Python, no database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateline.entities.insertion import Note, place_after
from dateline.entities.mentions import Mention, NameIndex, find_mentions
from dateline.entities.word_forms import primary_language
from dateline.entities.wording import is_written


class Outcome(StrEnum):
    """What became of a label of an entity that the story mentions."""

    ADDED = "added"
    WRITTEN = "written"
    OLDER_STORY = "older_story"
    ENDED = "ended"
    NOT_OBEYED = "not_obeyed"
    SWITCHED_OFF = "switched_off"
    UNUSED = "unused"
    NO_WORDING = "no_wording"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block of a story as canonical text."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class LabelFact:
    """A legal label as stored."""

    label_id: int
    entity_id: int
    jurisdiction: str
    language: str
    note: str
    from_date: date
    until_date: date | None = None
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class PlacedMention:
    """The first mention of an entity in a story."""

    entity_id: int
    block_id: str
    start: int
    end: int
    offset: int
    """Where a note on it goes, in the block's canonical text."""
    count: int
    """How often the story names the entity."""


@dataclass(frozen=True, slots=True)
class LabelFinding:
    """One label of one mentioned entity, and what became of it."""

    mention: PlacedMention
    label: LabelFact
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class LabelPlacement:
    """A note at the first mention of an entity; several at one place are printed as one."""

    block_id: str
    start: int
    end: int
    entity_id: int
    note: str
    jurisdiction: str
    written_by_author: bool
    """True when the writer has said it: nothing is to be rendered."""
    offset: int
    """Where the note goes in the block's canonical text."""
    language: str
    """Language of the note when it is not that of the story, else empty."""


@dataclass(frozen=True, slots=True)
class LabelRules:
    """What decides about labels besides the text."""

    language: str
    paper_language: str
    published_on: date
    jurisdictions: frozenset[str]
    switched_off: bool = False


def first_mentions(index: NameIndex, blocks: Sequence[TextBlock]) -> tuple[PlacedMention, ...]:
    """Return the first mention of each entity, in the order of the story."""
    found = {block.id: find_mentions(index, block.text) for block in blocks}
    counts: dict[int, int] = {}
    for mention in (mention for mentions in found.values() for mention in mentions):
        counts[mention.entity_id] = counts.get(mention.entity_id, 0) + 1
    firsts: dict[int, PlacedMention] = {}
    for block in blocks:
        for mention in found[block.id]:
            if mention.entity_id not in firsts:
                offset = _note_offset(block.text, mention, found[block.id])
                firsts[mention.entity_id] = PlacedMention(
                    mention.entity_id, block.id, mention.start, mention.end, offset, counts[mention.entity_id]
                )
    return tuple(firsts.values())


def judged_labels(
    *,
    blocks: Sequence[TextBlock],
    mentions: Sequence[PlacedMention],
    labels: Iterable[LabelFact],
    rules: LabelRules,
) -> tuple[LabelFinding, ...]:
    """Return every designation of every mentioned entity with its outcome, in the order of the story."""
    texts = {block.id: block.text for block in blocks}
    by_entity: dict[int, list[LabelFact]] = {}
    for label in sorted(labels, key=lambda label: (label.jurisdiction, label.from_date, label.label_id)):
        by_entity.setdefault(label.entity_id, []).append(label)
    labeled = [mention for mention in mentions if mention.entity_id in by_entity]
    findings = []
    for mention in labeled:
        others = [
            Mention(other.entity_id, other.start, other.end)
            for other in labeled
            if other.block_id == mention.block_id and other.entity_id != mention.entity_id
        ]
        for label in _in_language(by_entity[mention.entity_id], rules):
            outcome = _outcome(label, rules)
            if outcome is Outcome.ADDED and is_written(
                note=label.note,
                text=texts[mention.block_id],
                mention=Mention(mention.entity_id, mention.start, mention.end),
                others=others,
                language=label.language,
            ):
                outcome = Outcome.WRITTEN
            findings.append(LabelFinding(mention, label, outcome))
    return tuple(findings)


def placements(findings: Iterable[LabelFinding], *, language: str) -> tuple[LabelPlacement, ...]:
    """Return the labels that hold for the story: those to be rendered and those the writer has written."""
    return tuple(
        LabelPlacement(
            block_id=finding.mention.block_id,
            start=finding.mention.start,
            end=finding.mention.end,
            entity_id=finding.mention.entity_id,
            note=finding.label.note,
            jurisdiction=finding.label.jurisdiction,
            written_by_author=finding.outcome is Outcome.WRITTEN,
            offset=finding.mention.offset,
            language="" if _same_language(finding.label.language, language) else finding.label.language,
        )
        for finding in findings
        if finding.outcome in (Outcome.ADDED, Outcome.WRITTEN)
    )


def notes_for_block(placed: Iterable[LabelPlacement], block_id: str) -> tuple[Note, ...]:
    """Return the notes to be inserted into one block; the same words at one place only once."""
    notes = [
        Note(placement.offset, placement.note, placement.language)
        for placement in placed
        if placement.block_id == block_id and not placement.written_by_author
    ]
    return tuple(dict.fromkeys(notes))


def _note_offset(text: str, mention: Mention, mentions: Collection[Mention]) -> int:
    """Return where the note goes: behind “(IS)” too when the name is followed by its abbreviation."""
    offset = place_after(text, mention.end)
    for other in mentions:
        bracketed = text[offset : other.start] == " (" and text[other.end : other.end + 1] == ")"
        if other.entity_id == mention.entity_id and bracketed:
            return other.end + 1
    return offset


def _in_language(labels: Iterable[LabelFact], rules: LabelRules) -> Iterator[LabelFact]:
    """Choose for each designation the wording in the story's language, else in the paper's."""
    designations: dict[tuple[str, date], list[LabelFact]] = {}
    for label in labels:
        designations.setdefault((label.jurisdiction, label.from_date), []).append(label)
    for wordings in designations.values():
        for language in (rules.language, rules.paper_language):
            fit = [label for label in wordings if _same_language(label.language, language)]
            if fit:
                yield from fit
                break
        else:
            yield wordings[0]


def _outcome(label: LabelFact, rules: LabelRules) -> Outcome:
    usable = (rules.language, rules.paper_language)
    reasons = (
        (Outcome.SWITCHED_OFF, rules.switched_off),
        (Outcome.NOT_OBEYED, label.jurisdiction not in rules.jurisdictions),
        (Outcome.UNUSED, not label.is_active),
        (Outcome.OLDER_STORY, rules.published_on < label.from_date),
        (Outcome.ENDED, label.until_date is not None and rules.published_on >= label.until_date),
        (Outcome.NO_WORDING, not any(_same_language(label.language, language) for language in usable)),
    )
    return next((outcome for outcome, applies in reasons if applies), Outcome.ADDED)


def _same_language(left: str, right: str) -> bool:
    return primary_language(left) == primary_language(right)
