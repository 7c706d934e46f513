"""Run an import: find the files, read them, bring each in, and say what became of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dateline.archive.actions import Imported, import_document, preview_document
from dateline.archive.choices import Outcome
from dateline.archive.formats import UnknownFormatError, choose
from dateline.archive.pagedump.report import Report
from dateline.archive.records import Document, Problem

PROBLEMATIC = (Outcome.FAILED, Outcome.CONFLICT)


def import_archive(*, sources: list[Path], as_: str | None, dry_run: bool, report_file: Path | None) -> bool:
    """Import files and folders and print the report; return True when anything had a problem.

    One document after the other, each in its own transaction: a run that is killed goes on where it was.
    """
    files = list(files_in(sources))
    console = Console(stderr=True)
    if not files:
        names = ", ".join(map(str, sources))
        console.print(f"There is no file in {names}; expected files to import.", style="red", markup=False)
        return True
    try:
        chosen = choose(files, as_)
    except UnknownFormatError as error:
        # One unreadable file among many must not hide in a message about formats.
        if as_ is not None:
            console.print(f"{error}", style="red", markup=False)
            return True
        chosen = choose(files, "pagedump")
    report = Report()
    troubled = False
    for dump in _with_progress(
        chosen.read(files, zone=timezone.get_default_timezone()), total=len(files), console=console
    ):
        imported = _one(dump, dry_run=dry_run)
        troubled = troubled or imported.outcome in PROBLEMATIC
        report.add(
            dump,
            outcome=imported.outcome,
            errors=imported.problems,
            address=imported.address,
            notes=imported.notes,
        )
    if report_file is not None:
        report_file.write_text(report.as_json(), encoding="utf-8")
    sys.stdout.write(report.as_text())
    return troubled or report.has_errors


def files_in(sources: Iterable[Path]) -> Iterator[Path]:
    """Yield the files named, and every file below the folders named, in order of their names."""
    for source in sources:
        if source.is_dir():
            found = (path for path in source.rglob("*") if path.is_file() and not path.name.startswith("."))
            yield from sorted(found)
        else:
            yield source


def _one(dump: Document, *, dry_run: bool) -> Imported:
    try:
        if dry_run:
            return preview_document(dump=dump, language=settings.LANGUAGE_CODE)
        return import_document(dump=dump, language=settings.LANGUAGE_CODE, at=timezone.now())
    except Exception as error:  # noqa: BLE001 - one document must not end the import; it is in the report
        told = Problem("story", f"{type(error).__name__}: {error}", "a document that can be stored")
        return Imported(Outcome.FAILED, problems=(told,))


def _with_progress(dumps: Iterator[Document], *, total: int, console: Console) -> Iterator[Document]:
    columns = (TextColumn("{task.description}"), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("Importing", total=total)
        for dump in dumps:
            yield dump
            if dump.document == 1:
                progress.advance(task)
