"""Reads of names, labels and owners. Each announces what a page that uses it depends on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from dateline.edition.keys import announce, once
from dateline.entities.choices import Kind
from dateline.entities.labels import (
    LabelFact,
    LabelFinding,
    LabelPlacement,
    LabelRules,
    PlacedMention,
    TextBlock,
    first_mentions,
    judged_labels,
    placements,
)
from dateline.entities.mentions import NameIndex, Spelling, build_index, find_mentions
from dateline.entities.models import (
    LABELS_KEY,
    NAMES_KEY,
    OWNERS_KEY,
    Entity,
    EntityName,
    LegalLabel,
    OwnershipNote,
)
from dateline.entities.word_forms import primary_language

_NameRow: TypeAlias = tuple[int, str, str, str, str, bool]


@dataclass(frozen=True, slots=True)
class LabelReport:
    """What the desk is told about the names in a story."""

    mentions: tuple[PlacedMention, ...]
    """First mention of every entity, in the order of the story."""
    findings: tuple[LabelFinding, ...]
    """Every label of those entities: added, written by the author, or why it stays away."""
    names: dict[int, str]
    """Preferred name of each mentioned entity, by its id."""


def labels_for_story(
    *,
    blocks: Sequence[TextBlock],
    language: str,
    published_on: date,
    jurisdictions: Collection[str],
    switched_off: bool,
    paper_language: str | None = None,
) -> tuple[LabelPlacement, ...]:
    """Return the legal labels of a story, each at the first mention of its entity, in at most two queries.

    A story that is switched off, or a paper that obeys no jurisdiction, does not depend on any name.
    """
    if switched_off or not jurisdictions:
        return ()
    rules = _rules(language, paper_language, published_on, jurisdictions, switched_off)
    _mentions, findings, _rows = _judged(blocks, rules)
    return placements(findings, language=language)


def label_report(
    *,
    blocks: Sequence[TextBlock],
    language: str,
    published_on: date,
    jurisdictions: Collection[str],
    switched_off: bool,
    paper_language: str | None = None,
) -> LabelReport:
    """Return for the desk who is named in a story, and what became of each of their labels."""
    rules = _rules(language, paper_language, published_on, jurisdictions, switched_off)
    mentions, findings, rows = _judged(blocks, rules)
    names = _preferred_names(
        rows, {mention.entity_id for mention in mentions}, (language, rules.paper_language)
    )
    return LabelReport(mentions, findings, names)


@dataclass(frozen=True, slots=True)
class DeskNames:
    """Every spelling for the copy desk, with indexes that find them."""

    spellings: dict[int, tuple[str, str, bool]]
    """By the spelling's number: as written, what the paper prefers in the language, whether it is avoided."""
    by_spelling: NameIndex
    by_entity: NameIndex


def names_for_desk(language: str) -> DeskNames:
    """Return the names as the copy desk needs them for a language. For no page: announces nothing."""
    rows = list(
        EntityName.objects.order_by("pk").values_list(
            "pk", "entity_id", "text", "language", "letter_case", "entity__kind", "is_preferred", "is_avoided"
        )
    )
    code = primary_language(language)
    preferred = {row[1]: row[2] for row in rows if row[6] and primary_language(row[3]) == code}
    own = [row for row in rows if primary_language(row[3]) == code]
    index = build_index(
        (Spelling(row[0], row[2], row[3], row[4], plural=row[5] == Kind.ORGANIZATION) for row in own),
        language=code,
    )
    return DeskNames(
        {row[0]: (row[2], preferred.get(row[1], ""), row[7]) for row in own},
        index,
        _index(tuple((row[1], row[2], row[3], row[4], row[5], row[6]) for row in rows), code),
    )


def labels_for_desk() -> tuple[LabelFact, ...]:
    """Return every legal label for the copy desk. For no page: announces nothing."""
    stored = LegalLabel.objects.order_by("pk").values_list(
        "pk", "entity_id", "jurisdiction", "language", "note", "from_date", "until_date", "is_active"
    )
    return tuple(LabelFact(*row) for row in stored)


def ownership_note_for_credit(credit: str, language: str, *, paper_language: str | None = None) -> str:
    """Return the ownership note of the first entity named in a picture credit, or an empty string."""
    return ownership_notes_for_credits([credit], language, paper_language=paper_language)[credit]


def ownership_notes_for_credits(
    credit_lines: Collection[str], language: str, *, paper_language: str | None = None
) -> dict[str, str]:
    """Return the ownership note for each of a page's picture credits, in at most three queries.

    An entity without a note of its own is shown with its owner, and the nearest owner's note if there is one.
    """
    notes = dict.fromkeys(credit_lines, "")
    if not any(credit_lines):
        return notes
    announce(NAMES_KEY, OWNERS_KEY)
    rows = _name_rows()
    index = _index(rows, None)
    named = {credit: find_mentions(index, credit) for credit in notes}
    if not any(named.values()):
        return notes
    owners = dict(Entity.objects.order_by("pk").values_list("pk", "owner_id"))
    languages = (language, paper_language or settings.LANGUAGE_CODE)
    written = _ownership_notes(languages)
    names = _preferred_names(rows, set(owners), languages)
    for credit, mentions in named.items():
        worded = (_ownership(mention.entity_id, owners, written, names, language) for mention in mentions)
        notes[credit] = next(filter(None, worded), "")
    return notes


def _rules(
    language: str,
    paper_language: str | None,
    published_on: date,
    jurisdictions: Collection[str],
    switched_off: bool,
) -> LabelRules:
    own = paper_language or settings.LANGUAGE_CODE
    return LabelRules(language, own, published_on, frozenset(jurisdictions), switched_off)


def _judged(
    blocks: Sequence[TextBlock], rules: LabelRules
) -> tuple[tuple[PlacedMention, ...], tuple[LabelFinding, ...], tuple[_NameRow, ...]]:
    announce(NAMES_KEY, LABELS_KEY)
    rows = _name_rows()
    mentions = first_mentions(_index(rows, primary_language(rules.language)), blocks)
    if not mentions:
        return (), (), rows
    stored = LegalLabel.objects.order_by("pk").values_list(
        "pk",
        "entity_id",
        "jurisdiction",
        "language",
        "note",
        "from_date",
        "until_date",
        "is_active",
    )
    named = {mention.entity_id for mention in mentions}
    labels = [LabelFact(*row) for row in stored if row[1] in named]
    return mentions, judged_labels(blocks=blocks, mentions=mentions, labels=labels, rules=rules), rows


def _name_rows() -> tuple[_NameRow, ...]:
    return once("entities/names", _read_name_rows)


def _read_name_rows() -> tuple[_NameRow, ...]:
    return tuple(
        EntityName.objects.order_by("pk").values_list(
            "entity_id", "text", "language", "letter_case", "entity__kind", "is_preferred"
        )
    )


@lru_cache(maxsize=8)
def _index(rows: tuple[_NameRow, ...], language: str | None) -> NameIndex:
    """Return the index of the names just read.

    The names themselves are the cache's key: a number or a time of change could be given twice when a
    transaction is rolled back or a clock is set, and then a page would be built from names nobody has.
    """
    spellings = (
        Spelling(entity_id, text, spelled_in, letter_case, plural=kind == Kind.ORGANIZATION)
        for entity_id, text, spelled_in, letter_case, kind, _preferred in rows
    )
    return build_index(spellings, language=language)


def _preferred_names(
    rows: Sequence[_NameRow], entities: Collection[int], languages: Sequence[str]
) -> dict[int, str]:
    order = [primary_language(language) for language in languages]
    best: dict[int, tuple[tuple[int, bool], str]] = {}
    for entity_id, text, language, _case, _kind, is_preferred in rows:
        if entity_id in entities:
            code = primary_language(language)
            rank = (order.index(code) if code in order else len(order), not is_preferred)
            if entity_id not in best or rank < best[entity_id][0]:
                best[entity_id] = (rank, text)
    return {entity_id: text for entity_id, (_rank, text) in best.items()}


def _ownership_notes(languages: Sequence[str]) -> dict[int, str]:
    stored = list(OwnershipNote.objects.order_by("pk").values_list("entity_id", "language", "text"))
    notes: dict[int, str] = {}
    for wanted in map(primary_language, languages):
        for entity_id, language, text in stored:
            if primary_language(language) == wanted:
                notes.setdefault(entity_id, text)
    return notes


def _ownership(
    entity_id: int,
    owners: dict[int, int | None],
    written: dict[int, str],
    names: dict[int, str],
    language: str,
) -> str:
    if entity_id in written:
        return written[entity_id]
    owner = owners.get(entity_id)
    seen = {entity_id}
    nearest = owner
    while owner is not None and owner not in written and owner not in seen:
        seen.add(owner)
        owner = owners.get(owner)
    with translation.override(language):
        if owner is not None and owner in written:
            return _("owned by %(owner)s (%(note)s)") % {
                "owner": names.get(owner, ""),
                "note": written[owner],
            }
        return _("owned by %(owner)s") % {"owner": names[nearest]} if nearest in names else ""
