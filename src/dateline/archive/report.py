"""The report on an import: for machines as JSON, for people as text, of any size: it is written on the way.

Each document is a line of a file beside the run while it goes on. A run that was killed cuts the file where
the database ends, and goes on writing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any, TextIO

from dateline.archive.pagedump.paper import PaperLedger, paper_settings, paper_toml
from dateline.archive.records import Document, OldPicture, Problem, Related


@dataclass(slots=True)
class Entries:
    """The entries of a report in a file, one a line."""

    path: Path
    size: int = 0

    def begin(self, size: int) -> None:
        """Keep the first ``size`` bytes of what an earlier start wrote, and nothing of the rest."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as file:
            self.size = min(size, file.tell())
            file.truncate(self.size)

    def write(self, entries: Iterable[Mapping[str, Any]]) -> int:
        """Add entries and return the size of the file; they are on disk when this returns."""
        lines = "".join(f"{json.dumps(entry, ensure_ascii=False)}\n" for entry in entries)
        data = lines.encode("utf-8", "backslashreplace")
        with self.path.open("r+b") as file:
            # What a batch wrote whose transaction was then rolled back is written over.
            file.truncate(self.size)
            file.seek(self.size)
            file.write(data)
        return self.size + len(data)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        if self.path.exists():
            with self.path.open(encoding="utf-8") as file:
                yield from map(json.loads, file)


@dataclass(slots=True)
class Totals:
    """What a report says of all its documents together; small, whatever their number."""

    counts: Counter[str] = field(default_factory=Counter)
    paper: PaperLedger = field(default_factory=PaperLedger)

    def add(self, document: Document, entry: Mapping[str, Any]) -> None:
        """Count one document."""
        self.counts["files"] += document.document == 1
        self.counts["documents"] += 1
        self.counts["stories"] += document.is_story
        self.counts["with errors"] += bool(entry["errors"])
        self.counts["guessed"] += bool(entry["guessed"])
        self.counts["with missing"] += bool(entry["missing"])
        self.counts["missing pictures"] += len(entry["missing_pictures"])
        self.counts["unmapped"] += len(entry["unmapped"])
        self.counts[f"outcome {entry['outcome']}"] += 1
        self.paper.add(document.paper)

    @property
    def has_errors(self) -> bool:
        """Whether any document was reported with an error; the command then exits with 1."""
        return self.counts["with errors"] > 0

    def outcomes(self) -> dict[str, int]:
        """Return how many documents had each outcome."""
        prefix = "outcome "
        return {
            name.removeprefix(prefix): count for name, count in self.counts.items() if name.startswith(prefix)
        }

    def plain(self) -> dict[str, int]:
        """Return the other counts."""
        names = ("files", "documents", "stories", "with errors", "guessed", "with missing")
        return {name: self.counts[name] for name in (*names, "missing pictures", "unmapped")}

    def settings_text(self) -> str:
        """Return what is offered for paper.toml."""
        return paper_toml(self.paper.offer())


def write_json(
    file: TextIO,
    entries: Iterable[Mapping[str, Any]],
    *,
    totals: Totals,
    more: Mapping[str, Any] | None = None,
) -> None:
    """Write the report as JSON in the shape of ``docs/guides/import.md``, an entry at a time."""
    file.write('{\n"files": [')
    for number, entry in enumerate(entries):
        file.write(",\n" if number else "\n")
        json.dump(entry, file, ensure_ascii=False)
    told: dict[str, Any] = {name.replace(" ", "_"): count for name, count in totals.plain().items()}
    rest = {
        "paper": paper_settings(totals.paper.offer()),
        **(more or {}),
        "totals": told | {"outcomes": totals.outcomes()},
    }
    file.write("\n],\n" + json.dumps(rest, ensure_ascii=False, indent=2)[2:] + "\n")


def write_text(file: TextIO, entries: Iterable[Mapping[str, Any]], *, totals: Totals) -> None:
    """Write the report for people: each document, then the paper's settings, then the totals."""
    for entry in entries:
        file.write(entry_text(entry) + "\n")
    snippet = totals.settings_text()
    if snippet:
        file.write("Offered for paper.toml:\n\n" + snippet + "\n")
    file.write(totals_text(totals) + "\n")


def totals_text(totals: Totals) -> str:
    """Return the counts as a line."""
    counts = {name: count for name, count in totals.plain().items() if count or name == "documents"}
    return ", ".join(f"{count} {name}" for name, count in (counts | totals.outcomes()).items())


def file_entry(
    document: Document,
    *,
    outcome: str | None = None,
    errors: Iterable[Problem] = (),
    address: str = "",
    notes: Sequence[str] = (),
    unmapped: Sequence[str] = (),
    missing_pictures: Sequence[tuple[str, str]] = (),
) -> dict[str, Any]:
    """Return the report's entry for one document."""
    problems = [*document.errors, *errors]
    return {
        "file": document.file,
        "document": document.document,
        "id": document.id,
        "kind": document.kind,
        "status": document.status,
        "outcome": outcome or ("read" if document.is_story and not problems else "failed"),
        "address": address,
        "old_addresses": [one for one in (document.address, *document.other_addresses) if one],
        **_told(document),
        "encoding": document.encoding,
        "confidence": document.confidence,
        "found": [name for name, finding in document.findings.items() if finding.how == "found"],
        "guessed": document.guessed,
        "missing": list(document.missing),
        "missing_pictures": [{"source": source, "why": why} for source, why in missing_pictures],
        "unmapped": [*document.unmapped, *unmapped],
        "fields": {
            name: {"how": finding.how, "confidence": finding.confidence, "why": finding.why}
            for name, finding in document.findings.items()
        },
        "dropped": [
            {"line": drop.line, "text": drop.text[:200], "why": drop.why} for drop in document.dropped
        ],
        "errors": [{"where": at.where, "what": at.what, "expected": at.expected} for at in problems],
        "notes": list(notes),
    }


def entry_text(entry: Mapping[str, Any]) -> str:
    """Return one entry of the report as a few lines for people."""
    lines = [f"{entry['file']}: {entry['outcome']}, confidence {entry['confidence']}"]
    for name in ("address", "headline", "section", "published", "updated", "credit"):
        if entry.get(name):
            lines.append(f"  {name}: {entry[name]}")
    for name in ("authors", "paragraphs", "related"):
        if entry[name]:
            lines.append(f"  {name}: {', '.join(entry[name]) if name == 'authors' else len(entry[name])}")
    lines.extend(f"  guessed {name}: {why}" for name, why in entry["guessed"].items())
    lines.extend(f"  {note}" for note in entry["notes"])
    if entry["missing"]:
        lines.append(f"  missing: {', '.join(entry['missing'])}")
    lines.extend(f"  missing picture {one['source']}: {one['why']}" for one in entry["missing_pictures"])
    lines.extend(f"  no place for {one}" for one in entry["unmapped"])
    for at in entry["errors"]:
        lines.append(f"  ERROR {at['where']}: {at['what']} (expected {at['expected']})")
    return "\n".join(lines) + "\n"


def _told(document: Document) -> dict[str, Any]:
    """Return what the document itself tells."""
    return {
        "headline": document.headline,
        "standfirst": document.standfirst,
        "section": document.section,
        "sections": list(document.sections),
        "published": document.published.isoformat() if document.published else None,
        "updated": document.updated.isoformat() if document.updated else None,
        "updates": [update.isoformat() for update in document.updates],
        "authors": list(document.authors),
        "credit": document.credit,
        "credits": list(document.credits),
        "caption": document.caption,
        "paragraphs": list(document.paragraphs),
        "subheadings": list(document.subheadings),
        "blocks": [{"kind": block.kind, "text": block.text} for block in document.blocks],
        "related": _related(document.related),
        "inline_related": _related(document.inline_related),
        "tags": list(document.tags),
        "topics": list(document.topics),
        "series": document.series,
        "label": document.label,
        "language": document.language,
        "bio": document.bio,
        "pictures": [picture.source for picture in _pictures(document)],
    }


def _pictures(document: Document) -> Iterator[OldPicture]:
    if document.lead_picture is not None:
        yield document.lead_picture
    for block in document.blocks:
        yield from block.pictures


def _related(items: tuple[Related, ...]) -> list[dict[str, str | None]]:
    return [{"headline": item.headline, "section": item.section} for item in items]


@dataclass(slots=True)
class Report:
    """A whole report in memory, for a handful of documents."""

    totals: Totals = field(default_factory=Totals)
    entries: list[dict[str, Any]] = field(default_factory=list)

    def add(self, document: Document, **told: Any) -> None:
        """Add one document; ``told`` is what ``file_entry`` takes."""
        entry = file_entry(document, **told)
        self.entries.append(entry)
        self.totals.add(document, entry)

    def as_json(self) -> str:
        """Return the report as JSON, readable in any script."""
        file = StringIO()
        write_json(file, self.entries, totals=self.totals)
        return file.getvalue()

    def as_dict(self) -> dict[str, Any]:
        """Return what the JSON says."""
        told: dict[str, Any] = json.loads(self.as_json())
        return told

    def as_text(self) -> str:
        """Return the report for people."""
        file = StringIO()
        write_text(file, self.entries, totals=self.totals)
        return file.getvalue()

    @property
    def has_errors(self) -> bool:
        """Whether any document has an error."""
        return self.totals.has_errors
