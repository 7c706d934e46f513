"""What the command says of imports and of old addresses."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from django.utils.module_loading import import_string

from dateline.archive.choices import RunState
from dateline.archive.models import ImportRun
from dateline.archive.old.asking import ask_paper
from dateline.archive.old.replay import lines_of, replay
from dateline.archive.runs.places import ImportRunningError
from dateline.archive.runs.starting import undo

# The reader's package lies above; commands have everything.
FINDER = "dateline.reader.finding.own_addresses"


def print_runs() -> None:
    """Print a line for each import."""
    for run in ImportRun.objects.select_related("user")[:100]:
        outcomes = ", ".join(f"{count} {name}" for name, count in run.counts.get("outcomes", {}).items())
        began = f"{run.started_at:%Y-%m-%d %H:%M}" if run.started_at else "not begun"
        sys.stdout.write(
            f"{run.pk}  {began}  {run.format}  {run.state}  {run.done:,} documents  {outcomes}\n"
        )


def undo_and_tell(*, number: int) -> bool:
    """Undo an import and print what became of it; return False when that cannot be done."""
    run = ImportRun.objects.filter(pk=number).first()
    if run is None:
        sys.stderr.write(f"There is no import {number}; “dateline archive runs” lists them.\n")
        return False
    if run.state == RunState.UNDONE:
        sys.stdout.write(f"Import {number} is undone already.\n")
        return True
    try:
        counts = undo(run=run, by=run.user)
    except ImportRunningError as error:
        sys.stderr.write(f"{error}\n")
        return False
    sys.stdout.write(
        f"{counts['removed']:,} removed, {counts['kept']:,} kept because the desk has edited them.\n"
    )
    return True


def replay_and_tell(*, files: Sequence[str]) -> bool:
    """Print what the paper answers to the addresses of these files; return whether none is lost."""
    find: Callable[[Sequence[str]], set[str]] = import_string(FINDER)
    done = replay(lines_of(files), ask=ask_paper, find=find)
    for status, count in sorted(done.counts.items()):
        sys.stdout.write(f"{count:>9,}  {status}\n")
    for address in done.lost:
        sys.stdout.write(f"404  {address}\n")
    for told in done.differing:
        sys.stdout.write(f"differs  {told}\n")
    return done.is_whole
