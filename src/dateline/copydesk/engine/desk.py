"""What the paper has laid down: its rules, words and names, ready for the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.copydesk.choices import HouseRuleKind, Severity
from dateline.entities.labels import LabelFact
from dateline.entities.mentions import NameIndex

NO_NAMES = NameIndex({})


@dataclass(frozen=True, slots=True)
class HouseRule:
    """A rule that the paper wrote."""

    id: str
    kind: HouseRuleKind
    pattern: str
    """Words to replace, one line each; a pattern; or the term to be explained."""
    replacement: str
    severity: Severity
    message: str
    why: str = ""
    language: str = ""
    """Empty: every language."""
    any_case: bool = True


@dataclass(frozen=True, slots=True)
class NameFact:
    """A spelling of an entity that the paper prefers or avoids."""

    text: str
    preferred: str
    is_avoided: bool = False


@dataclass(frozen=True, slots=True)
class Labels:
    """What the law says of names, and what the paper makes of it."""

    index: NameIndex = NO_NAMES
    facts: tuple[LabelFact, ...] = ()
    jurisdictions: frozenset[str] = frozenset()
    adds_notes: bool = False
    """True when notes are set into the text by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything besides the story that decides about findings."""

    paper_language: str = "en"
    house_rules: tuple[HouseRule, ...] = ()
    dictionary: frozenset[str] = frozenset()
    """Words that are right, in lower case."""
    names: Mapping[int, NameFact] = field(default_factory=dict)
    name_index: NameIndex = NO_NAMES
    """Finds the spellings of ``names`` by their number."""
    labels: Labels = field(default_factory=Labels)
    severities: Mapping[str, str] = field(default_factory=dict)
    """Rules whose severity the paper has changed; empty text for a rule that is switched off."""
