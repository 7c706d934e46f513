"""What the screens of imports show: the first stories of an archive, how far a run is, its report."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dateline.archive.choices import OUTCOME_WORDS, Outcome, RunState
from dateline.archive.models import ImportRun
from dateline.archive.runs.carrying import carry_dry
from dateline.archive.runs.places import entries_file, files_in
from dateline.archive.runs.starting import BUSY, is_at_work

SHOWN = 10
LOOKED_AT = 200
"""Documents of which sections and authors are listed."""
FILES_LOOKED_AT = 400
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Preview:
    """The first stories as they would come in, and the names that they bring."""

    entries: list[dict[str, Any]]
    sections: list[str]
    authors: dict[str, str]
    """New names that may be another writing of a known one, with that one."""


def preview_of(run: ImportRun) -> Preview:
    """Read the beginning of an archive; nothing is written."""
    sources = [str(path) for path in islice(files_in(map(Path, run.sources)), FILES_LOOKED_AT)]
    trial = ImportRun(sources=sources, format=run.format, options=run.options)
    with tempfile.TemporaryDirectory() as folder:
        carrying = carry_dry(trial, entries=Path(folder) / "entries.jsonl", most=LOOKED_AT)
        entries = list(carrying.entries)
    sections = {name: "" for entry in entries for name in (entry["section"], *entry["sections"]) if name}
    authors: dict[str, str] = {}
    for entry in entries:
        for note in entry["notes"]:
            name, mark, rest = note.removeprefix("new author: ").partition(" (or is it ")
            if mark:
                authors[name] = rest.partition("?")[0]
    return Preview(
        list(map(_in_words, entries[:SHOWN])), list(sections)[:60], dict(islice(authors.items(), 60))
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    run: ImportRun
    is_busy: bool
    is_lost: bool
    """It says that it runs, and nothing does: it was killed."""
    percent: int
    rate: str
    left: str
    outcomes: dict[str, int] = field(default_factory=dict)

    @property
    def may_start(self) -> bool:
        return not self.is_busy and self.run.state in (
            RunState.WAITING,
            RunState.STOPPED,
            RunState.FAILED,
            RunState.RUNNING,
        )

    @property
    def may_undo(self) -> bool:
        return not self.is_busy and self.run.done > 0 and self.run.state != RunState.UNDONE


def progress_of(run: ImportRun, *, now: datetime) -> Progress:
    """Return how far a run is at this moment."""
    at_work = is_at_work()
    is_busy = run.state in BUSY and at_work
    percent = min(100, 100 * run.files_done // run.total) if run.total > 1 else 0
    seconds = (now - run.started_at).total_seconds() if run.started_at else 0
    rate = run.done / seconds if seconds > 1 and is_busy else 0
    left = ""
    if rate and run.total > 1 and run.files_done:
        minutes = int(seconds * (run.total - run.files_done) / run.files_done / 60) + 1
        left = ngettext("about %s minute left", "about %s minutes left", minutes) % minutes
    return Progress(
        run=run,
        is_busy=is_busy,
        is_lost=run.state in BUSY and not at_work,
        percent=percent,
        rate=_("%s a second") % round(rate) if rate else "",
        left=left,
        outcomes={outcome_words(one): count for one, count in run.counts.get("outcomes", {}).items()},
    )


def entries_from(run: ImportRun, start: int, *, only_trouble: bool) -> tuple[list[dict[str, Any]], int]:
    """Return some entries of the report from a byte on, and the byte after them; 0 at the end."""
    path = entries_file(run)
    found: list[dict[str, Any]] = []
    if not path.exists():
        return found, 0
    with path.open("rb") as file:
        # Only the start of a line is the start of an entry.
        file.seek(max(start - 1, 0))
        position = max(start - 1, 0) + (len(file.readline()) if start else 0)
        for line in file:
            position += len(line)
            entry = json.loads(line)
            if not only_trouble or _is_trouble(entry):
                found.append(_in_words(entry))
            if len(found) == AT_ONCE:
                return found, position if position < run.report_size else 0
    return found, 0


def outcome_words(outcome: str) -> str:
    """Return an outcome for people."""
    return str(OUTCOME_WORDS[Outcome(outcome)]) if outcome in set(Outcome) else outcome


def _in_words(entry: dict[str, Any]) -> dict[str, Any]:
    return {**entry, "outcome_words": outcome_words(entry["outcome"])}


def _is_trouble(entry: dict[str, Any]) -> bool:
    return bool(entry["errors"] or entry["missing_pictures"] or entry["unmapped"]) or entry["outcome"] in (
        "failed",
        "conflict",
        "duplicate",
    )
