"""Run an import from the command line: find the files, bring them in, and say what became of each."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dateline.archive.choices import PROBLEMATIC, RunState
from dateline.archive.formats import UnknownFormatError, choose
from dateline.archive.models import ImportRun
from dateline.archive.records import Problem
from dateline.archive.report import write_json, write_text
from dateline.archive.rules import RulesError, as_table
from dateline.archive.runs.carrying import Carrying, Watcher, carry_dry, carry_out
from dateline.archive.runs.places import ImportRunningError, files_in, only_import
from dateline.archive.table.mapping import read_mapping

UNFINISHED = (RunState.RUNNING, RunState.STOPPED, RunState.WAITING)
# Of a long report people read the file; the terminal gets what is to be looked at.
MOST_SHOWN = 300
LOOKED_AT = 50


def import_archive(
    *,
    sources: list[Path],
    as_: str | None,
    dry_run: bool,
    report_file: Path | None,
    rules: Path | None = None,
    pictures: list[Path] | None = None,
    fetch_pictures: bool = False,
    mapping: Path | None = None,
    readers: int = 0,
) -> bool:
    """Import files and folders and print the report; return True when anything had a problem.

    ``mapping`` says which column of tables becomes what, ``readers`` how many processes read. A run over the
    same sources that was killed or stopped is gone on with where it was.
    """
    console = Console(stderr=True)
    # To recognize the format the first will do; there may be a million.
    files = list(islice(files_in(sources), LOOKED_AT))
    if not files:
        names = ", ".join(map(str, sources))
        console.print(f"There is no file in {names}; expected files to import.", style="red", markup=False)
        return True
    try:
        format_name = _format(files, as_)
        reader = _reader_options(mapping, format_name)
        run = _run(sources, format_name, rules, pictures or [], fetch_pictures, reader)
    except (UnknownFormatError, RulesError) as error:
        console.print(str(error), style="red", markup=False)
        return True
    return _carry(run, dry_run=dry_run, report_file=report_file, readers=readers, console=console)


def _carry(
    run: ImportRun, *, dry_run: bool, report_file: Path | None, readers: int, console: Console
) -> bool:
    try:
        with (
            _progress(console) as watch,
            _carried(run, dry_run=dry_run, watch=watch, console=console, readers=readers) as done,
        ):
            _tell(done, report_file)
            troubled = any(done.totals.outcomes().get(outcome) for outcome in PROBLEMATIC)
            return troubled or done.totals.has_errors or bool(run.problem)
    except ImportRunningError as error:
        console.print(str(error), style="red", markup=False)
        return True


def _format(files: list[Path], as_: str | None) -> str:
    try:
        return choose(files, as_).name
    except UnknownFormatError:
        # One unreadable file among many must not hide in a message about formats.
        if as_ is not None:
            raise
        return "pagedump"


def _reader_options(mapping: Path | None, format_name: str) -> dict[str, str]:
    """Return what the reader is told besides the files. Raises RulesError for a mapping of no use."""
    if mapping is None:
        return {}
    if format_name != "table":
        raise RulesError(f"--mapping {mapping}: expected a table, and this is {format_name}; say --as table")
    problems: list[Problem] = []
    read_mapping(mapping, problems)
    if problems:
        raise RulesError(f"{mapping}: {problems[0].what}; expected {problems[0].expected}")
    return {"mapping": str(mapping.resolve())}


def _run(
    sources: list[Path],
    format_name: str,
    rules: Path | None,
    pictures: list[Path],
    fetches: bool,
    reader: dict[str, str],
) -> ImportRun:
    """Return the unfinished run over the same sources with the same options, else a new one, not saved."""
    options: dict[str, Any] = {"pictures": [str(one.resolve()) for one in pictures]}
    options["fetch_pictures"] = fetches
    if reader:
        options["reader"] = reader
    if rules is not None:
        try:
            text = rules.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise RulesError(f"{rules}: {error}; expected a TOML or CSV file in UTF-8") from None
        options["rules"] = as_table(text, is_csv=rules.suffix.lower() == ".csv")
    named = [str(source.resolve()) for source in sources]
    same = ImportRun.objects.filter(format=format_name, state__in=UNFINISHED).order_by("-pk")
    unfinished = next((run for run in same if run.sources == named and run.options == options), None)
    return unfinished or ImportRun(sources=named, format=format_name, options=options)


@contextmanager
def _carried(
    run: ImportRun, *, dry_run: bool, watch: Watcher, console: Console, readers: int
) -> Iterator[Carrying]:
    if dry_run:
        with tempfile.TemporaryDirectory() as folder:
            run = ImportRun(sources=run.sources, format=run.format, options=run.options)
            yield carry_dry(run, entries=Path(folder) / "entries.jsonl", watch=watch, readers=readers)
        return
    with only_import():
        if run.done:
            console.print(f"Going on with import {run.pk} after {run.done:,} documents.", markup=False)
        yield carry_out(run, watch=watch, readers=readers)


def _tell(carrying: Carrying, report_file: Path | None) -> None:
    more = {"problem": carrying.run.problem, "addresses_taken": carrying.taken}
    if report_file is not None:
        with report_file.open("w", encoding="utf-8") as file:
            write_json(file, carrying.entries, totals=carrying.totals, more=more)
    entries: Any = carrying.entries
    if carrying.run.done > MOST_SHOWN:
        entries = (entry for entry in carrying.entries if entry["errors"] or entry["outcome"] in PROBLEMATIC)
    write_text(sys.stdout, entries, totals=carrying.totals)
    if carrying.run.problem:
        sys.stdout.write(f"{carrying.run.problem}\n")


@contextmanager
def _progress(console: Console) -> Iterator[Watcher]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("Importing", total=None, rate="")
        clock: Callable[[], float] = progress.get_time
        start = clock()

        def watch(*, documents: int, files: int, total: int) -> None:
            seconds = max(clock() - start, 0.001)
            many = total > 1
            progress.update(
                task,
                total=total if many else None,
                completed=files if many else documents,
                rate=f"{documents / seconds:,.0f} stories/s",
            )

        yield watch
