"""Rules by which a paper maps what its archive calls things: a TOML or CSV file, or the form on the desk."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.archive.sameness import same_words

SUBJECTS = ("sections", "topics", "authors", "labels")
TARGETS = ("section", "topic", "series", "label", "author")
DROP = "drop"
LARGEST = 2_000_000


class RulesError(ValueError):
    """A file of rules cannot be read; the message says where and what was expected."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What something of the archive becomes: a kind of ``TARGETS`` and its name; both empty for nothing."""

    kind: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class AddressRule:
    """A form of old addresses: to the story of its number, to one place, or gone."""

    pattern: str
    to: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one import. Names are compared without regard to case, quotation marks and dashes."""

    verdicts: Mapping[str, Mapping[str, Verdict]] = field(default_factory=dict)
    addresses: tuple[AddressRule, ...] = ()
    default_section: str = "Archive"
    tags: str = "topic"
    """What tags without a rule become: ``topic`` or ``drop``."""
    further_sections: str = "topic"
    """What sections after the first become."""
    credit: str = "From the archive"
    """Credit of pictures for which the archive has none."""

    def on(self, subject: str, name: str) -> Verdict | None:
        """Return what a rule says of this name; None where there is none."""
        return self.verdicts.get(subject, {}).get(same_words(name))

    def digest(self) -> str:
        """Return a sign of these rules, which changes when they do."""
        told = repr(
            (
                sorted((s, sorted(v.items(), key=str)) for s, v in self.verdicts.items()),
                self.default_section,
                self.tags,
                self.further_sections,
                self.credit,
            )
        )
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def read_rules(path: Path) -> Rules:
    """Read a file of rules. Raises RulesError."""
    try:
        if path.stat().st_size > LARGEST:
            raise RulesError(f"{path}: the file is larger than {LARGEST:,} bytes; expected rules")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RulesError(f"{path}: {error}; expected a TOML or CSV file in UTF-8") from None
    return rules_from(text, is_csv=path.suffix.lower() == ".csv", name=str(path))


def rules_from(text: str, *, is_csv: bool = False, name: str = "rules") -> Rules:
    """Return the rules that a text states. Raises RulesError."""
    if is_csv:
        return _from_csv(text, name=name)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulesError(f"{name}: {error}") from None
    return rules_from_table(table, name=name)


def rules_from_table(table: Mapping[str, Any], *, name: str = "rules") -> Rules:
    """Return the rules of a TOML table or of the JSON that a run keeps. Raises RulesError."""
    known = {*SUBJECTS, "addresses", "options"}
    if unknown := sorted(set(table) - known):
        raise RulesError(f"{name}: {unknown[0]!r} is not known; expected one of {', '.join(sorted(known))}")
    verdicts = {
        subject: {
            same_words(old): verdict_from(str(new), subject=subject, name=name)
            for old, new in _table(table, subject, name).items()
        }
        for subject in SUBJECTS
    }
    options = _table(table, "options", name)
    allowed = {"default_section", "tags", "further_sections", "credit"}
    if unknown := sorted(set(options) - allowed):
        raise RulesError(f"{name}: option {unknown[0]!r}; expected one of {', '.join(sorted(allowed))}")
    addresses = table.get("addresses", [])
    return Rules(
        verdicts=verdicts,
        addresses=tuple(_address(row, name) for row in addresses),
        **{key: str(value) for key, value in options.items()},
    )


def as_table(rules_text: str, *, is_csv: bool) -> dict[str, Any]:
    """Return the rules of a text as JSON can keep them. Raises RulesError."""
    if is_csv:
        table: dict[str, Any] = {}
        for subject, old, new in _csv_rows(rules_text, "rules"):
            if subject == "addresses":
                table.setdefault("addresses", []).append({"pattern": old, "to": new})
            else:
                table.setdefault(subject, {})[old] = new
        return table
    rules_from(rules_text)
    loaded: dict[str, Any] = json.loads(json.dumps(tomllib.loads(rules_text), default=str))
    return loaded


def verdict_from(text: str, *, subject: str, name: str = "rules") -> Verdict:
    """Return what one rule says: ``Town``, ``topic: Harbour``, ``label: opinion`` or ``drop``."""
    kind, colon, rest = text.partition(":")
    if text.strip() in ("", DROP):
        return Verdict()
    if colon and kind.strip() in TARGETS:
        return Verdict(kind.strip(), rest.strip())
    if subject not in SUBJECTS:
        raise RulesError(f"{name}: {subject!r}; expected one of {', '.join(SUBJECTS)}")
    return Verdict(subject.removesuffix("s"), text.strip())


def _from_csv(text: str, *, name: str) -> Rules:
    return rules_from_table(as_table(text, is_csv=True), name=name)


def _csv_rows(text: str, name: str) -> Iterable[tuple[str, str, str]]:
    """Yield subject, old and new of each row; the first may name the columns."""
    for number, row in enumerate(csv.reader(io.StringIO(text)), 1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (number == 1 and cells[:2] == ["what", "from"]):
            continue
        if len(cells) != 3 or (cells[0] not in SUBJECTS and cells[0] != "addresses"):
            expected = ", ".join((*SUBJECTS, "addresses"))
            raise RulesError(f"{name}, row {number}: expected three columns, the first one of {expected}")
        yield cells[0], cells[1], cells[2]


def _table(table: Mapping[str, Any], key: str, name: str) -> Mapping[str, Any]:
    found = table.get(key, {})
    if not isinstance(found, Mapping):
        raise RulesError(f'{name}: {key} is no table; expected lines such as "old" = "new"')
    return found


def _address(row: Any, name: str) -> AddressRule:
    if not isinstance(row, Mapping) or not str(row.get("pattern", "")).startswith("/"):
        raise RulesError(f"{name}: an entry of addresses; expected a pattern that begins with /")
    return AddressRule(str(row["pattern"]), str(row.get("to", "")), bool(row.get("gone", False)))
