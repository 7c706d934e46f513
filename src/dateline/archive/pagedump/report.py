"""The report on an import of page dumps: for people as text, for machines as JSON."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.archive.pagedump.paper import PaperLedger, paper_settings, paper_toml
from dateline.archive.records import Document, Problem, Related


@dataclass(slots=True)
class Report:
    """Collects records one by one, each with what became of it."""

    _files: list[dict[str, object]] = field(default_factory=list)
    _paper: PaperLedger = field(default_factory=PaperLedger)
    _totals: Counter[str] = field(default_factory=Counter)

    def add(
        self,
        dump: Document,
        *,
        outcome: str | None = None,
        errors: Iterable[Problem] = (),
        address: str = "",
        notes: Iterable[str] = (),
    ) -> None:
        """Add one record; `errors` and `notes` came up after reading, such as in the database."""
        entry = file_entry(dump, outcome=outcome, errors=errors)
        entry["address"] = address
        entry["notes"] = list(notes)
        self._files.append(entry)
        self._paper.add(dump.paper)
        self._totals["files"] += dump.document == 1
        self._totals["documents"] += 1
        self._totals["stories"] += dump.is_story
        self._totals["with errors"] += bool(entry["errors"])
        self._totals[f"outcome {entry['outcome']}"] += 1

    @property
    def has_errors(self) -> bool:
        """Whether any file was reported with an error; the command then exits with 1."""
        return self._totals["with errors"] > 0

    def as_dict(self) -> dict[str, object]:
        """Return the report in the shape of its JSON: `files`, `paper`, `totals`."""
        totals: dict[str, object] = {
            name.replace(" ", "_"): count for name, count in self._plain_totals().items()
        }
        totals["outcomes"] = self._outcomes()
        return {"files": self._files, "paper": paper_settings(self._paper.offer()), "totals": totals}

    def as_json(self) -> str:
        """Return the report as JSON, readable in any script."""
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=2) + "\n"

    def as_text(self) -> str:
        """Return the report for people: each file, then the paper's settings, then the totals."""
        parts = [entry_text(entry) for entry in self._files]
        snippet = paper_toml(self._paper.offer())
        if snippet:
            parts.append("Offered for paper.toml:\n\n" + snippet)
        totals = self._plain_totals() | self._outcomes()
        parts.append(", ".join(f"{count} {name}" for name, count in totals.items()))
        return "\n".join(parts) + "\n"

    def _plain_totals(self) -> dict[str, int]:
        return {name: self._totals[name] for name in ("files", "documents", "stories", "with errors")}

    def _outcomes(self) -> dict[str, int]:
        prefix = "outcome "
        return {
            name.removeprefix(prefix): count
            for name, count in self._totals.items()
            if name.startswith(prefix)
        }


def file_entry(
    dump: Document, *, outcome: str | None = None, errors: Iterable[Problem] = ()
) -> dict[str, object]:
    """Return the report's entry for one record."""
    problems = [*dump.errors, *errors]
    return {
        "file": dump.file,
        "document": dump.document,
        "outcome": outcome or ("read" if dump.is_story and not problems else "failed"),
        "headline": dump.headline,
        "standfirst": dump.standfirst,
        "section": dump.section,
        "published": dump.published.isoformat() if dump.published else None,
        "updated": dump.updated.isoformat() if dump.updated else None,
        "updates": [update.isoformat() for update in dump.updates],
        "authors": list(dump.authors),
        "credit": dump.credit,
        "credits": list(dump.credits),
        "caption": dump.caption,
        "paragraphs": list(dump.paragraphs),
        "subheadings": list(dump.subheadings),
        "blocks": [{"kind": block.kind, "text": block.text} for block in dump.blocks],
        "related": _related(dump.related),
        "inline_related": _related(dump.inline_related),
        "tags": list(dump.tags),
        "bio": dump.bio,
        "encoding": dump.encoding,
        "confidence": dump.confidence,
        "found": [name for name, finding in dump.findings.items() if finding.how == "found"],
        "guessed": dump.guessed,
        "missing": list(dump.missing),
        "fields": {
            name: {"how": finding.how, "confidence": finding.confidence, "why": finding.why}
            for name, finding in dump.findings.items()
        },
        "dropped": [{"line": drop.line, "text": drop.text[:200], "why": drop.why} for drop in dump.dropped],
        "errors": [{"where": at.where, "what": at.what, "expected": at.expected} for at in problems],
    }


def entry_text(entry: dict[str, object]) -> str:
    """Return one entry of the report as a few lines for people."""
    lines = [f"{entry['file']}: {entry['outcome']}, confidence {entry['confidence']}"]
    for name in ("address", "headline", "section", "published", "updated", "credit"):
        if entry.get(name):
            lines.append(f"  {name}: {entry[name]}")
    for name in ("authors", "paragraphs", "related"):
        value = entry[name]
        if isinstance(value, list) and value:
            lines.append(f"  {name}: {', '.join(value) if name == 'authors' else len(value)}")
    guessed, missing, errors = entry["guessed"], entry["missing"], entry["errors"]
    if isinstance(guessed, dict):
        lines.extend(f"  guessed {name}: {why}" for name, why in guessed.items())
    notes = entry.get("notes")
    if isinstance(notes, list):
        lines.extend(f"  {note}" for note in notes)
    if isinstance(missing, list) and missing:
        lines.append(f"  missing: {', '.join(missing)}")
    if isinstance(errors, list):
        lines.extend(f"  ERROR {at['where']}: {at['what']} (expected {at['expected']})" for at in errors)
    return "\n".join(lines) + "\n"


def _related(items: tuple[Related, ...]) -> list[dict[str, str | None]]:
    return [{"headline": item.headline, "section": item.section} for item in items]
