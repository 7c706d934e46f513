"""The rules that come with Dateline as data, in the form of the paper's own."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils import translation

from dateline.copydesk.choices import HouseRuleKind, Severity
from dateline.copydesk.engine.desk import HouseRule

FOLDER = Path(__file__).parent.parent / "wordlists"
LANGUAGES = ("en", "ru")


@dataclass(frozen=True, slots=True)
class ShippedRule:
    """A shipped rule with its examples, which the tests run."""

    rule: HouseRule
    must_match: tuple[str, ...]
    must_not_match: tuple[str, ...]


def shipped_rules(language: str) -> tuple[HouseRule, ...]:
    """Return the rules for texts of the language, explained in the language of the desk."""
    return tuple(one.rule for one in shipped(language, (translation.get_language() or "en")[:2]))


@lru_cache(maxsize=8)
def shipped(language: str, spoken: str = "en") -> tuple[ShippedRule, ...]:
    """Return the shipped rules of a language with their examples."""
    if language not in LANGUAGES:
        return ()
    entries = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))["rule"]
    return tuple(_read(entry, language, spoken) for entry in entries)


def _read(entry: dict[str, object], language: str, spoken: str) -> ShippedRule:
    def words(name: str) -> str:
        return str(entry.get(f"{name}_{spoken}") or entry.get(name) or "")

    rule = HouseRule(
        id=f"grammar.{language}.{entry['name']}",
        kind=HouseRuleKind(str(entry["kind"])),
        pattern=str(entry["pattern"]).strip(),
        replacement=str(entry.get("replacement", "")),
        severity=Severity(str(entry.get("severity", "error"))),
        message=words("message"),
        language=language,
    )
    yes, no = entry["yes"], entry["no"]
    assert isinstance(yes, list)  # noqa: S101 - the file is ours, and tested
    assert isinstance(no, list)  # noqa: S101 - the file is ours, and tested
    return ShippedRule(rule, tuple(map(str, yes)), tuple(map(str, no)))
